import { createSeam, type Replay, type Seam, type SeamError } from '@org/seam-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInvariants, pendingTimers } from '../support/check-invariants.ts';
import { faultServer, type Fault } from '../support/fault-server.ts';
import cases from './retry.json' with { type: 'json' };

const apiKey = 'seam_test1_CANARY8f1c';
const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const attempt = {
  action_attempt_id: id,
  action_type: 'UNLOCK_DOOR',
  status: 'pending',
  result: null,
  error: null,
};
const okBody = JSON.stringify({ ok: true, user_identity: { user_identity_id: id }, action_attempt: attempt });

/** An endpoint of each class. */
const calls: Record<Replay, (seam: Seam) => Promise<unknown>> = {
  safe: (seam) => seam.userIdentities.get({ user_identity_id: id }),
  convergent: (seam) => seam.acs.users.revokeAccessToAllEntrances({ user_identity_id: id }),
  never: (seam) => seam.locks.unlockDoor({ device_id: id }, { waitForActionAttempt: false }),
};

interface Expected {
  requests: number;
  error?: string;
  outcome?: string;
}

const table = (cases as { id: string; script: Fault[] }[]).flatMap(({ id: row, script, ...byReplay }) =>
  Object.entries(byReplay).map(
    ([replay, expected]) =>
      [row, script.join(', then '), replay as Replay, script, expected as Expected] as const,
  ),
);

// I3: a call settles once, and leaves nothing behind for the process to complain of.
const complaints: unknown[] = [];
const complain = (complaint: unknown) => void complaints.push(complaint);

beforeAll(() => {
  process.on('warning', complain);
  process.on('unhandledRejection', complain);
});
afterAll(() => {
  process.off('warning', complain);
  process.off('unhandledRejection', complain);
  expect(complaints).toEqual([]);
});

describe('a call that meets a fault', () => {
  it.each(table)('%s: %s, on an endpoint that is %s', async (_row, _title, replay, script, expected) => {
    await using server = await faultServer(script, okBody);
    const seam = createSeam({
      apiKey,
      endpoint: server.url,
      timeout: 200,
      retry: { baseDelay: 1 },
    });
    const timers = pendingTimers();
    const error = await calls[replay](seam).then(
      () => undefined,
      (reason: unknown) => reason as SeamError,
    );
    const { requests, ...failure } = expected;
    expect({ requests: server.requests.length, error: error?.name, outcome: error?.outcome }).toEqual({
      error: undefined,
      outcome: undefined,
      requests,
      ...failure,
    });
    // I4: whatever is sent again is sent unchanged.
    expect(new Set(server.requests.map(({ line, body }) => line + body)).size).toBeLessThanOrEqual(1);
    // I7: success is what an answer proved, and I8: a refusal means that nothing was applied.
    if (!error) expect(server.actions.at(-1)).toBe('ok');
    if (error?.outcome === 'rejected') for (const action of server.actions) expect(action).toMatch(/^4\d\d/);
    if (error?.outcome === 'not_sent') expect(server.requests).toEqual([]);
    if (error) checkInvariants(error, 'CANARY8f1c');
    expect(pendingTimers()).toBeLessThanOrEqual(timers);
  });
});
