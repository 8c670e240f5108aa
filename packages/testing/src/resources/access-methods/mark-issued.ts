import type { AccessMethodRow } from '../../fake/rows.ts';
import type { AcsCredentialRow } from '../../fake/acs-rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { accessMethodEventFields } from './rules.ts';

/** Whether the access systems of a card take existing cards instead of encoding new ones. */
const isAssigned = ({ state, assumptions }: World, { access_method_id }: AccessMethodRow): boolean =>
  state.methodCredentials.rightsOf(access_method_id).some((id) => {
    const system = state.acsSystems.get(state.acsCredentials.get(id)?.acs_system_id ?? '');
    return assumptions.systems_with_assigned_cards.includes(system?.external_type ?? '');
  });

/** Marks a card as ready to be encoded or assigned. Only encoding has an event. */
export const requireEncoding = (world: World, method: AccessMethodRow): void => {
  if (method.is_ready_for_encoding === true || method.is_assignment_required === true) return;
  const is_assignment_required = isAssigned(world, method);
  world.state.accessMethods.patch(method.access_method_id, {
    is_issued: false,
    issued_at: null,
    is_encoding_required: !is_assignment_required,
    is_ready_for_encoding: !is_assignment_required,
    is_assignment_required,
    is_ready_for_assignment: true,
  });
  if (is_assignment_required) return;
  writeEvent(world, 'access_method.card_encoding_required', accessMethodEventFields(world, method));
};

/** Adds an error to an access method that could not be issued. */
export const failToIssue = (world: World, method: AccessMethodRow, message: string): void => {
  if (method.errors.some(({ error_code }) => error_code === 'failed_to_issue')) return;
  world.state.accessMethods.patch(method.access_method_id, {
    errors: [{ error_code: 'failed_to_issue', message, created_at: world.clock.timestamp() }],
  });
  writeEvent(world, 'access_method.failed_to_issue', accessMethodEventFields(world, method));
};

/** Issues a credential that needs no card. */
export const issueCredential = (world: World, credential: AcsCredentialRow): void => {
  const { acs_credential_id, acs_system_id, connected_account_id, workspace_id } = credential;
  world.state.acsCredentials.patch(acs_credential_id, {
    is_issued: true,
    issued_at: world.clock.timestamp(),
    warnings: credential.warnings.filter(({ warning_code }) => warning_code !== 'waiting_to_be_issued'),
  });
  writeEvent(world, 'acs_credential.issued', {
    workspace_id,
    acs_credential_id,
    acs_system_id,
    connected_account_id,
  });
};

/** Whether a credential has to be issued, for the first time or again. */
export const needsIssue = ({ is_issued, warnings }: AcsCredentialRow): boolean =>
  is_issued === false || warnings.some(({ warning_code }) => warning_code === 'needs_to_be_reissued');

/** Marks an access method as issued, for the first time or again. */
export const setIssued = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, was_issued, mode, code } = method;
  world.state.accessMethods.patch(access_method_id, {
    is_issued: true,
    issued_at: world.clock.timestamp(),
    was_issued: true,
    errors: [],
    warnings: method.warnings.filter(({ warning_code }) => warning_code !== 'delay_in_issuing'),
    ...(mode === 'card'
      ? {
          is_encoding_required: false,
          is_ready_for_encoding: false,
          is_assignment_required: false,
          is_ready_for_assignment: false,
        }
      : {}),
  });
  writeEvent(world, was_issued ? 'access_method.reissued' : 'access_method.issued', {
    ...accessMethodEventFields(world, method),
    ...(mode === 'code' && code ? { code, is_backup_code: false } : {}),
  });
};
