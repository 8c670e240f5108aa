import { endpoints, SeamConfigError } from '@org/seam-core';
import { describeValue, mapEndpoints, suggest } from '@org/seam-core/internal';

const paths = new Set<string>();
mapEndpoints(endpoints, ({ path }) => paths.add(path));

const check = (value: unknown, [subject, expected]: readonly [subject: string, expected: string]): void => {
  if (typeof value === 'string' && paths.has(value)) return;
  const hint = typeof value === 'string' ? suggest(value, [...paths]) : '';
  throw new SeamConfigError(`${subject} must be ${expected}; got ${describeValue(value)}.${hint}`);
};

/** @throws SeamConfigError when something is not the path of an endpoint */
export const checkPath = (subject: string, path: unknown): void =>
  check(path, [subject, 'the path of an endpoint']);

/** @throws SeamConfigError when something is neither the path of an endpoint nor `'*'` */
export const checkTarget = (subject: string, target: unknown): void => {
  if (target !== '*') check(target, [`${subject}: target`, 'the path of an endpoint, or "*"']);
};
