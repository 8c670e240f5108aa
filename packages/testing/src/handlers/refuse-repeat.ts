import { apiError, type ErrorType } from '@org/seam-core/server';
import type { World } from '../world.ts';

/**
 * For the removal of something that is not there: nothing happens, unless `assumptions.repeated_removal` wants a 404.
 * @throws SeamNotFoundError of the type
 */
export const refuseRepeat = ({ assumptions }: World, type: ErrorType, message: string): void => {
  if (assumptions.repeated_removal === 'not_found') throw apiError(type, { message });
};
