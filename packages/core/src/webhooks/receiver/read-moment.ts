import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { webhookDefaults } from '../webhook-defaults.ts';

const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * An ISO date, with or without a time, in milliseconds since 1970.
 *
 * @param name what it is, for the error
 * @param now milliseconds since 1970
 * @throws SeamConfigError when it is no such date, or later than now by more than clocks differ
 */
export const readMoment = (name: string, text: unknown, now: number): number => {
  const moment = typeof text === 'string' && isoDate.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment))
    throw new SeamConfigError(
      `${name} is an ISO date and time, such as 2026-01-31T12:00:00Z, and here it is ${JSON.stringify(text) ?? typeof text}.`,
    );
  if (moment > now + webhookDefaults.tolerance)
    throw new SeamConfigError(
      `${name} is ${String(text)}, which is in the future: what happened before would never be found. Set it back.`,
    );
  return moment;
};
