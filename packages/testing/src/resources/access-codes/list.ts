import type { AccessCode, AccessCodesListParams } from '@org/seam-core';
import { page } from '../../fake/page.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import { inOrder, isAmong, isWanted, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { deviceFilter } from '../devices/find.ts';
import { presentAccessCode } from './record.ts';

/** The ids of the access methods that a filter names; `undefined` without such a filter. */
const requestedMethodIds = (
  { world: { state }, workspace_id }: WorldContext,
  { access_grant_id, access_grant_key, access_method_id }: AccessCodesListParams,
): readonly string[] | undefined => {
  if (access_grant_id === undefined && access_grant_key === undefined)
    return access_method_id === undefined ? undefined : [access_method_id];
  const grants =
    access_grant_id === undefined
      ? state.accessGrants.by('access_grant_key', access_grant_key)
      : [state.accessGrants.find(access_grant_id, workspace_id)];
  const ofGrants = grants
    .filter((grant) => grant?.workspace_id === workspace_id)
    .flatMap((grant) => state.grantMethods.rightsOf(grant?.access_grant_id ?? ''));
  return ofGrants.filter((id) => isWanted(access_method_id, id));
};

const findCandidates = (
  { world: { state } }: WorldContext,
  { access_code_ids, device_id }: AccessCodesListParams,
  methods: readonly string[] | undefined,
): AccessCodeRow[] | undefined => {
  const { accessCodes } = state;
  if (access_code_ids)
    return inOrder(
      accessCodes,
      access_code_ids.map((id) => accessCodes.get(id)),
    );
  if (device_id !== undefined) return accessCodes.by('device_id', device_id);
  if (!methods) return undefined;
  return inOrder(
    accessCodes,
    methods.flatMap((id) => accessCodes.by('access_method_id', id)),
  );
};

/** Lists the managed access codes that match the filters, one page at a time. */
export const listAccessCodes = (params: AccessCodesListParams, context: WorldContext): AccessCode[] => {
  const { state } = context.world;
  const { customer_key, user_identifier_key } = params;
  const methods = requestedMethodIds(context, params);
  const { where: matchesDevice } = deviceFilter(context, { customer_key, user_identifier_key });
  return page(state.accessCodes, context, {
    params,
    defaultLimit: 55_000,
    among: findCandidates(context, params, methods),
    present: presentAccessCode(context.world),
    where: (row) => {
      const device = state.devices.get(row.device_id);
      return (
        row.is_managed &&
        row.is_in_backup_pool !== true &&
        isAmong(params.access_code_ids, row.access_code_id) &&
        isWanted(params.device_id, row.device_id) &&
        isAmong<string | undefined>(methods, row.access_method_id) &&
        matches(params.search, [row.name, row.code, row.access_code_id]) &&
        device !== undefined &&
        matchesDevice(device)
      );
    },
  });
};
