import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';

/** @throws SeamConfigError when something is not a number from 0 to 1 */
export const checkProbability = (subject: string, probability: unknown): void => {
  if (!(typeof probability === 'number' && probability >= 0 && probability <= 1))
    throw new SeamConfigError(
      `${subject}: probability must be a number from 0 to 1; got ${describeValue(probability)}.`,
    );
};
