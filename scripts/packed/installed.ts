/** Checks of what the packages contain and load once they are installed. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readManifest, run } from './run.ts';
import { withDependencies } from './weight.ts';

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

/** @returns the entry points of the package */
export const checkInstalled = async (project: string, name: string): Promise<string[]> => {
  const folder = join(project, 'node_modules', name);
  const manifest = readManifest(folder);
  const ranges = { ...manifest.dependencies, ...manifest.peerDependencies };
  assert.ok(!JSON.stringify(ranges).includes('workspace:'), `${name} was packed with a workspace: range`);
  for (const file of ['README.md', 'LICENSE'])
    assert.ok(globSync(file, { cwd: folder }).length, `${name} lacks ${file}`);
  assert.deepEqual(brokenLinks(folder), [], `${name} links to files that are not packed`);
  assert.deepEqual(globSync('**/*.{test,test-d}.*', { cwd: folder }), [], `${name} ships tests`);
  for (const [bin, file] of Object.entries(manifest.bin ?? {})) {
    const help = await run('node', [join(folder, file), '--help'], project);
    assert.ok(help.includes(bin) && help.includes('--help'), `${name} has a binary that does not run`);
  }
  return Object.keys(manifest.exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => name + entry.slice(1));
};

/** The packages and Node's modules that an entry point loads. */
const loadedBy = async (project: string, entry: string): Promise<Set<string>> => {
  const program = `
    import { registerHooks } from 'node:module';
    const urls = new Set();
    registerHooks({ load: (url, context, next) => (urls.add(url), next(url, context)) });
    await import(${JSON.stringify(entry)});
    console.log(JSON.stringify([...urls]));`;
  const urls = JSON.parse(await run('node', ['--input-type=module', '--eval', program], project)) as string[];
  return new Set(urls.map((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? url));
};

/** Checks that the declarations of the workflows need none of the packages that only the queue needs. */
export const checkDeclarations = (project: string): void => {
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
export const checkLoads = async (project: string): Promise<void> => {
  const core = [...withDependencies(project, '@org/seam-core')];
  for (const [entry, builtins] of [
    ['@org/seam-access', []],
    ['@org/seam-access/sqlite', ['node:sqlite']],
  ] as const) {
    const allowed = new Set([...core, ...builtins, '@org/seam-access', 'node:crypto']);
    const others = [...(await loadedBy(project, entry))].filter((name) => !allowed.has(name));
    assert.deepEqual(others, [], `${entry} loads more than core`);
    console.log(`ok   ${entry} loads core alone`);
  }
};
