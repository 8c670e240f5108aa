/** The combinations of supported versions that were tried, printed as a table at the end. */
import { type Supported, supportedVersions } from '../supported-versions.ts';

interface MatrixRow {
  /** What was done, such as `require`. */
  readonly check: string;
  /** With which version of what, such as `Node 22.12.0`. */
  readonly with: string;
  readonly seconds: string;
}

const rows: MatrixRow[] = [];
const tried = new Map<string, Set<string>>();

/** Runs a check with versions of the table, and adds it to the matrix. */
export const check = async (
  name: string,
  versions: Partial<Record<Supported, string>>,
  test: () => Promise<unknown>,
): Promise<void> => {
  const start = performance.now();
  const entries = Object.entries(versions) as [Supported, string][];
  const text = entries.map(([key, version]) => `${supportedVersions[key].name} ${version}`).join(', ');
  try {
    await test();
  } catch (error) {
    throw new Error(`FAIL ${name}: ${text}\n${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
  for (const [key, version] of entries) tried.set(key, (tried.get(key) ?? new Set()).add(version));
  rows.push({ check: name, with: text, seconds: ((performance.now() - start) / 1000).toFixed(1) });
};

/** Prints the table, and throws when a version of `supported-versions.json` was not tried. */
export const printMatrix = (): void => {
  const sorted = rows.toSorted((a, b) => `${a.check} ${a.with}`.localeCompare(`${b.check} ${b.with}`));
  console.table(sorted);
  const browsers: readonly string[] = ['chrome', 'firefox', 'safari'];
  const missing = Object.entries(supportedVersions)
    .filter(([key]) => !browsers.includes(key))
    .flatMap(([key, { name, tested }]) =>
      tested.filter((version) => !tried.get(key)?.has(version)).map((version) => `${name} ${version}`),
    );
  if (missing.length > 0) throw new Error(`Supported versions that no check uses: ${missing.join(', ')}.`);
};
