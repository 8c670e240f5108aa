import type { AcsUserError } from '@org/seam-core';
import type { ProviderAction, ProviderFailure } from '../../../fake/provider-failures.ts';
import type { World } from '../../../fake/world.ts';
import type { AcsChangeKind, AcsChangeRow } from './changes.ts';

type UserErrorCode = AcsUserError['error_code'];

interface AcsChangeFailure {
  /** The name under which a test requests the failure. */
  readonly action: ProviderAction;
  /** The error code that the resource shows after the failure, unless the failure has a documented one. */
  readonly error_code: UserErrorCode;
}

const update = { action: 'acs_user.update', error_code: 'failed_to_update_on_acs_system' } as const;

const updateGroup = { ...update, action: 'acs_access_group.update' } as const;

const remove = { action: 'acs_user.delete', error_code: 'failed_to_delete_on_acs_system' } as const;

const create = { action: 'acs_user.create', error_code: 'failed_to_create_on_acs_system' } as const;

const acsChangeFailures: { readonly [K in AcsChangeKind]: AcsChangeFailure } = {
  create_user: create,
  update_information: update,
  update_schedule: update,
  update_suspension: update,
  revoke_entrances: update,
  assign_credential: update,
  unassign_credential: update,
  add_member: updateGroup,
  remove_member: updateGroup,
  delete_user: remove,
  create_credential: { ...create, action: 'acs_credential.create' },
  change_credential: { ...update, action: 'acs_credential.update' },
  update_credential: { ...update, action: 'acs_credential.update' },
  delete_credential: { ...remove, action: 'acs_credential.delete' },
  delete_group: { ...remove, action: 'acs_access_group.delete' },
};

/** The documented errors of an ACS user. The brands' own ones end when the refused change is made. */
const userErrors: Readonly<Record<UserErrorCode, 'permanent' | 'failure' | 'brand'>> = {
  deleted_externally: 'permanent',
  failed_to_create_on_acs_system: 'failure',
  failed_to_update_on_acs_system: 'failure',
  failed_to_delete_on_acs_system: 'failure',
  salto_ks_subscription_limit_exceeded: 'brand',
  latch_conflict_with_resident_user: 'brand',
};

const isUserError = (type: string): type is UserErrorCode => Object.hasOwn(userErrors, type);

const unknownIssue = 'unknown_issue_with_acs_access_group';

/** Adds a failure to the resource of a change, or with `undefined` removes the earlier failure of such a change. */
const setIssue = ({ state, clock }: World, row: AcsChangeRow, failure: ProviderFailure | undefined): void => {
  const { acs_user_id, acs_access_group_id = '', acs_credential_id = '', change } = row;
  const { error_code } = acsChangeFailures[change.kind];
  const issue = failure && { message: failure.message, created_at: clock.timestamp() };
  const type = failure?.type ?? '';
  if (acs_user_id !== undefined) {
    const shown = isUserError(type) ? type : error_code;
    const kept = state.acsUsers
      .get(acs_user_id)
      ?.errors.filter((error) => error.error_code !== error_code && error.error_code !== shown);
    if (kept)
      state.acsUsers.patch(acs_user_id, {
        errors: issue ? [...kept, { ...issue, error_code: shown }] : kept,
        ...(userErrors[shown] === 'brand' ? { refused_change: change.kind } : {}),
      });
    return;
  }
  if (state.acsCredentials.get(acs_credential_id)) {
    const shown = type === 'uncategorized_error' ? error_code : type;
    state.acsCredentials.patch(acs_credential_id, { errors: issue ? [{ ...issue, error_code: shown }] : [] });
  }
  const group = state.acsAccessGroups.get(acs_access_group_id);
  if (group)
    state.acsAccessGroups.patch(acs_access_group_id, {
      warnings: [
        ...group.warnings.filter(({ warning_code }) => warning_code !== unknownIssue),
        ...(issue ? [{ ...issue, warning_code: unknownIssue } as const] : []),
      ],
    });
};

/**
 * Adds an error to the resource that a failed change concerns. Its code is the type of the failure where Seam documents
 * that code for the resource. Access groups have no such error and get a warning.
 */
export const showFailure = (world: World, row: AcsChangeRow, failure: ProviderFailure): void =>
  setIssue(world, row, failure);

/** Removes the error of an earlier change of the same kind. */
export const clearFailure = (world: World, row: AcsChangeRow): void => setIssue(world, row, undefined);

/**
 * Removes the brand's error of an ACS user when the refused change is made, or new information of the user. Until then
 * the access system does not let the user in, whatever else is requested.
 */
export const clearRefusal = (
  { state }: World,
  { acs_user_id = '', change: { kind } }: AcsChangeRow,
): void => {
  const user = state.acsUsers.get(acs_user_id);
  const errors = user?.errors.filter(({ error_code }) => userErrors[error_code] !== 'brand');
  if (!user || errors?.length === user.errors.length) return;
  const { refused_change = 'update_information' } = user;
  const isInformed = kind === 'update_information' && refused_change !== 'create_user';
  if (kind === refused_change || isInformed)
    state.acsUsers.patch(acs_user_id, { errors, refused_change: undefined });
};

/** Whether another user of the access system has the email address. */
const isEmailTaken = (
  { state }: World,
  { acs_user_id, acs_system_id }: AcsChangeRow,
  email_address: string | null | undefined,
): boolean =>
  typeof email_address === 'string' &&
  state.acsUsers
    .by('email_address', email_address)
    .some((user) => user.acs_system_id === acs_system_id && user.acs_user_id !== acs_user_id);

/** Why the access system refuses a change, if it does. */
const refusalOf = (world: World, row: AcsChangeRow): ProviderFailure | undefined => {
  const { change, acs_user_id = '', acs_credential_id = '' } = row;
  const { acsUsers, acsCredentials } = world.state;
  const type = 'uncategorized_error';
  const email =
    change.kind === 'create_user'
      ? acsUsers.get(acs_user_id)?.email_address
      : change.kind === 'update_information' && change.to.email_address;
  if (email && isEmailTaken(world, row, email))
    return { type, message: `Another user of the access system has the email address ${email}.` };
  const owner =
    change.kind === 'create_credential'
      ? acsUsers.get(acsCredentials.get(acs_credential_id)?.acs_user_id ?? '')
      : undefined;
  if (owner?.errors.some(({ error_code }) => error_code === create.error_code) === true)
    return { type, message: 'The access system could not create the ACS user.' };
  return undefined;
};

/** The failure that ends a change: the one that a test requested, or a refusal of the access system. */
export const takeFailure = (world: World, row: AcsChangeRow): ProviderFailure | undefined =>
  world.failures.take(acsChangeFailures[row.change.kind].action) ?? refusalOf(world, row);
