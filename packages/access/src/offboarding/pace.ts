import { attemptsOf, type ChangeHistory } from './change-history.ts';
import type { RemainingChange } from './acs-user-changes.ts';
import type { Run } from './run.ts';

const firstPoll = 500;
const longestShortPoll = 15_000;
const longestPoll = 600_000;
/** A change that was applied is sent again when it has had no effect for this long, in milliseconds, then after twice as long. */
const resendAfter = 60_000;
const longestResend = 3_600_000;

/** The time since a moment, in milliseconds; 0 when the clock was set back. */
export const elapsed = ({ clock }: Run, since: number): number => Math.max(0, clock.now().getTime() - since);

/**
 * The delay before the next read, in milliseconds. While nothing changes it doubles, up to 15 seconds; after five minutes it is
 * a twentieth of the time that has passed, up to ten minutes. It does not go beyond the deadline.
 */
export const pollDelay = (run: Run, since: number): number => {
  const passed = elapsed(run, since);
  const delay = Math.min(Math.max(firstPoll, passed), Math.max(longestShortPoll, passed / 20), longestPoll);
  const left = run.deadline - passed;
  return Math.round(left > 0 ? Math.min(delay, Math.max(firstPoll, left)) : delay);
};

/** How long a change gets to take effect, in milliseconds. Short deadlines leave time for the stronger changes. */
const patience = ({ deadline }: Run): number => Math.min(resendAfter, deadline / 4);

/** Whether a change is sent now: for the first time, after a failure with a growing delay, or because it had no effect. */
export const isDue = (run: Run, history: ChangeHistory, { change, after }: RemainingChange): boolean => {
  const now = run.clock.now().getTime();
  const milder = after && attemptsOf(history, after);
  if (after && !(milder && (now - milder.first >= patience(run) || milder.failures >= 3))) return false;
  const attempts = attemptsOf(history, change);
  if (!attempts || now < attempts.last) return true;
  const delay = attempts.isApplied
    ? Math.min(
        patience(run) * 2 ** (attempts.results - 1),
        longestResend,
        Math.max(patience(run), run.deadline / 8),
      )
    : Math.min(firstPoll * 2 ** (attempts.failures - 1), longestShortPoll);
  return now - attempts.last >= delay;
};
