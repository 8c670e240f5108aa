import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The console as a process of its own, with the fake and a data folder. */
export interface StartedServer extends AsyncDisposable {
  readonly url: string;
  /** What it wrote to standard error. */
  readonly errors: () => string;
  /** Ends the process without a chance to finish anything. */
  readonly kill: () => Promise<void>;
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Starts the console as `npm run demo` does. Pass the port of an earlier one to take its place. */
export const startServer = async (folder: string, port = '0'): Promise<StartedServer> => {
  // Optimizing the WebAssembly of the database takes longer than its statements.
  const child = spawn(process.execPath, ['--liftoff-only', main], {
    env: { ...process.env, PORT: port, DATA_FOLDER: folder, SEAM_API_KEY: '' },
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += String(text);
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), ended])) as [unknown];
  const [, url] = /^Access console: (http:\/\/localhost:\d+) \(/.exec(String(line)) ?? [];
  if (url === undefined) throw new Error(`The console did not start: ${errors}`);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    url,
    errors: () => errors,
    kill: () => end('SIGKILL'),
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  };
};
