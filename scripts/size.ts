/** Fails when a bundle of core, minified and compressed, is larger than its budget, or carries what it should not. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import budgets from './budgets.json' with { type: 'json' };

const measure = async (entry: string) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: join(import.meta.dirname, '../packages/core'), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    metafile: true,
    write: false,
    legalComments: 'none',
  });
  const foreign = Object.keys(metafile.inputs).filter((file) =>
    /node_modules\/(?!\.pnpm\/ky@|ky\/)/.test(file),
  );
  return { bytes: gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length, foreign };
};

for (const [name, { entry, maxBytes }] of Object.entries(budgets.bundles)) {
  const { bytes, foreign } = await measure(entry);
  const isFine = bytes <= maxBytes && foreign.length === 0;
  console.log(`${isFine ? 'ok  ' : 'FAIL'} ${name}: ${bytes} of ${maxBytes} bytes ${foreign.join(', ')}`);
  if (!isFine) process.exitCode = 1;
}
