import type { AcsUserError } from '@org/seam-core';
import type { ProviderAction } from '../provider-failures.ts';
import type { AcsChangeKind } from './acs-change-row.ts';

interface AcsChangeFailure {
  /** Under which name a test asks for the failure. */
  readonly action: ProviderAction;
  /** What a resource shows afterwards, where Seam has an error for it. */
  readonly error_code: AcsUserError['error_code'];
}

const update = { action: 'acs_user.update', error_code: 'failed_to_update_on_acs_system' } as const;
const updateGroup = { ...update, action: 'acs_access_group.update' } as const;
const remove = { action: 'acs_user.delete', error_code: 'failed_to_delete_on_acs_system' } as const;

/** How each kind of change fails. */
export const acsChangeFailures: { readonly [K in AcsChangeKind]: AcsChangeFailure } = {
  create_user: { action: 'acs_user.create', error_code: 'failed_to_create_on_acs_system' },
  update_information: update,
  update_schedule: update,
  update_suspension: update,
  revoke_entrances: update,
  assign_credential: update,
  unassign_credential: update,
  add_member: updateGroup,
  remove_member: updateGroup,
  delete_user: remove,
  delete_credential: { ...remove, action: 'acs_credential.delete' },
  delete_group: { ...remove, action: 'acs_access_group.delete' },
};
