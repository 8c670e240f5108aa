import { createSeam, type SeamError } from '@org/seam-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInvariants, pendingTimers } from '../support/check-invariants.ts';
import { faultServer } from '../support/fault-server.ts';
import { callOfEach, okBody, retryTable, timeoutFor } from './retry-table.ts';

const apiKey = 'seam_test1_CANARY8f1c';
// I3: a call settles once, and causes no warning or unhandled rejection.
const problems: unknown[] = [];
const collect = (problem: unknown) => void problems.push(problem);

beforeAll(() => {
  process.on('warning', collect);
  process.on('unhandledRejection', collect);
});
afterAll(() => {
  process.off('warning', collect);
  process.off('unhandledRejection', collect);
  expect(problems).toEqual([]);
});

describe('a call with failures', () => {
  it.each(retryTable)('%s: %s, on an endpoint that is %s', async (_row, _title, replay, script, expected) => {
    await using server = await faultServer(script, okBody);
    const seam = createSeam({
      apiKey,
      endpoint: server.url,
      timeout: timeoutFor(script),
      retry: { baseDelay: 1 },
    });
    const timers = pendingTimers();
    const error = await callOfEach[replay](seam).then(
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
    // I4: a retry sends the same request.
    expect(new Set(server.requests.map(({ line, body }) => line + body)).size).toBeLessThanOrEqual(1);
    // I7: success is proved by a response. I8: after a rejection nothing was applied.
    if (!error) expect(server.actions.at(-1)).toBe('ok');
    if (error?.outcome === 'rejected') for (const action of server.actions) expect(action).toMatch(/^4\d\d/);
    if (error?.outcome === 'not_sent') expect(server.requests).toEqual([]);
    if (error) checkInvariants(error, 'CANARY8f1c');
    expect(pendingTimers()).toBeLessThanOrEqual(timers);
  });
});
