import { format, inspect } from 'node:util';

/** The ways in which an error gets into a log. */
export const renderings = (error: unknown): string[] => [
  String(error),
  (error as Error).stack ?? '',
  JSON.stringify(error),
  inspect(error),
  inspect(error, { depth: null, showHidden: true, getters: true }),
  format('%s %o %O %j', error, error, error, error),
  inspect(structuredClone(error), { depth: null, showHidden: true }),
  inspect(new Error('wrapped', { cause: error }), { depth: null, showHidden: true }),
  inspect(new AggregateError([error]), { depth: null, showHidden: true }),
];

/** All that can be reached from a value by its own members, itself included. */
export const reachable = (value: unknown, depth = 8, seen = new Set<unknown>()): unknown[] => {
  const isLeaf = (typeof value !== 'object' && typeof value !== 'function') || value === null;
  if (isLeaf || depth === 0) return [value];
  if (seen.has(value)) return [];
  seen.add(value);
  return [
    value,
    ...Reflect.ownKeys(value).flatMap((key) =>
      reachable((value as Record<PropertyKey, unknown>)[key], depth - 1, seen),
    ),
  ];
};
