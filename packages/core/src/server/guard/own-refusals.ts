import type { ErrorType } from '../error-types.ts';

/**
 * What 401 and 403 are about the caller. All others are Seam's, about this server's credential, and never the caller's
 * business.
 */
export const ownRefusals = {
  401: ['unauthenticated'],
  403: ['forbidden', 'cross_site'],
} as const satisfies Record<number, readonly ErrorType[]>;
