import { finishAttempt } from '../attempts/finish-attempt.ts';
import type { World } from '../world.ts';
import type { JobArgs } from './job-args.ts';

/** What each kind of job does when its time has come. */
export type Jobs = { readonly [K in keyof JobArgs]: (world: World, args: JobArgs[K]) => void };

/** All of them. One that is missing does not compile. */
export const jobs: Jobs = {
  finish_action_attempt: finishAttempt,
};
