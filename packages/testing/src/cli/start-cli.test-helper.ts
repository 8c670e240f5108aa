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
    if (output.includes('API key')) break;
  }
  const url = /http:\S+/.exec(output)?.[0].replace('0.0.0.0', '127.0.0.1') ?? '';
  const apiKey = /seam_\w+/.exec(output)?.[0] ?? '';
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return await exited;
  };
  return {
    url,
    apiKey,
    errors: () => errors,
    seam: (options?: SeamOptions) => createSeam({ apiKey, endpoint: url, retry: false, ...options }),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
};
