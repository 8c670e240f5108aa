import type { AccessCodeRow } from '../rows.ts';
import type { AccessCodeMutation } from './mutation.ts';

const solved = new Set<string>([
  'delay_in_removing_from_device',
  'delay_in_setting_on_device',
  'failed_to_remove_from_device',
  'failed_to_set_on_device',
  'no_space_for_access_code_on_device',
]);

/** What changes of an access code when a pending change has ended: it waits no more, and what was wrong is forgotten. */
export const withoutIssues = (
  row: AccessCodeRow,
  mutation: AccessCodeMutation,
): Pick<AccessCodeRow, 'errors' | 'warnings' | 'pending_mutations'> => ({
  pending_mutations: row.pending_mutations.filter((pending) => pending !== mutation),
  errors: row.errors.filter(({ error_code }) => !solved.has(error_code)),
  warnings: row.warnings.filter(({ warning_code }) => !solved.has(warning_code)),
});
