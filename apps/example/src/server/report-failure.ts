import { isSeamError } from '@org/seam-core';

const describe = (error: unknown): string => {
  if (isSeamError(error)) return `${error.name}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : 'something that is no error was thrown';
};

/** Writes one line about a call that failed behind the router: what happened and under which id, never what was sent. */
export const reportFailure = (
  error: unknown,
  { requestId, path }: { requestId: string; path: string },
): void => {
  console.error(`${path} (${requestId}) ${describe(error)}`);
};
