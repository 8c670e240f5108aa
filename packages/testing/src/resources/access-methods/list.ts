import { apiError } from '@org/seam-server';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { grantOfKey } from '../access-grants/rules.ts';
import { devicesOfMethod, entrancesOfMethod } from './rules.ts';

interface AccessMethodFilters {
  readonly access_grant_id?: string | undefined;
  readonly access_grant_key?: string | undefined;
  readonly acs_entrance_id?: string | undefined;
  readonly access_code_id?: string | undefined;
  readonly device_id?: string | undefined;
  readonly space_id?: string | undefined;
}

/** The access methods of the access grant in the filters, or of the workspace. @throws SeamNotFoundError */
const candidates = (filters: AccessMethodFilters, context: WorldContext): AccessMethodRow[] => {
  const { world, workspace_id } = context;
  const { access_grant_id, access_grant_key } = filters;
  const { accessGrants, accessMethods, grantMethods } = world.state;
  if (access_grant_id === undefined && access_grant_key === undefined)
    return accessMethods.by('workspace_id', workspace_id);
  const named = access_grant_key === undefined ? undefined : grantOfKey(access_grant_key, context);
  if (access_grant_key !== undefined && !named)
    throw apiError('access_grant_not_found', { data: { access_grant_key } });
  const ids = [
    ...(access_grant_id === undefined
      ? []
      : [accessGrants.require(access_grant_id, workspace_id).access_grant_id]),
    ...(named ? [named.access_grant_id] : []),
  ];
  const methods = ids.flatMap((id) => grantMethods.rightsOf(id));
  return [...new Set(methods)]
    .filter((method) => ids.every((id) => grantMethods.has(id, method)))
    .flatMap((id) => accessMethods.get(id) ?? []);
};

const isOf = (world: World, filters: AccessMethodFilters, { access_method_id }: AccessMethodRow): boolean => {
  const { access_code_id, acs_entrance_id, device_id, space_id } = filters;
  const { state } = world;
  return (
    (access_code_id === undefined ||
      state.accessCodes.get(access_code_id)?.access_method_id === access_method_id) &&
    (acs_entrance_id === undefined || entrancesOfMethod(world, access_method_id).includes(acs_entrance_id)) &&
    (device_id === undefined || devicesOfMethod(world, access_method_id).includes(device_id)) &&
    (space_id === undefined ||
      state.grantMethods.leftsOf(access_method_id).some((grant) => state.grantSpaces.has(grant, space_id)))
  );
};

/**
 * The managed or unmanaged access methods that match the filters.
 * @throws SeamInvalidInputError when a filter lacks the other filter that it requires
 */
export const listAccessMethods = (
  filters: AccessMethodFilters,
  context: WorldContext,
  is_managed = true,
): AccessMethodRow[] => {
  const { access_grant_id, access_grant_key, acs_entrance_id } = filters;
  const isNarrowed = [access_grant_id, access_grant_key, acs_entrance_id].some(
    (value) => value !== undefined,
  );
  const needsMore = [filters.access_code_id, filters.device_id, filters.space_id].some(
    (value) => value !== undefined,
  );
  if (needsMore && !isNarrowed)
    throw apiError('invalid_input', {
      message:
        'Pass access_code_id, device_id and space_id only with access_grant_id, access_grant_key or acs_entrance_id.',
    });
  return candidates(filters, context).filter(
    (method) => method.is_managed === is_managed && isOf(context.world, filters, method),
  );
};
