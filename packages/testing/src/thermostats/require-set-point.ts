import { apiError } from '@org/seam-core/server';
import type { SetPoints } from './set-points.ts';

/** Checks that a set point is given, in one scale or the other. @throws SeamInvalidInputError */
export const requireSetPoint = (params: SetPoints, kind: 'cooling' | 'heating'): void => {
  const degrees = params[`${kind}_set_point_celsius`] ?? params[`${kind}_set_point_fahrenheit`];
  if (degrees === undefined) throw apiError('invalid_input', { message: `Pass a ${kind} set point.` });
};
