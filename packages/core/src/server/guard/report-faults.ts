import { callListener } from '../../call-listener.ts';
import type { FaultListener } from '../fault-listener.ts';
import type { Logger } from './logger.ts';

/**
 * What hears of faults: `onError`, or else the logger, or else the console. The caller
 * is answered all the same.
 */
export const reportFaults = ({
  onError,
  logger,
}: {
  readonly onError?: FaultListener | undefined;
  readonly logger?: Logger | undefined;
}): ((...fault: Parameters<FaultListener>) => void) => {
  const tell: FaultListener = (error, request) => {
    if (onError) return onError(error, request);
    if (logger) logger.error({ err: error, ...request }, 'The router met a fault');
    // eslint-disable-next-line no-console -- a fault that nobody hears of is worse
    else console.error(error);
  };
  return (error, request) => callListener(() => tell(error, request));
};
