/**
 * Copies of an empty PGlite database. Creating one costs about 5 seconds of processor time, and opening a copy less than 2.
 * The original is created once, in `node_modules/.cache`.
 */
import { PGlite } from '@electric-sql/pglite';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createOnce } from '../create-once.ts';

const cache = join(import.meta.dirname, '../../node_modules/.cache/pglite');

/** The version is that of the installed package: another version may store its data in another way. */
const original = (): string => {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = join(dirname(main), '../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return join(cache, `${version}-small-buffers`);
};

/** Copies an empty database to a folder, which must not exist. */
export const copyEmptyDatabase = async (folder: string): Promise<void> => {
  const from = original();
  await createOnce(from, async (dataDir) => {
    const database = await PGlite.create({ dataDir });
    await database.close();
    // Half of the time of opening is spent on the default of 128 MB.
    appendFileSync(join(dataDir, 'postgresql.conf'), '\nshared_buffers = 16MB\n');
  });
  cpSync(from, folder, { recursive: true });
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A copy of an empty database for this process. The next call deletes those of processes that have ended. */
export const temporaryDatabase = async (): Promise<string> => {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const [, pid] = /^copy-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(cache, name), { recursive: true, force: true });
  }
  const data = join(mkdtempSync(join(cache, `copy-${process.pid}-`)), 'data');
  await copyEmptyDatabase(data);
  return data;
};
