import type { Logger } from './logger.ts';

/** Hears of a fault, and of the call it came up in. */
export type FaultListener = (error: unknown, request: { requestId: string; path: string }) => void;

/**
 * What hears of faults: `onError`, or else the logger, or else the console. What it throws is dropped, since the caller is
 * answered all the same.
 */
export const reportFaults = ({
  onError,
  logger,
}: {
  readonly onError?: FaultListener | undefined;
  readonly logger?: Logger | undefined;
}): FaultListener => {
  const tell: FaultListener = (error, request) => {
    if (onError) onError(error, request);
    else if (logger) logger.error({ err: error, ...request }, 'The router met a fault');
    // eslint-disable-next-line no-console -- a fault that nobody hears of is worse
    else console.error(error);
  };
  return (error, request) => {
    try {
      tell(error, request);
    } catch {
      // There is nobody left to tell.
    }
  };
};
