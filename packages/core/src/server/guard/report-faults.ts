import { notify } from '../../notify.ts';
import type { FaultListener } from '../fault-listener.ts';
import { faultFields } from './fault-fields.ts';
import type { Logger } from './logger.ts';

const printing: Pick<Logger, 'error'> = {
  // eslint-disable-next-line no-console -- a fault that nobody hears of is worse
  error: (fields, message) => console.error(message, fields),
};

/**
 * What hears of faults: `onError` of the fault itself, or else the logger, or else the console, of what may be written down
 * of it. The caller is answered all the same.
 */
export const reportFaults = ({
  onError,
  logger,
}: {
  readonly onError?: FaultListener | undefined;
  readonly logger?: Logger | undefined;
}): ((...fault: Parameters<FaultListener>) => void) => {
  const log: Pick<Logger, 'error'> = logger ?? printing;
  const tell: FaultListener = (error, request) => {
    if (onError) return onError(error, request);
    // A logger may be async, too, and reject.
    return log.error({ fault: faultFields(error), ...request }, 'A fault in answering a call');
  };
  return (error, request) => notify(() => tell(error, request));
};
