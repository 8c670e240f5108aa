import { apiError } from '@org/seam-core/server';

/** For an endpoint whose behaviour the fake does not have: 501, so that nobody takes it for a missing object. */
export const notImplemented = (): never => {
  throw apiError('not_implemented_by_fake');
};
