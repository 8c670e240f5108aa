import type { AccessCodesGetParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

interface Reference {
  readonly access_code_id?: string | undefined;
  readonly device_id?: string | undefined;
  readonly code?: string | undefined;
}

/** Whether managed or unmanaged access codes are meant. */
type Kind = Pick<AccessCodeRow, 'is_managed'>;

/**
 * The access code of an id, or of a device and its digits, if it is of the kind.
 * @throws SeamNotFoundError
 */
export const findAccessCode = (
  { access_code_id, device_id, code }: Reference | AccessCodesGetParams,
  { world: { state }, workspace_id }: WorldContext,
  { is_managed }: Kind,
): AccessCodeRow => {
  const candidates =
    access_code_id === undefined
      ? state.accessCodes.by('device_id', device_id ?? '').filter((row) => row.code === code)
      : [state.accessCodes.require(access_code_id, workspace_id)];
  const found = candidates.find(
    (row) =>
      row.workspace_id === workspace_id &&
      row.is_managed === is_managed &&
      (device_id === undefined || row.device_id === device_id),
  );
  if (found) return found;
  throw apiError('access_code_not_found', {
    message: `There is no such ${is_managed ? 'managed' : 'unmanaged'} access code.`,
    data: { access_code_id, device_id },
  });
};

/** The managed access codes of the caller's workspace that share their digits by a key. */
export const linkedAccessCodes = (
  { world, workspace_id }: WorldContext,
  common_code_key: string,
): AccessCodeRow[] =>
  world.state.accessCodes
    .by('common_code_key', common_code_key)
    .filter((row) => row.workspace_id === workspace_id && row.is_managed);
