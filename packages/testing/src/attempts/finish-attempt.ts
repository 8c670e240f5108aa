import type { ActionAttemptRow } from '../rows.ts';
import type { World } from '../world.ts';
import { attemptEffects, type AttemptEffect } from './attempt-effects.ts';
import { AttemptError } from './attempt-error.ts';
import { reportAttempt } from './report-attempt.ts';

type Outcome = Pick<ActionAttemptRow, 'status' | 'result' | 'error'>;

const outcomeOf = (world: World, attempt: ActionAttemptRow): Outcome => {
  const failure = world.failures.take(attempt.action_type);
  try {
    if (failure) throw new AttemptError(failure.type, failure.message);
    const effect = attemptEffects[attempt.action_type] as AttemptEffect<typeof attempt.action_type>;
    return { status: 'success', result: effect(world, attempt), error: null };
  } catch (error) {
    if (!(error instanceof AttemptError)) throw error;
    const { type, message } = error;
    return { status: 'error', result: null, error: { type, message } };
  }
};

/** Ends an action attempt: with the failure that a test has asked for, or with what its effect makes of it. */
export const finishAttempt = (world: World, { action_attempt_id }: { action_attempt_id: string }): void => {
  const { actionAttempts } = world.state;
  const attempt = actionAttempts.get(action_attempt_id);
  if (attempt?.status !== 'pending') return;
  const finished = actionAttempts.patch(action_attempt_id, outcomeOf(world, attempt));
  if (finished) reportAttempt(world, finished);
};
