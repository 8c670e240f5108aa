import { endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { handlers } from './index.ts';
import { notImplemented } from './not-implemented.ts';

const paths = new Set<string>();

mapEndpoints(endpoints, ({ path }, names) => {
  const handler = names.reduce<unknown>(
    (branch, name) => (branch as Record<string, unknown>)[name],
    handlers,
  );
  if (handler === notImplemented) paths.add(path);
});

/** The paths of the contract that the fake answers with 501. */
export const unimplemented: ReadonlySet<string> = paths;
