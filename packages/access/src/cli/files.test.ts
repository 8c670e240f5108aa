import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'seam-access-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

// A limit of the file size is the nearest to a full disk: the first part of the receipt can be written.
it.skipIf(process.platform === 'win32')('reports a receipt that could be written only in part', () => {
  const program = `
    import { createReceiptFile } from ${JSON.stringify(new URL('files.ts', import.meta.url).href)};
    process.on('SIGXFSZ', () => {});
    using file = createReceiptFile(${JSON.stringify(join(folder, 'receipt.json'))});
    try {
      file.write({ entries: Array.from({ length: 10_000 }, (_, number) => number) });
    } catch (error) {
      console.log(error.message);
    }
  `;
  const command = 'ulimit -f 16 && exec "$0" --input-type=module --eval "$1"';
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, program], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: '' },
  });
  expect(stdout, stderr).toContain('The receipt cannot be written');
});
