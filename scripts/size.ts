/**
 * Fails when a bundle of the packed core, minified and compressed, is larger than its budget in bytes or its share of the
 * official SDK's bundle of the same content, or contains a package other than ky or an endpoint that is not used. Measures the
 * tarball, so build core first: `pnpm size` does both.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import budgets from './budgets.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const core = join(root, 'packages/core');
if (!existsSync(join(core, 'dist'))) throw new Error('Core is not built. Run `pnpm size`, which builds it.');

const project = mkdtempSync(join(tmpdir(), 'size-'));

/** Unpacks the tarball into `node_modules`, so that the bundler resolves the package by its name. */
const unpackCore = (): void => {
  execFileSync('pnpm', ['pack', '--pack-destination', project], { cwd: core, stdio: 'pipe' });
  const [tarball] = globSync('*.tgz', { cwd: project });
  if (tarball === undefined) throw new Error('Core was not packed.');
  const folder = join(project, 'node_modules/@org/seam-core');
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', join(project, tarball), '-C', folder, '--strip-components=1']);
};

/** A bundle for browsers. `nodePaths` has the installed ky and official SDK: nothing is downloaded. */
const measure = async (entry: string) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: project },
    nodePaths: [join(core, 'node_modules'), join(root, 'tests/node_modules')],
    bundle: true,
    minify: true,
    format: 'esm',
    metafile: true,
    write: false,
    legalComments: 'none',
  });
  const foreign = Object.keys(metafile.inputs).filter((file) =>
    /node_modules\/(?!@org\/seam-core\/|\.pnpm\/ky@|ky\/)/.test(file),
  );
  const [file] = outputFiles;
  if (!file) throw new Error(`No bundle of ${entry}`);
  return { bytes: gzipSync(file.contents, { level: 9 }).length, text: file.text, foreign };
};

try {
  unpackCore();
  for (const [name, { entry, official, maxBytes, maxRatio, without }] of Object.entries(budgets.bundles)) {
    const { bytes, text, foreign } = await measure(entry);
    const unwanted = [...foreign, ...without.filter((name) => text.includes(name))];
    const theirs = await measure(official);
    const ratio = bytes / theirs.bytes;
    const isFine = bytes <= maxBytes && ratio <= maxRatio && unwanted.length === 0;
    console.log(
      `${isFine ? 'ok  ' : 'FAIL'} ${name}: ${bytes} of ${maxBytes} bytes, ${ratio.toFixed(3)} of ${maxRatio} × ` +
        `the official SDK's ${theirs.bytes} ${unwanted.join(', ')}`,
    );
    if (!isFine) process.exitCode = 1;
  }
} finally {
  rmSync(project, { recursive: true, force: true });
}
