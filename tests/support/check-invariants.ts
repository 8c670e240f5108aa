import { format, inspect } from 'node:util';
import { expect } from 'vitest';

/** The usual ways to print or serialize an error. */
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

/** I1 and I2: no rendering of an error contains the secret, and no object that holds it is reachable. */
export const checkInvariants = (error: unknown, secret: string): void => {
  for (const rendering of renderings(error)) expect(rendering).not.toContain(secret);
  expect(reachable(error).filter((value) => forbidden.some((Class) => value instanceof Class))).toEqual([]);
};

/** I5: the number of timers that keep the process alive. */
export const pendingTimers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
