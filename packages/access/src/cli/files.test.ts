import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Receipt } from '../receipt/receipt.ts';
import { createReceiptFile } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'seam-access-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

// A limit of the file size is the nearest to a full disk: the first part of the receipt can be written.
it.skipIf(process.platform === 'win32')('reports a receipt that could be written only in part', () => {
  const program = `
    import { createReceiptFile } from ${JSON.stringify(new URL('files.ts', import.meta.url).href)};
    process.on('SIGXFSZ', () => {});
    const file = createReceiptFile(${JSON.stringify(join(folder, 'receipt.json'))});
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
  expect(existsSync(join(folder, 'receipt.json'))).toBe(false);
});

it('leaves nothing behind when the command is killed, so that the same command continues', () => {
  const file = join(folder, 'killed.json');
  createReceiptFile(file); // killed before it writes
  createReceiptFile(file).write({ run_id: 'r1' } as Receipt);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ run_id: 'r1' });
});

it('does not overwrite a receipt that another command wrote meanwhile', () => {
  const path = join(folder, 'other.json');
  const file = createReceiptFile(path);
  writeFileSync(path, 'theirs');
  expect(() => {
    file.write({} as Receipt);
  }).toThrow(`${path}: The receipt cannot be written: The file exists already.`);
  expect(readFileSync(path, 'utf8')).toBe('theirs');
});
