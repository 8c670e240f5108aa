import { accessCodesOf, type Change } from '../changes/changes.ts';
import type { JournalEntry } from '../journal/journal.ts';

/** The ACS users that a run knows of: those of the plan and of its reads, each with its access system. */
export const knownAcsUsers = (entries: readonly JournalEntry[]): ReadonlyMap<string, string | undefined> => {
  const known = new Map<string, string | undefined>();
  for (const entry of entries) {
    if (entry.type === 'access_read')
      for (const { acs_user_id, acs_system_id } of entry.acs_users) known.set(acs_user_id, acs_system_id);
    if (entry.type !== 'run_started') continue;
    for (const { change, acs_system_id } of entry.plan.steps)
      if ('acs_user_id' in change.params && typeof change.params.acs_user_id === 'string')
        known.set(change.params.acs_user_id, acs_system_id);
  }
  return known;
};

const knownChanges = (entries: readonly JournalEntry[]): Change[] =>
  entries.flatMap((entry) => {
    if (entry.type === 'run_started') return entry.plan.steps.map(({ change }) => change);
    return entry.type === 'step_started' ? [entry.change] : [];
  });

/** The access grants that a run knows of: those that it deletes. */
export const knownAccessGrants = (entries: readonly JournalEntry[]): ReadonlySet<string> =>
  new Set(
    knownChanges(entries).flatMap((change) =>
      change.path === '/access_grants/delete' ? [change.params.access_grant_id] : [],
    ),
  );

/** The access codes that a run knows of: those of access grants that it has read, and those that it deletes. */
export const knownAccessCodes = (entries: readonly JournalEntry[]): string[] => [
  ...entries.flatMap((entry) => ('access_code_ids' in entry ? (entry.access_code_ids ?? []) : [])),
  ...accessCodesOf(knownChanges(entries)),
];
