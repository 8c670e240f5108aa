import type { ErrorListener } from '@org/seam-server';
import { createErrorReporter } from '@org/seam-server/internal';
import { logLine } from './log-line.ts';

/**
 * Writes one line about a call that failed behind the router: the class, type and status of the error and the ids of the
 * request. What Seam wrote and what was sent are left out: they name people, and may be made to look like other lines.
 */
export const reportFailure: (...fault: Parameters<ErrorListener>) => void = createErrorReporter({
  logger: {
    info: (fields) => console.info(logLine(fields)),
    error: (fields) => console.error(logLine(fields)),
  },
});
