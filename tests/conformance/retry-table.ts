import type { Replay, Seam } from '@org/seam-core';
import type { Fault } from '../support/fault-server.ts';
import cases from './retry.json' with { type: 'json' };

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const attempt = {
  action_attempt_id: id,
  action_type: 'UNLOCK_DOOR',
  status: 'pending',
  result: null,
  error: null,
};
/** A response that is a success for each of these calls. */
export const okBody = JSON.stringify({
  ok: true,
  user_identity: { user_identity_id: id },
  action_attempt: attempt,
});

/** A call for each replay class. */
export const callOfEach: Record<Replay, (seam: Seam) => Promise<unknown>> = {
  safe: (seam) => seam.userIdentities.get({ user_identity_id: id }),
  idempotent: (seam) => seam.acs.users.revokeAccessToAllEntrances({ user_identity_id: id }),
  never: (seam) => seam.locks.unlockDoor({ device_id: id }, { waitForActionAttempt: false }),
};

/** The timeout of an attempt, in milliseconds. Long, so that a busy machine does not cause a timeout, unless the script hangs. */
export const timeoutFor = (script: readonly Fault[]): number =>
  script.some((fault) => fault.startsWith('hang')) ? 500 : 20_000;

interface Expected {
  requests: number;
  error?: string;
  outcome?: string;
}

/** The cases of `retry.json`, one for each replay class: id, title, class, script of failures, expected result. */
export const retryTable = (cases as { id: string; script: Fault[] }[]).flatMap(
  ({ id: row, script, ...byReplay }) =>
    Object.entries(byReplay).map(
      ([replay, expected]) =>
        [row, script.join(', then '), replay as Replay, script, expected as Expected] as const,
    ),
);
