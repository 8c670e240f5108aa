import { format, inspect } from 'node:util';
import { expect } from 'vitest';

/** Every way in which an error is likely to be written down. */
const renderings = (error: unknown): string[] => [
  String(error),
  (error as Error).stack ?? '',
  JSON.stringify(error),
  inspect(error, { depth: null, showHidden: true, getters: true }),
  format('%s %o %O %j', error, error, error, error),
  inspect(structuredClone(error), { depth: null }),
  inspect(new Error('wrapped', { cause: error }), { depth: null }),
  inspect(new AggregateError([error]), { depth: null }),
];

const reachable = (value: unknown, depth = 8, seen = new Set<unknown>()): unknown[] => {
  if (depth === 0 || value === null || seen.has(value)) return [];
  if (typeof value !== 'object' && typeof value !== 'function') return [];
  seen.add(value);
  const members = Reflect.ownKeys(value).map((key) => (value as Record<PropertyKey, unknown>)[key]);
  return [...members, ...members.flatMap((member) => reachable(member, depth - 1, seen))];
};

const forbidden = [Request, Response, Headers, AbortSignal, Function];

/** I1 and I2: nothing that is written of an error shows the secret, and nothing in it leads to where it is. */
export const checkInvariants = (error: unknown, secret: string): void => {
  for (const rendering of renderings(error)) expect(rendering).not.toContain(secret);
  expect(reachable(error).filter((value) => forbidden.some((Class) => value instanceof Class))).toEqual([]);
};

/** I5: the timers that would keep the process alive. */
export const pendingTimers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
