import type { AccessCodesReportDeviceConstraintsParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { patchProperties } from '../devices/changes.ts';
import { requireControllable } from '../devices/rules.ts';

const [shortest, longest] = [4, 20];

/** Notes down how long the codes of a device may be: some lengths, or all from one to another. */
export const reportDeviceConstraints = (
  params: AccessCodesReportDeviceConstraintsParams,
  context: WorldContext,
): void => {
  const { device_id, supported_code_lengths, min_code_length, max_code_length } = params;
  requireControllable(context, device_id, 'access_code');
  const hasRange = min_code_length !== undefined || max_code_length !== undefined;
  if ((supported_code_lengths !== undefined) === hasRange)
    throw apiError('invalid_input', {
      message: 'Pass supported_code_lengths, or min_code_length and max_code_length.',
    });
  const [first, last] = [min_code_length ?? shortest, max_code_length ?? longest];
  if (first > last)
    throw apiError('invalid_input', { message: 'The min_code_length is above the max_code_length.' });
  patchProperties(context.world, device_id, {
    supported_code_lengths:
      supported_code_lengths ?? Array.from({ length: last - first + 1 }, (_, index) => first + index),
  });
};
