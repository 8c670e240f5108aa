import { apiError } from '@org/seam-core/server';

/** A moment as the API writes it. @throws SeamInvalidInputError when it is none */
export const readMoment = (moment: string, name: string): string => {
  const time = Date.parse(moment);
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  const message = `Invalid datetime for "${name}"`;
  throw apiError('invalid_input', {
    message,
    validationErrors: { _errors: [], [name]: { _errors: ['Invalid datetime'] } },
  });
};
