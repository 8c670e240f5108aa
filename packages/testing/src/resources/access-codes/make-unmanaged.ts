import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { loseCode } from '../access-methods/lose-code.ts';
import { grantsOfMethod } from '../access-methods/rules.ts';
import { deleteAccessCode, isOnDevice } from './record.ts';

/** The user identity of the access grant that an access code belongs to, or belonged to. */
export const holderOf = (
  world: World,
  { access_method_id = '', former_user_identity_id }: AccessCodeRow,
): string | undefined =>
  grantsOfMethod(world, access_method_id)[0]?.user_identity_id ?? former_user_identity_id;

/** Makes an access code unmanaged. It keeps its current state, and no longer belongs to an access method. */
export const unmanageAccessCode = (world: World, row: AccessCodeRow): void =>
  loseCode(world, row, () =>
    world.state.accessCodes.patch(row.access_code_id, {
      is_managed: false,
      access_method_id: undefined,
      former_user_identity_id: holderOf(world, row),
      pending_mutations: [],
      status: isOnDevice(row) ? 'set' : 'unset',
      warnings: row.warnings.filter(({ warning_code }) => warning_code !== 'being_deleted'),
    }),
  );

/** Makes all access codes of a device unmanaged. Those that wait in its backup pool are removed: they belong to no person. */
export const unmanageAccessCodes = (world: World, device_id: string): void => {
  for (const row of world.state.accessCodes.by('device_id', device_id))
    if (row.is_in_backup_pool === true) deleteAccessCode(world, row);
    else unmanageAccessCode(world, row);
};
