import { endpoints } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import { handlers } from './handlers.ts';

/** For an endpoint whose behaviour the fake does not have: 501, so that nobody takes it for a missing object. */
const notImplemented = (): never => {
  throw apiError('not_implemented_by_fake');
};

const paths = new Set<string>();

mapEndpoints(endpoints, ({ path }, names) => {
  if (valueAt(handlers, names) === notImplemented) paths.add(path);
});

/** The paths of the contract that the fake answers with 501. */
export const unimplemented: ReadonlySet<string> = paths;
