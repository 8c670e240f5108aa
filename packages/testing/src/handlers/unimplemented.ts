import { endpoints } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { handlers } from './index.ts';
import { notImplemented } from './not-implemented.ts';

const paths = new Set<string>();

mapEndpoints(endpoints, ({ path }, names) => {
  if (valueAt(handlers, names) === notImplemented) paths.add(path);
});

/** The paths of the contract that the fake answers with 501. */
export const unimplemented: ReadonlySet<string> = paths;
