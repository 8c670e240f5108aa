import type { AcsChangeKind, AcsChangeRow } from '../acs-changes/acs-change-row.ts';

/** The warning of a resource whose deletion is among the pending changes. */
export const beingDeleted = (changes: readonly AcsChangeRow[], kind: AcsChangeKind) =>
  changes
    .filter(({ change }) => change.kind === kind)
    .slice(0, 1)
    .map(({ created_at }) => ({
      created_at,
      message: 'The access system is deleting this.',
      warning_code: 'being_deleted' as const,
    }));
