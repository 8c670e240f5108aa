import type { AcsCredentialRow } from '../rows.ts';

/** Whether a credential has yet to be issued, or to be issued again. */
export const needsIssue = ({ is_issued, warnings }: AcsCredentialRow): boolean =>
  is_issued === false || warnings.some(({ warning_code }) => warning_code === 'needs_to_be_reissued');
