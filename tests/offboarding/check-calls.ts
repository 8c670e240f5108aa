import type { JournalEntry } from '@org/seam-access';
import type { LoggedCall } from './call-log.ts';
import { groupBy } from './group-by.ts';

/** The timeout of a worker's requests, in milliseconds, and some time for it to close the connection. */
const longestCall = 2500;

const endOf = ({ began, ended }: LoggedCall): number => Math.min(ended, began + longestCall);

/**
 * Whether two requests for one person may be in progress at two workers at once: only changes in different access systems,
 * which are jobs of their own.
 */
const mayOverlap = (one: LoggedCall, other: LoggedCall): boolean =>
  !one.isRead && !other.isRead && one.system !== other.system;

const describe = ({ worker, path, began, ended, user_identity_id }: LoggedCall): string =>
  `${worker} ${path} of ${user_identity_id} (${began} to ${ended})`;

const byPerson = (calls: readonly LoggedCall[]): Map<string, LoggedCall[]> =>
  groupBy(
    calls.filter((call) => call.user_identity_id !== undefined),
    ({ user_identity_id = '' }) => user_identity_id,
  );

/** Requests for one person that two workers had in progress at the same time. */
const overlaps = (calls: readonly LoggedCall[]): string[] =>
  calls.flatMap((call, index) =>
    calls
      .slice(index + 1)
      .filter(
        (later) => later.worker !== call.worker && later.began < endOf(call) && !mayOverlap(call, later),
      )
      .map((later) => `two workers at once: ${describe(call)}; ${describe(later)}`),
  );

/** Changes that the journal does not have before they were sent, and requests after the end of the run. */
const outsideJournal = (calls: readonly LoggedCall[], entries: readonly JournalEntry[]): string[] => {
  const intents = entries.flatMap((entry) =>
    entry.type === 'step_started'
      ? [
          {
            path: entry.change.path,
            text: JSON.stringify(entry.change.params),
            at: Date.parse(entry.at),
          },
        ]
      : [],
  );
  const finished = entries.findLast(({ type }) => type === 'run_finished');
  const end = finished === undefined ? Number.POSITIVE_INFINITY : Date.parse(finished.at);
  const isIntended = (call: LoggedCall) =>
    intents.some(
      ({ path, text, at }) =>
        path === call.path && at <= call.began && call.ids.every((id) => text.includes(id)),
    );
  return [
    ...calls
      .filter((call) => !call.isRead && !isIntended(call))
      .map((call) => `sent before it was recorded: ${describe(call)}`),
    ...calls.filter(({ began }) => began > end).map((call) => `sent after the end: ${describe(call)}`),
  ];
};

/** For how many people changes may be in progress in one access system: the default of the queue. */
export const perSystem = 4;

/** Moments at which an access system received changes for more people than the limit allows. */
const overLimit = (calls: readonly LoggedCall[]): string[] => {
  const changes = calls.filter(({ isRead, system }) => !isRead && system !== 'none');
  return [...groupBy(changes, ({ system }) => system)].flatMap(([system, own]) =>
    own.flatMap((call) => {
      const inProgress = own.filter((other) => other.began <= call.began && endOf(other) > call.began);
      const people = new Set(inProgress.map(({ user_identity_id }) => user_identity_id));
      return people.size > perSystem ? [`${people.size} people at once in ${system}: ${describe(call)}`] : [];
    }),
  );
};

/** What the requests of the workers show to be wrong, by the journals of the people. */
export const checkCalls = (
  calls: readonly LoggedCall[],
  journals: ReadonlyMap<string, readonly JournalEntry[]>,
): string[] => [
  ...overLimit(calls),
  ...[...byPerson(calls)].flatMap(([person, own]) => [
    ...overlaps(own),
    ...outsideJournal(own, journals.get(person) ?? []),
  ]),
];
