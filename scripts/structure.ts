/**
 * Prints how the hand-written sources are cut into files, and which files a reader opens to follow a request. Fails on an
 * import circle, type imports included, and on an import that goes against the arrows between the packages.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** For each package, the packages that it may import. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  server: ['core'],
  express: ['core', 'server'],
  testing: ['core', 'server'],
};

/** The first file of each journey: what a reader opens to follow it. */
const journeys: Readonly<Record<string, string>> = {
  'a client call': 'packages/core/src/client/create-seam.ts',
  'a request through the router': 'packages/server/src/router/create-router.ts',
  'one endpoint of the fake': 'packages/testing/src/resources/user-identities/revoke-access-to-device.ts',
};

const isGenerated = (file: string) => file.includes('/generated/');
const isTest = (file: string) => /\.test(-d|-helper)?\.ts$/.test(file);

interface Import {
  readonly to: string;
  /** Only types are imported: the file need not be read to follow what happens. */
  readonly isType: boolean;
}

const statement = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm;
const dynamic = /\bimport\('([^']+)'\)/g;

const importsOf = (file: string): Import[] => {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [
    ...[...text.matchAll(statement)].map(([, type, to = '']) => ({ to, isType: type !== undefined })),
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

/** Groups of files that import one another (Tarjan's strongly connected components). */
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

/** Imports of a package that its arrows do not allow. */
const findWrongArrows = (): string[] =>
  sources.flatMap((file) => {
    const allowed = arrows[packageOf(file)];
    if (!allowed || !file.startsWith('packages/')) return [];
    // An example in a comment imports the package itself.
    const names = [...readFileSync(join(root, file), 'utf8').matchAll(/^.*from '@org\/seam-(\w+)/gm)].map(
      ([, name = '']) => name,
    );
    return names
      .filter((name) => !allowed.includes(name) && name !== packageOf(file))
      .map((name) => `${file} imports @org/seam-${name}`);
  });

const linesOf = (file: string): number => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;

const printSizes = (): void => {
  const written = sources.filter((file) => !isGenerated(file));
  const folderOf = (file: string) => file.split('/').slice(0, 2).join('/');
  const rows = [...new Set(written.map(folderOf))].map((folder) => {
    const files = written.filter((file) => folderOf(file) === folder);
    const lines = files.map(linesOf).toSorted((a, b) => a - b);
    return {
      package: folder,
      files: lines.length,
      median: lines[Math.floor(lines.length / 2)],
      '20 lines or fewer': lines.filter((count) => count <= 20).length,
      'more than 200': lines.filter((count) => count > 200).length,
    };
  });
  console.table(rows);
};

/** The hand-written files that are reached from one by imports of values. */
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
  if (process.argv.includes('--files'))
    for (const file of files) console.log(`  ${relative(root, join(root, file))}`);
}

const problems = [
  ...findCircles().map((group) => `import circle: ${group.join(', ')}`),
  ...findWrongArrows(),
  ...Object.values(journeys)
    .filter((file) => !graph.has(file))
    .map((file) => `a journey begins at a file that does not exist: ${file}`),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log('No import circles.');
