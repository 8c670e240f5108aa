import type { World } from '../world.ts';
import { acsChangeFailures } from './acs-change-failures.ts';
import type { AcsChangeRow } from './acs-change-row.ts';

const unknownIssue = 'unknown_issue_with_acs_access_group';

/**
 * Lets the resource that a change is about show that the access system did not make it, or no longer show it. An access
 * group has no error for that, so it shows a warning.
 */
export const setAcsFailure = (
  { state, clock }: World,
  { acs_user_id, acs_access_group_id = '', acs_credential_id = '', change }: AcsChangeRow,
  message: string | undefined,
): void => {
  const { error_code } = acsChangeFailures[change.kind];
  const note = message === undefined ? undefined : { message, created_at: clock.timestamp() };
  const withNote = <TError extends { readonly error_code: string }>(errors: readonly TError[]) => [
    ...errors.filter((error) => error.error_code !== error_code),
    ...(note ? [{ ...note, error_code }] : []),
  ];
  if (acs_user_id !== undefined) {
    const user = state.acsUsers.get(acs_user_id);
    if (user) state.acsUsers.patch(acs_user_id, { errors: withNote(user.errors) });
    return;
  }
  const credential = state.acsCredentials.get(acs_credential_id);
  if (credential) state.acsCredentials.patch(acs_credential_id, { errors: withNote(credential.errors) });
  const group = state.acsAccessGroups.get(acs_access_group_id);
  if (group)
    state.acsAccessGroups.patch(acs_access_group_id, {
      warnings: [
        ...group.warnings.filter(({ warning_code }) => warning_code !== unknownIssue),
        ...(note ? [{ ...note, warning_code: unknownIssue } as const] : []),
      ],
    });
};
