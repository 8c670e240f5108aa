/** The supported versions as the table of README.md. `node scripts/supported-versions.ts` prints it. */
import versions from './supported-versions.json' with { type: 'json' };

/** A name in `supported-versions.json`. */
export type Supported = keyof typeof versions;

interface SupportedVersion {
  readonly name: string;
  /** A range of npm, as in `engines` and `peerDependencies`. */
  readonly range: string;
  /** The versions that the tests use, the oldest first. */
  readonly tested: readonly string[];
}

export const supportedVersions: Readonly<Record<Supported, SupportedVersion>> = versions;

/** `^4.17.0 || ^5.0.0` is "4 from 4.17, 5", and `>=22.12` is "22.12 or newer". */
export const describeRange = (range: string): string =>
  range
    .split(' || ')
    .map((part) => {
      const minimum = /^>=(?<version>[\d.]+)$/.exec(part)?.groups?.['version'];
      if (minimum !== undefined) return `${minimum} or newer`;
      const { major, minor } = /^\^(?<major>\d+)\.(?<minor>\d+)\.0$/.exec(part)?.groups ?? {};
      if (major === undefined) throw new Error(`The range "${part}" is neither ">=x" nor "^x.y.0".`);
      return minor === '0' ? major : `${major} from ${major}.${minor}`;
    })
    .join(', ');

/** The rows of the table in README.md, the header first. */
export const versionRows = (): string[] => [
  '| | Supported | Tested with |',
  ...Object.values(supportedVersions).map(
    ({ name, range, tested }) =>
      `| ${name} | ${describeRange(range)} | ${tested.join(', ') || 'not tested'} |`,
  ),
];

if (import.meta.main) {
  const [header = '', ...rows] = versionRows();
  console.log([header, '| --- | --- | --- |', ...rows].join('\n'));
}
