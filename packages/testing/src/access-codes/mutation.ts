import type { AccessCodePendingMutation } from '@org/seam-core';

type Request<TMutation> = TMutation extends unknown ? Omit<TMutation, 'created_at' | 'message'> : never;

/** A change to an access code that a device is asked for. A deferred creation is not: it waits for its time. */
export type AccessCodeMutation = Exclude<AccessCodePendingMutation, { mutation_code: 'deferring_creation' }>;

/** The same before it is written down. */
export type MutationRequest = Request<AccessCodeMutation>;

export type MutationCode = AccessCodeMutation['mutation_code'];
