/**
 * Prints the number and length of the hand-written source files, and the number of files that a reader opens to follow a
 * request. `--files` lists them. Fails on an import circle, type imports included, and on an import between packages that
 * `arrows` does not allow.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const isVerbose = process.argv.includes('--files');

/** The packages that each package may import. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  server: ['core'],
  express: ['core', 'server'],
  testing: ['core', 'server'],
  // The command line imports the fake when it is asked to.
  access: ['core', 'testing'],
};

/** The first file of each journey. A reader follows its imports. */
const journeys: Readonly<Record<string, string>> = {
  'a client call': 'packages/core/src/client/create-seam.ts',
  'a request through the router': 'packages/server/src/router/create-router.ts',
  'an offboarding': 'packages/access/src/offboarding/offboard.ts',
  'one endpoint of the fake': 'packages/testing/src/resources/user-identities/revoke-access-to-device.ts',
};

const isGenerated = (file: string) => file.includes('/generated/');
const isTest = (file: string) => /\.test(-d|-helper)?\.ts$/.test(file);

interface Import {
  readonly to: string;
  /** Only types are imported, so a reader does not need to open the file. */
  readonly isType: boolean;
}

const statement = /^(?:import|export)\s+(?:(type\s+)?([^'";]*?)\sfrom\s+)?'([^']+)';/gm;
const dynamic = /\bimport\('([^']+)'\)/g;

/** Whether every name in `{ type A, type B }` is a type. */
const importsOnlyTypes = (names: string): boolean => {
  const list = /^\{([^}]*)\}$/.exec(names.trim())?.[1]?.split(',') ?? [];
  const specifiers = list.map((name) => name.trim()).filter((name) => name !== '');
  return specifiers.length > 0 && specifiers.every((name) => name.startsWith('type '));
};

const importsOf = (file: string): Import[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [
    ...[...text.matchAll(statement)].map(([, type, names = '', to = '']) => ({
      to,
      isType: type !== undefined || importsOnlyTypes(names),
    })),
    ...[...text.matchAll(dynamic)].map(([, to = '']) => ({ to, isType: false })),
  ];
  return found
    .filter(({ to }) => to.startsWith('.'))
    .map(({ to, isType }) => ({ to: join(dirname(file), to), isType }));
};

const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !isTest(file) && !file.endsWith('.d.ts'))
  .toSorted();
const graph = new Map(sources.map((file) => [file, importsOf(file)]));

/** Groups of files that import each other (Tarjan's strongly connected components). */
const findCircles = (): string[][] => {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    lowest.set(file, own);
    open.push(file);
    for (const { to } of graph.get(file) ?? []) {
      if (!graph.has(to)) continue;
      if (!order.has(to)) lowest.set(file, Math.min(lowest.get(file) ?? own, visit(to)));
      else if (open.includes(to)) lowest.set(file, Math.min(lowest.get(file) ?? own, order.get(to) ?? own));
    }
    if (lowest.get(file) === own) {
      const group = open.splice(open.indexOf(file));
      if (group.length > 1) circles.push(group);
    }
    return lowest.get(file) ?? own;
  };
  for (const file of sources) if (!order.has(file)) visit(file);
  return circles;
};

const packageOf = (file: string): string => file.split('/')[1] ?? '';

/** Imports of packages that `arrows` does not allow. */
const findWrongArrows = (): string[] =>
  sources.flatMap((file) => {
    const allowed = arrows[packageOf(file)];
    if (!allowed || !file.startsWith('packages/')) return [];
    // An example in a comment may import the package itself.
    const names = [...readFileSync(join(root, file), 'utf8').matchAll(/^.*from '@org\/seam-(\w+)/gm)].map(
      ([, name = '']) => name,
    );
    return names
      .filter((name) => !allowed.includes(name) && name !== packageOf(file))
      .map((name) => `${file} imports @org/seam-${name}`);
  });

const linesOf = (file: string): number => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;

const isShort = (file: string): boolean => linesOf(file) <= 20;

/** The aim for all packages together. A short file often belongs into the file that imports it. */
const aimOfShortFiles = 25;

const written = sources.filter((file) => !isGenerated(file));

const printSizes = (): void => {
  const folderOf = (file: string) => file.split('/').slice(0, 2).join('/');
  const rows = [...new Set(written.map(folderOf))].map((folder) => {
    const files = written.filter((file) => folderOf(file) === folder);
    const lines = files.map(linesOf).toSorted((a, b) => a - b);
    return {
      package: folder,
      files: lines.length,
      median: lines[Math.floor(lines.length / 2)],
      '20 lines or fewer': files.filter(isShort).length,
      'more than 200': lines.filter((count) => count > 200).length,
    };
  });
  console.table(rows);
  const short = written.filter(isShort);
  console.log(
    `${written.length} files, ${short.length} of them with 20 lines or fewer (aim: fewer than ${aimOfShortFiles})`,
  );
  if (isVerbose) for (const file of short) console.log(`  ${file}`);
};

/** The hand-written files that a file imports values from, directly or indirectly. */
const filesOpened = (from: string): string[] => {
  const opened = new Set<string>();
  const open = (file: string): void => {
    if (opened.has(file) || !graph.has(file) || isGenerated(file)) return;
    opened.add(file);
    for (const { to, isType } of graph.get(file) ?? []) if (!isType) open(to);
  };
  open(from);
  return [...opened];
};

printSizes();
for (const [name, from] of Object.entries(journeys)) {
  const files = filesOpened(from);
  console.log(`${name}: ${files.length} files`);
  if (isVerbose) for (const file of files) console.log(`  ${file}`);
}

const problems = [
  ...findCircles().map((group) => `import circle: ${group.join(', ')}`),
  ...findWrongArrows(),
  ...Object.values(journeys)
    .filter((file) => !graph.has(file))
    .map((file) => `the first file of a journey does not exist: ${file}`),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log('No import circles.');
