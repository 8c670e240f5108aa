import type * as FileSystem from 'node:fs';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { type FolderLock, lockFolder } from './lock-file.ts';

const changes = vi.hoisted(() => ({ before: (): void => {} }));

vi.mock('node:fs', async (load) => {
  const original = await load<typeof FileSystem>();
  const hooked = (['linkSync', 'renameSync', 'rmSync'] as const).map((name) => [
    name,
    (...args: unknown[]): unknown => {
      changes.before();
      return Reflect.apply(original[name], undefined, args);
    },
  ]);
  return { ...original, ...(Object.fromEntries(hooked) as object) };
});

const tryLock = (): FolderLock[] => {
  try {
    return [lockFolder(folder)];
  } catch {
    return [];
  }
};

let folder = '';

/** Three processes take over one stale lock: the second and the third run between two changes of the first. */
const race = (second: number, third: number): FolderLock[] => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  const stale = { pid: 2 ** 30, started: null, host: hostname(), token: 'stale' };
  writeFileSync(join(folder, 'seam-access.lock'), JSON.stringify(stale));
  const held: FolderLock[] = [];
  let count = 0;
  const before = () => {
    count += 1;
    const at = count;
    changes.before = () => {};
    for (const other of [second, third]) if (other === at) held.push(...tryLock());
    changes.before = before;
  };
  changes.before = before;
  held.push(...tryLock());
  changes.before = () => {};
  return held;
};

it('a stale lock is taken over by one of three processes, in whatever order they run', () => {
  for (let second = 1; second <= 12; second += 1)
    for (let third = second; third <= 12; third += 1) {
      const held = race(second, third);
      expect(held, `${second}, ${third}`).toHaveLength(1);
      for (const lock of held) lock.release();
      expect(readdirSync(folder)).toEqual([]);
      rmSync(folder, { recursive: true });
    }
});
