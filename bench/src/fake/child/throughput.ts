/** Starts a server in a new process, sends requests over persistent connections, and prints the throughput. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { requestOverSockets, type Question } from './request-over-sockets.ts';

export interface Throughput {
  /** Requests per second. */
  readonly rate: number;
  /** CPU time of the server per request, in microseconds. */
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
  // Warm-up: until the engine has compiled most of the code.
  await requestOverSockets(question, { requests: 2 * requests, inFlight });
  const before = await cpuOf(server);
  const start = performance.now();
  await requestOverSockets(question, { requests, inFlight });
  const seconds = (performance.now() - start) / 1000;
  const cpu = ((await cpuOf(server)) - before) / requests;
  console.log(JSON.stringify({ rate: requests / seconds, cpu } satisfies Throughput));
} finally {
  server.kill('SIGKILL');
}
