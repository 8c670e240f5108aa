import { createSeam, isSeamError, type Replay, type Seam } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { checkInvariants } from '../support/check-invariants.ts';
import { faultServer } from '../support/fault-server.ts';
import { mountRouter } from '../support/mount-router.ts';
import { callOfEach, okBody, retryTable, timeoutFor } from './retry-table.ts';

const apiKey = 'seam_test1_CANARY8f1c';

/** Error type and outcome that the caller of the router receives. */
const received = (error: unknown) => {
  if (!isSeamError(error, 'SeamApiError')) return { type: (error as Error | undefined)?.name };
  const data = error.data as { outcome?: string } | undefined;
  return { type: error.type, outcome: data?.outcome ?? error.outcome };
};

/** The error types that the router returns for each class of error, depending on the status of Seam. */
const typeFor: Record<string, readonly string[]> = {
  SeamConnectionError: ['upstream_error'],
  SeamTimeoutError: ['upstream_timeout'],
  SeamInvalidResponseError: ['upstream_invalid_response'],
  SeamServerError: ['upstream_error'],
  SeamRateLimitError: ['upstream_rate_limited'],
  SeamUnauthorizedError: ['upstream_auth_failed'],
  SeamForbiddenError: ['upstream_auth_failed'],
  SeamNotFoundError: ['not_found'],
  SeamApiError: ['invalid_input', 'conflict', 'upstream_error'],
};

const through = (endpoint: string): Seam => createSeam({ auth: 'none', endpoint, retry: false });

describe('a call through the router, with failures behind it', () => {
  it.each(retryTable)(
    '%s: %s, on an endpoint that is %s',
    async (_row, _title, replay: Replay, script, expected) => {
      await using server = await faultServer(script, okBody);
      const timeout = timeoutFor(script);
      const target = createSeam({ apiKey, endpoint: server.url, timeout, retry: { baseDelay: 1 } });
      await using router = await mountRouter(target);
      const error = await callOfEach[replay](through(router.url)).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(server.requests.length).toBe(expected.requests);
      if (expected.error === undefined) expect(error).toBeUndefined();
      else {
        const { type, outcome } = received(error);
        expect(typeFor[expected.error]).toContain(type);
        expect(outcome).toBe(expected.outcome);
        checkInvariants(error, 'CANARY8f1c');
      }
    },
  );
});
