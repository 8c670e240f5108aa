/** Starts a server in a process of its own, asks it often over connections that stay open, and prints how fast it was. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { askOverSockets, type Question } from './ask-over-sockets.ts';

export interface Throughput {
  /** Requests a second. */
  readonly rate: number;
  /** Microseconds of the server's time on a processor, per request. */
  readonly cpu: number;
}

const inFlight = 32;
const [script, requests] = [process.argv[2] ?? '', Number(process.argv[3])];

const questionOf = async (server: ChildProcess): Promise<Question> => {
  for await (const line of createInterface(server.stdout as NodeJS.ReadableStream))
    if (line.startsWith('{"url"')) return JSON.parse(line) as Question;
  throw new Error('The server did not start.');
};

const cpuOf = async (server: ChildProcess): Promise<number> => {
  server.send('cpu');
  const [{ user, system }] = (await once(server, 'message')) as [NodeJS.CpuUsage];
  return user + system;
};

const server = spawn(process.execPath, ['--input-type=module', '--eval', script], {
  stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
});
try {
  const question = await questionOf(server);
  // Until the engine has compiled most of what it will compile.
  await askOverSockets(question, { requests: 2 * requests, inFlight });
  const before = await cpuOf(server);
  const start = performance.now();
  await askOverSockets(question, { requests, inFlight });
  const seconds = (performance.now() - start) / 1000;
  const cpu = ((await cpuOf(server)) - before) / requests;
  console.log(JSON.stringify({ rate: requests / seconds, cpu } satisfies Throughput));
} finally {
  server.kill('SIGKILL');
}
