import { SeamConfigError } from '../../errors/seam-config-error.ts';
import type { WebhookReceiverOptions } from './webhook-receiver-options.ts';

/** The longest a timer waits. What is longer would not wait at all. */
const longest = 2_147_483_647;

const ranges = {
  tolerance: [0, Number.MAX_SAFE_INTEGER],
  handlerTimeout: [1, longest],
  lease: [1, Number.MAX_SAFE_INTEGER],
  maxInFlight: [1, Number.MAX_SAFE_INTEGER],
} as const;
const names = Object.keys(ranges) as (keyof typeof ranges)[];

/**
 * Refuses options that would show themselves with the first delivery otherwise.
 * @throws SeamConfigError that names the option
 */
export const checkReceiverOptions = (options: WebhookReceiverOptions): void => {
  for (const name of names) {
    const value = options[name];
    const [least, greatest] = ranges[name];
    if (value !== undefined && !(value >= least && value <= greatest))
      throw new SeamConfigError(`The option ${name} is a number from ${least} to ${greatest}.`);
  }
  const { on = {}, otherwise } = options;
  for (const [name, value] of Object.entries({ ...on, otherwise }))
    if (value !== undefined && typeof value !== 'function')
      throw new SeamConfigError(`What is to be done about ${name} is no function.`);
};
