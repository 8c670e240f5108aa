import { apiError } from '@org/seam-core/server';
import type { RequestedMethod } from '../../grants/requested-method.ts';

/** @throws SeamInvalidInputError when something is asked of a mode that has no such thing */
export const checkRequestedMethods = (requests: readonly RequestedMethod[]): void => {
  for (const { mode, code, instant_key_max_use_count } of requests) {
    if (code !== undefined && mode !== 'code')
      throw apiError('invalid_input', { message: 'Only an access method of the mode code has a code.' });
    if (instant_key_max_use_count !== undefined && mode !== 'mobile_key')
      throw apiError('invalid_input', {
        message: 'Only an access method of the mode mobile_key has an instant_key_max_use_count.',
      });
  }
};
