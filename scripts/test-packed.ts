/** Packs every public package, and uses the tarballs in an empty project, as a user would. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import budgets from './budgets.json' with { type: 'json' };
import { checkEditors } from './check-editors.ts';

interface Manifest {
  name: string;
  private?: boolean;
  version: string;
  exports: Record<string, unknown>;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const root = join(import.meta.dirname, '..');
const project = mkdtempSync(join(tmpdir(), 'packed-'));
const readManifest = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const run = (command: string, args: string[], cwd: string): string => {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
};

const pack = (folder: string): string => {
  const before = new Set(globSync('*.tgz', { cwd: project }));
  run('pnpm', ['pack', '--pack-destination', project], folder);
  const tarball = globSync('*.tgz', { cwd: project }).find((file) => !before.has(file));
  assert.ok(tarball, `${folder} was not packed`);
  run('publint', [join(project, tarball), '--strict'], root);
  run('attw', [join(project, tarball), '--profile', 'esm-only'], root);
  return tarball;
};

/** Links in Markdown files to files that are not in the package. */
const brokenLinks = (folder: string): string[] =>
  globSync('{,dist/**/}*.md', { cwd: folder }).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => {
        const place = relative(folder, join(folder, file, '..', target));
        return place.startsWith('..') || !existsSync(join(folder, place));
      })
      .map((target) => `${file} -> ${target}`),
  );

const checkInstalled = (name: string): string[] => {
  const folder = join(project, 'node_modules', name);
  const manifest = readManifest(folder);
  const ranges = { ...manifest.dependencies, ...manifest.peerDependencies };
  assert.ok(!JSON.stringify(ranges).includes('workspace:'), `${name} was packed with a workspace: range`);
  for (const file of ['README.md', 'LICENSE'])
    assert.ok(globSync(file, { cwd: folder }).length, `${name} lacks ${file}`);
  assert.deepEqual(brokenLinks(folder), [], `${name} links to files that are not packed`);
  assert.deepEqual(globSync('**/*.{test,test-d}.*', { cwd: folder }), [], `${name} ships tests`);
  for (const [bin, file] of Object.entries(manifest.bin ?? {})) {
    const help = run('node', [join(folder, file), '--help'], project);
    assert.ok(help.includes(bin) && help.includes('--help'), `${name} has a binary that does not run`);
  }
  return Object.keys(manifest.exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => name + entry.slice(1));
};

const install = (...packages: string[]): string =>
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], project);

/** The packages and Node's modules that an entry point loads. */
const loadedBy = (entry: string): Set<string> => {
  const program = `
    import { registerHooks } from 'node:module';
    const urls = new Set();
    registerHooks({ load: (url, context, next) => (urls.add(url), next(url, context)) });
    await import(${JSON.stringify(entry)});
    console.log(JSON.stringify([...urls]));`;
  const urls = JSON.parse(run('node', ['--input-type=module', '--eval', program], project)) as string[];
  return new Set(urls.map((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url));
};

/** Checks that the declarations of the workflows need none of the packages that only the queue needs. */
const checkDeclarations = (): void => {
  const folder = join(project, 'node_modules/@org/seam-access');
  const others = globSync('**/*.d.ts', { cwd: folder }).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/(?:from|import) ?\(?["']([^."'][^"']*)["']/g)]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('node:') && !name.startsWith('@org/seam-'))
      .map((name) => `${file} imports ${name}`),
  );
  assert.deepEqual(others, []);
};

/** Checks that the workflows for one person load nothing but core, and which modules of Node they need. */
const checkLoads = (): void => {
  const core = [...withDependencies('@org/seam-core')];
  for (const [entry, builtins] of [
    ['@org/seam-access', []],
    ['@org/seam-access/sqlite', ['node:sqlite']],
  ] as const) {
    const allowed = new Set([...core, ...builtins, '@org/seam-access', 'node:crypto']);
    const others = [...loadedBy(entry)].filter((name) => !allowed.has(name));
    assert.deepEqual(others, [], `${entry} loads more than core`);
    console.log(`ok   ${entry} loads core alone`);
  }
};

/** Runs the command line of the workflows: without the packages of the queue, then a bulk with them. */
const checkCommandLine = (): void => {
  const bin = join(project, 'node_modules/.bin/seam-access');
  const people = join(project, 'people.csv');
  writeFileSync(
    people,
    'email\nada.okafor@example.com\nben.castillo@example.com\nchiara.rossi@example.com\n',
  );
  const why = ['--actor', 'ci', '--reason', 'packed', '--yes', '--fake', '--json'];
  const receipt = JSON.parse(run(bin, ['offboard', 'ada.okafor@example.com', ...why], project)) as object;
  assert.equal('state' in receipt && receipt.state, 'complete');
  const bulk = ['bulk', people, ...why, '--settle', '100ms'];
  const { status, stderr } = spawnSync(bin, bulk, { cwd: project, encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /npm install pg-boss@/);

  const { devDependencies = {} } = readManifest(join(root, 'packages/access'));
  const peers = ['pg-boss', 'pg', '@electric-sql/pglite', '@opentelemetry/api'];
  install(...peers.map((name) => `${name}@${devDependencies[name]}`));
  assert.equal(run('node', ['use-queue.ts'], project).trim(), 'ok');
  const { byState } = JSON.parse(run(bin, bulk, project)) as { byState: object };
  assert.deepEqual(byState, { complete: 3 });
  console.log('ok   seam-access and a queue on PGlite');
};

interface SuiteReport {
  testResults: {
    assertionResults: { title: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Runs a suite of `scripts/consumer/suite` whose tests must fail, and checks the message of each. */
const checkFailures = (suite: string): number => {
  const file = join(project, 'report.json');
  const args = ['run', '--root', 'suite', suite, '--reporter=json', `--outputFile.json=${file}`];
  const { status, stdout, stderr } = spawnSync(join(project, 'node_modules/.bin/vitest'), args, {
    cwd: project,
    encoding: 'utf8',
  });
  assert.equal(status, 1, `${suite} did not fail\n${stdout}${stderr}`);
  const report = JSON.parse(readFileSync(file, 'utf8')) as SuiteReport;
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { title, status, failureMessages } of tests) {
    const [, reason = title] = title.split(': ');
    const messages = failureMessages.join('\n');
    assert.ok(status === 'failed' && messages.includes(reason), `${title}\n${status}: ${messages}`);
  }
  assert.ok(tests.length > 0, `${suite} has no tests`);
  return tests.length;
};

/** Uses `@org/seam-testing/vitest` and `/msw` in a suite that passes and in one that fails. */
const checkSuites = (): void => {
  const { devDependencies = {} } = readManifest(join(root, 'packages/testing'));
  const { vitest, msw, 'msw-2': msw2 = '' } = devDependencies;
  for (const version of [msw2.replace('npm:', ''), `msw@${msw}`]) {
    install(`vitest@${vitest}`, version);
    run('tsc', ['-p', 'suite/tsconfig.json'], project);
    run(join(project, 'node_modules/.bin/vitest'), ['run', '--root', 'suite', 'passes.ts'], project);
    console.log(`ok   a suite with vitest@${vitest} and ${version}`);
  }
  console.log(`ok   ${checkFailures('fails.ts')} tests fail as expected`);
};

/** Compiles a CommonJS module, and runs it with the oldest and the newest supported Node. */
const checkCommonJs = (): void => {
  run('tsc', ['-p', 'commonjs/tsconfig.json'], project);
  for (const node of [join(root, 'tests/node-22/node_modules/.bin/node'), 'node']) {
    assert.equal(run(node, ['commonjs/use.cjs'], project).trim(), 'ok');
    console.log(`ok   CommonJS on Node ${run(node, ['--version'], project).trim()}`);
  }
};

const withDependencies = (name: string, found = new Set<string>()): Set<string> => {
  if (found.has(name)) return found;
  found.add(name);
  const { dependencies = {} } = readManifest(join(project, 'node_modules', name));
  for (const dependency of Object.keys(dependencies)) withDependencies(dependency, found);
  return found;
};

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** The number of lines in the declaration files of a package. */
const declarationLines = (name: string): number =>
  globSync('**/*.d.ts', { cwd: join(project, 'node_modules', name) })
    .map((file) => readFileSync(join(project, 'node_modules', name, file), 'utf8').split('\n').length)
    .reduce((sum, lines) => sum + lines, 0);

interface Limits {
  readonly maxBytes: number;
  readonly maxPackages: number;
  readonly maxDeclarationLines: number;
}

const checkWeight = (name: string, limits: Limits) => {
  const lines = declarationLines(name);
  const read = `${name} declares in ${lines} of ${limits.maxDeclarationLines} lines`;
  assert.ok(lines > 0 && lines <= limits.maxDeclarationLines, read);
  console.log(`ok   ${read}`);
  const packages = [...withDependencies(name)];
  const bytes = packages.reduce((sum, part) => sum + sizeOf(join(project, 'node_modules', part)), 0);
  const found = `${name} installs ${bytes} of ${limits.maxBytes} bytes in ${packages.length} of ${limits.maxPackages} packages`;
  assert.ok(bytes <= limits.maxBytes && packages.length <= limits.maxPackages, found);
  console.log(`ok   ${found}`);
};

try {
  const folders = globSync('packages/*/package.json', { cwd: root })
    .map((file) => join(root, file, '..'))
    .filter((folder) => readManifest(folder).private !== true);
  const names = folders.map((folder) => readManifest(folder).name);
  const tarballs = folders.map((folder) => `./${pack(folder)}`);

  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const types = ['@types/node@24.10.1', '@types/express@5.0.6'];
  const optionalPeers = ['standardwebhooks@1.1.1'];
  install(...tarballs, ...types, ...optionalPeers);
  // These need a test runner or a database, which are not installed yet. The other entry points must load without them.
  const laterEntries = ['@org/seam-testing/msw', '@org/seam-testing/vitest', '@org/seam-access/queue'];
  const entries = names.flatMap(checkInstalled).filter((entry) => !laterEntries.includes(entry));
  const imports = entries.map((entry) => `await import(${JSON.stringify(entry)});`).join('\n');
  run('node', ['--input-type=module', '--eval', imports], project);

  cpSync(join(root, 'scripts/consumer'), project, { recursive: true });
  run('tsc', ['-p', 'tsconfig.json'], project);
  assert.equal(run('node', ['use.ts'], project).trim(), 'ok');
  checkCommonJs();
  console.log(`ok   ${names.join(', ')}: ${entries.length} entry points`);
  checkEditors(project);
  for (const [name, limits] of Object.entries(budgets.installed)) checkWeight(name, limits);
  checkDeclarations();
  checkLoads();
  checkCommandLine();
  checkSuites();
} finally {
  rmSync(project, { recursive: true, force: true });
}
