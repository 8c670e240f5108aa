/** Asks the same question many times as one subject, and prints what one question cost. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Subject } from '../subjects.ts';
import { calls } from './calls.ts';

export interface Cost {
  /** Microseconds of this process's time on a processor, per request. */
  cpu: number;
  /** Microseconds that passed, per request. */
  wall: number;
}

const [name, endpoint, project] = process.argv.slice(2) as [Subject, string, string?];

const load = async (): Promise<unknown> => {
  if (project === undefined) return undefined;
  const file = createRequire(join(project, 'package.json')).resolve(name);
  return (await import(pathToFileURL(file).href)) as unknown;
};

const call = calls[name](await load(), endpoint);

const ask = async (requests: number, inFlight: number): Promise<Cost> => {
  let left = requests;
  const askOn = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  const start = performance.now();
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: inFlight }, askOn));
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / requests, wall: ((performance.now() - start) * 1000) / requests };
};

await ask(3000, 32);
await ask(1000, 1);
console.log(JSON.stringify({ 1: await ask(3000, 1), 32: await ask(8000, 32) }));
