import { endpoints } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import { handlers } from './handlers.ts';

/** The handler of an endpoint without behaviour: 501, which cannot be mistaken for a missing object. */
const notImplemented = (): never => {
  throw apiError('not_implemented_by_fake');
};

const paths = new Set<string>();

mapEndpoints(endpoints, ({ path }, names) => {
  if (valueAt(handlers, names) === notImplemented) paths.add(path);
});

/** The documented paths for which the fake returns 501. */
export const unimplemented: ReadonlySet<string> = paths;
