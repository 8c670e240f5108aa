import { checkPath } from '../faults/check-target.ts';
import { asFake } from './as-fake.ts';
import type { MatcherResult } from './matcher-result.ts';

/** Whether a fake was called at an endpoint, with these parameters if any are named. */
export const toHaveCalled = (
  received: unknown,
  endpoint: string,
  params?: Readonly<Record<string, unknown>>,
): MatcherResult => {
  const { journal } = asFake(received, 'toHaveCalled');
  checkPath('toHaveCalled: the endpoint', endpoint);
  const { found, text } = journal.explain(endpoint, { params });
  return { pass: found, message: () => text };
};
