/** What each kind of job has to know. The arguments are plain data, so that a snapshot keeps them. */
export interface JobArgs {
  readonly finish_action_attempt: { readonly action_attempt_id: string };
}

/** The name of a kind of job. */
export type JobName = keyof JobArgs;
