import type { Answer } from '../answer.ts';

/** Whether an answer is that of an earlier call with the same idempotency key. */
export const isReplay = ({ headers }: Answer): boolean => headers['idempotency-replayed'] === 'true';
