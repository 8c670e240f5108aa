import { apiError } from '../api-error.ts';

/** @throws SeamApiError `payload_too_large` for a body of more than `limit` bytes */
export const checkSize = (size: number, limit: number): void => {
  if (size > limit)
    throw apiError('payload_too_large', { message: `The body is longer than ${limit} bytes.` });
};
