import { createSeam, type SeamOptions } from '@org/seam-core';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The command as it is run. */
export const cli = join(import.meta.dirname, 'index.ts');

/** Runs `seam-fake` on a free port. */
export const start = async (...args: string[]) => {
  const child = spawn(process.execPath, [cli, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  let output = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    output += chunk.toString();
    if (output.endsWith('\n')) break;
  }
  const [, url = '', apiKey = ''] = /^export SEAM_ENDPOINT=(\S+) SEAM_API_KEY=(\S+)\n$/.exec(output) ?? [];
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return await exited;
  };
  return {
    output,
    url,
    apiKey,
    errors: () => errors,
    seam: (options?: SeamOptions) => createSeam({ apiKey, endpoint: url, retry: false, ...options }),
    /** Closes the ends of its pipes. */
    disconnect: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
};
