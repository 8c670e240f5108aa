import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { askOverSockets } from './ask-over-sockets.ts';

interface Address {
  readonly url: string;
  readonly path: string;
  readonly key: string;
  readonly bytes: number;
}

export interface Throughput {
  /** Requests a second. */
  readonly rate: number;
  /** Microseconds of the server's processor for each. */
  readonly cpu: number;
  /** The length of an answer's body. */
  readonly bytes: number;
}

const inFlight = 32;

const addressOf = async (child: ChildProcess): Promise<Address> => {
  for await (const line of createInterface(child.stdout as NodeJS.ReadableStream))
    if (line.startsWith('{"url"')) return JSON.parse(line) as Address;
  throw new Error('The server did not start.');
};

const cpuOf = async (child: ChildProcess): Promise<number> => {
  child.send('cpu');
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
  return user + system;
};

/** Starts a server in a process of its own, asks it so often over connections that stay open, and ends it. */
export const measureThroughput = async (
  script: string,
  project: string,
  requests: number,
): Promise<Throughput> => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  try {
    const address = await addressOf(child);
    await askOverSockets(address, { requests: Math.ceil(requests / 5), inFlight });
    const before = await cpuOf(child);
    const start = performance.now();
    await askOverSockets(address, { requests, inFlight });
    const seconds = (performance.now() - start) / 1000;
    const cpu = ((await cpuOf(child)) - before) / requests;
    return { rate: requests / seconds, cpu, bytes: address.bytes };
  } finally {
    child.kill('SIGKILL');
  }
};
