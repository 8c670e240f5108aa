import { apiError, type ErrorType } from '@org/seam-server';
import type { World, WorldContext } from '../../fake/world.ts';

/**
 * Call this when the resource to remove does not exist. Does nothing, unless `assumptions.repeated_removal` is
 * `not_found`.
 * @throws SeamNotFoundError of the given type
 */
export const checkRepeatedRemoval = ({ assumptions }: World, type: ErrorType, message: string): void => {
  if (assumptions.repeated_removal === 'not_found') throw apiError(type, { message });
};

/** Checks that the caller's workspace is a sandbox. @throws SeamInvalidInputError */
export const requireSandbox = ({ world, workspace_id }: WorldContext): void => {
  if (world.state.workspaces.get(workspace_id)?.is_sandbox !== true) throw apiError('workspace_not_sandbox');
};

interface Period {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

/** Checks a period: valid times, an end in the future, and the end after the start. @throws SeamInvalidInputError */
export const checkPeriod = ({ clock }: World, { starts_at, ends_at }: Period): void => {
  for (const moment of [starts_at, ends_at])
    if (moment && Number.isNaN(Date.parse(moment)))
      throw apiError('invalid_input', { message: `"${moment}" is not a valid date and time.` });
  if (!ends_at) return;
  const end = Date.parse(ends_at);
  if (end <= clock.now().getTime())
    throw apiError('invalid_input', { message: 'ends_at must be in the future.' });
  if (starts_at && end <= Date.parse(starts_at))
    throw apiError('invalid_input', {
      message: 'ends_at must be after starts_at.',
    });
};

/** Reads a date and time, as the API writes it. @throws SeamInvalidInputError */
export const readMoment = (moment: string, name: string): string => {
  const time = Date.parse(moment);
  if (!Number.isNaN(time)) return new Date(time).toISOString();
  const message = `Invalid datetime for "${name}"`;
  throw apiError('invalid_input', {
    message,
    validationErrors: { _errors: [], [name]: { _errors: ['Invalid datetime'] } },
  });
};
