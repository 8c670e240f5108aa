import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { AccessError } from '../access-error.ts';

/** The process that holds a lock. */
interface Holder {
  readonly pid: number;
  /** When the process started, as the system says; `null` where it does not. Process ids are used again. */
  readonly started: string | null;
  readonly host: string;
  /** Tells two locks of one process apart. */
  readonly token: string;
}

/** The holder touches its file this often, in milliseconds. */
const touchInterval = 5000;
/** A file of another host that was not touched for this long, in milliseconds, is stale. */
const staleAfter = 20_000;

/** When a process started, in the unit of the system; `null` where that is unknown. */
const startOf = (pid: number): string | null => {
  try {
    // Linux: the 22nd field. The second one is a name in parentheses that may contain anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
};

const isRunning = ({ pid, started }: Holder): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Without permission to signal it, the process exists.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const actual = startOf(pid);
  return started === null || actual === null || started === actual;
};

/** The content of a file; `undefined` when there is none. */
const readText = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const parseHolder = (text: string | undefined): Holder | undefined => {
  try {
    const value = JSON.parse(text ?? '') as Partial<Holder>;
    return typeof value.pid === 'number' ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
};

const readHolder = (file: string): Holder | undefined => parseHolder(readText(file));

/** Whether the process that wrote a lock file uses the folder. The id of a process on another host says nothing here. */
const isHeld = (file: string): boolean => {
  const holder = readHolder(file);
  if (!holder) return false;
  if (holder.host === hostname()) return isRunning(holder);
  try {
    return Date.now() - statSync(file).mtimeMs < staleAfter;
  } catch {
    return false;
  }
};

/** Creates the file with its content in one step. Returns whether it did: the file may exist. */
const create = (file: string, holder: Holder): boolean => {
  const draft = `${file}.${holder.token}`;
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/**
 * Creates the file, or takes it over when it is stale. Of several processes that found one file stale, the one that holds a lock
 * of its own for that file removes it: another one could remove the file of a process that has taken the lock over meanwhile.
 */
const acquire = (file: string, holder: Holder): boolean => {
  if (create(file, holder)) return true;
  if (isHeld(file)) return false;
  const stale = readText(file);
  if (stale === undefined) return create(file, holder);
  const takeover = `${file}.${parseHolder(stale)?.token}`;
  if (!acquire(takeover, holder)) return false;
  try {
    if (readText(file) === stale && !isHeld(file)) rmSync(file, { force: true });
    return create(file, holder);
  } finally {
    rmSync(takeover, { force: true });
  }
};

/** A lock on a folder, held by this process. */
export interface FolderLock {
  release(): void;
}

/**
 * Locks a folder for this process with a file in it. The lock of a process that has ended is taken over.
 * @throws AccessError `invalid_option` when a process, also this one, holds the lock
 */
export const lockFolder = (folder: string): FolderLock => {
  mkdirSync(folder, { recursive: true });
  // The process may change its working directory.
  const file = resolve(folder, 'seam-access.lock');
  const mine: Holder = {
    pid: process.pid,
    started: startOf(process.pid),
    host: hostname(),
    token: randomUUID(),
  };
  if (acquire(file, mine)) {
    const timer = setInterval(() => {
      const now = new Date();
      try {
        utimesSync(file, now, now);
      } catch {
        // The folder was removed: there is nothing to lock any more.
      }
    }, touchInterval);
    timer.unref();
    return {
      release: () => {
        clearInterval(timer);
        if (readHolder(file)?.token === mine.token) rmSync(file, { force: true });
      },
    };
  }
  const holder = readHolder(file);
  throw new AccessError(
    'invalid_option',
    `The folder ${folder} is used by ${holder ? `process ${holder.pid} on ${holder.host}` : 'another process'}. ` +
      'An embedded database has one process: stop the other one, or use Postgres.',
  );
};
