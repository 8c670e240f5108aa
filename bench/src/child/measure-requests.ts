/** Sends the same request many times with one subject, and prints the cost per request. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Subject } from '../subjects.ts';
import { calls } from './calls.ts';

export interface Cost {
  /** CPU time of this process per request, in microseconds. */
  cpu: number;
  /** Wall time per request, in microseconds. */
  wall: number;
}

const [name, endpoint, project] = process.argv.slice(2) as [Subject, string, string?];

const load = async (): Promise<unknown> => {
  if (project === undefined) return undefined;
  const file = createRequire(join(project, 'package.json')).resolve(name);
  return (await import(pathToFileURL(file).href)) as unknown;
};

const call = calls[name](await load(), endpoint);

const measure = async (requests: number, inFlight: number): Promise<Cost> => {
  let left = requests;
  const sendNext = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  const start = performance.now();
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, sendNext));
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / requests, wall: ((performance.now() - start) * 1000) / requests };
};

await measure(3000, 32);
await measure(1000, 1);
console.log(JSON.stringify({ 1: await measure(3000, 1), 32: await measure(8000, 32) }));
