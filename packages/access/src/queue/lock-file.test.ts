import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './lock-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const fileOf = () => join(folder, 'seam-access.lock');
const write = (holder: object) => writeFileSync(fileOf(), JSON.stringify({ token: 'x', ...holder }));

describe('lockFolder', () => {
  it('locks a folder once, until it is released', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`used by process ${process.pid} on ${hostname()}`);
    lock.release();
    lockFolder(folder).release();
  });

  it('releases a relative folder also after the process has changed its working directory', () => {
    const before = process.cwd();
    process.chdir(tmpdir());
    const lock = lockFolder(relative(tmpdir(), folder));
    process.chdir(before);
    lock.release();
    lockFolder(folder).release();
  });

  it('refuses while another process holds the lock, and takes it over after its death', async () => {
    const program = `
      import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock-file.ts'))};
      lockFolder(${JSON.stringify(folder)});
      console.log('locked');
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => lockFolder(folder)).toThrow(`used by process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockFolder(folder).release();
  });

  it.each([
    ['a process id that is used again', () => write({ pid: process.pid, started: '1', host: hostname() })],
    ['a process that has ended', () => write({ pid: 2 ** 30, started: null, host: hostname() })],
    ['a file that is cut off', () => writeFileSync(fileOf(), '{"pid":')],
    [
      'a process of another host that no longer touches the file',
      () => {
        write({ pid: 1, started: null, host: 'elsewhere' });
        const before = new Date(Date.now() - 60_000);
        utimesSync(fileOf(), before, before);
      },
    ],
  ])('takes over the lock of %s', (_, leave) => {
    leave();
    const lock = lockFolder(folder);
    expect(JSON.parse(readFileSync(fileOf(), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it('refuses while a process of another host touches the file', () => {
    write({ pid: 1, started: null, host: 'elsewhere' });
    expect(() => lockFolder(folder)).toThrow('used by process 1 on elsewhere');
  });

  it('releases no lock that another process has taken over', () => {
    const lock = lockFolder(folder);
    write({ pid: process.pid, started: null, host: hostname() });
    lock.release();
    expect(() => lockFolder(folder)).toThrow('is used by');
  });
});
