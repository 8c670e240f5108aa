import { notify } from '@org/seam-core/internal';

/** Whether an id may be written into a header and a log: 1 to 64 letters, digits, `_`, `-` and `.`. */
export const isRequestId = (id: unknown): id is string => typeof id === 'string' && /^[\w.-]{1,64}$/.test(id);

/** The id that `find` gives, or a new one when it gives none that will do. */
export const requestIdFrom = (find: () => string | undefined): string => {
  try {
    const found: unknown = find();
    if (isRequestId(found)) return found;
    // An id is not waited for. A promise of one must not end the process when it rejects.
    notify(() => found);
  } catch {
    // An id is no reason to refuse anything.
  }
  return crypto.randomUUID();
};
