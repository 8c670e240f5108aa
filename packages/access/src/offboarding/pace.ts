import { attemptsOf, type ChangeHistory } from './history.ts';
import type { RemainingChange } from './remaining.ts';
import type { Run } from './run.ts';

const firstPoll = 500;
const longestPoll = 15_000;
/** A change that was applied is sent again when it has had no effect for this long, in milliseconds. */
const resendAfter = 60_000;

/** The time since a moment, in milliseconds; 0 when the clock was set back. */
export const elapsed = ({ clock }: Run, since: number): number => Math.max(0, clock.now().getTime() - since);

/** The delay before the next read, in milliseconds: it doubles while nothing changes. */
export const pollDelay = (run: Run, since: number): number =>
  Math.min(Math.max(firstPoll, elapsed(run, since)), longestPoll);

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
    ? patience(run)
    : Math.min(firstPoll * 2 ** (attempts.failures - 1), longestPoll);
  return now - attempts.last >= delay;
};
