import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { endpoint, type NoParams, type Replay } from '../contract/endpoint.ts';
import { SeamServerError } from '../errors/api-errors.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import type { Outcome } from '../errors/seam-error.ts';
import { SeamTimeoutError } from '../errors/transport-errors.ts';
import { createSeam } from './create-seam.ts';
import { delayBefore, parseRetryAfter, Retrier, RetryBudget } from './retry.ts';

const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
const serverError = new SeamServerError('No.', { type: 'x', statusCode: 500 });
const timeoutError = new SeamTimeoutError('Late.', { outcome: 'unknown', phase: 'body' });

it('the time that is left for a call is never negative, and never longer than its limit', () => {
  const now = vi.spyOn(performance, 'now');
  const budget = new RetryBudget();
  // The longest timer. Adding and subtracting 0.1 ms makes it a little longer.
  for (const totalTimeout of [1, 2_147_483_647])
    for (let start = 0.1; start < 10; start += 0.1) {
      now.mockReturnValue(start);
      const retrier = new Retrier({ replay: 'safe', retry: false, budget, totalTimeout, onRetry: () => {} });
      expect(retrier.remaining).toBe(totalTimeout);
      now.mockReturnValue(start + totalTimeout + 5);
      expect(retrier.remaining).toBe(0);
    }
  now.mockRestore();
});

describe('the delay before the next attempt', () => {
  const request = { attempt: 1, baseDelay: 500, maxRetryAfter: 10_000, remaining: 30_000 };

  it('is a random part of a ceiling that doubles, and ends at 8 seconds', () => {
    for (const [attempt, ceiling] of [
      [1, 500],
      [2, 1000],
      [3, 2000],
      [9, 8000],
    ] as const)
      for (let count = 0; count < 100; count += 1) {
        const delay = delayBefore(serverError, { ...request, attempt }) ?? Number.NaN;
        expect(delay).toBeGreaterThanOrEqual(50);
        expect(delay).toBeLessThanOrEqual(ceiling);
      }
  });

  it('is not made when the time would be up before it ends', () => {
    const asked = new SeamServerError('No.', { type: 'x', statusCode: 503, retryAfterMs: 5000 });
    expect(delayBefore(asked, { ...request, remaining: 4000 })).toBeUndefined();
    expect(delayBefore(asked, request)).toBeGreaterThanOrEqual(5000);
  });

  it('C34: is not made when the server asks for too long a one', () => {
    const asked = new SeamServerError('No.', { type: 'x', statusCode: 503, retryAfterMs: 86_400_000 });
    expect(delayBefore(asked, request)).toBeUndefined();
  });
});

describe('Retry-After', () => {
  it('C33: accepts seconds and the three date formats', () => {
    const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000);
    const [, day, month, year] = /\w{3}, (\d{2}) (\w{3}) \d\d(\d{2})/.exec(at.toUTCString()) ?? [];
    const time = at.toISOString().slice(11, 19);
    const weekday = at.toLocaleString('en', { weekday: 'long', timeZone: 'UTC' });
    const formats = [
      at.toUTCString(),
      `${weekday}, ${day}-${month}-${year} ${time} GMT`,
      `${weekday.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} 20${year}`,
    ];
    for (const format of formats) {
      expect(parseRetryAfter(format), format).toBeGreaterThan(58_000);
      expect(parseRetryAfter(format), format).toBeLessThanOrEqual(61_000);
    }
    expect(parseRetryAfter('2')).toBe(2000);
  });

  it.each([null, '-1', '0', 'abc', '', '1, 2', '1.5', 'Sun, 06 Nov 1994 08:49:37 GMT'])(
    'C35: has no delay for %j',
    (value) => {
      expect(parseRetryAfter(value)).toBeUndefined();
    },
  );

  it.each(['1e9', '9'.repeat(400), '86400', 'Fri, 31 Dec 2099 23:59:59 GMT'])(
    'C34: is never more than a timer takes: %s',
    (value) => {
      const ms = parseRetryAfter(value) ?? 0;
      expect(ms).toBeLessThanOrEqual(2 ** 31 - 1);
      expect(ms === 0).toBe(value === '1e9');
    },
  );
});

describe('the retry budget', () => {
  it('C62: ends the attempts of an outage, and fills again with successes', () => {
    const budget = new RetryBudget();
    let taken = 0;
    while (budget.take(serverError) !== undefined) taken += 1;
    expect(taken).toBe(100);
    for (let count = 0; count < 5; count += 1) budget.give();
    expect(budget.take(timeoutError)).toBeUndefined();
    expect(budget.take(serverError)).toBe(5);
    budget.give(5);
    expect(budget.take(serverError)).toBe(5);
  });

  it('C62: keeps the number of requests in a total outage near the number of calls', async () => {
    let sent = 0;
    const fetch = async () => {
      sent += 1;
      return Response.json({}, { status: 503 });
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
    for (let count = 0; count < 1100; count += 1)
      await expect(seam.userIdentities.delete({ user_identity_id: id })).rejects.toThrow();
    expect(sent).toBe(1100 + 100);
  });
});

describe('the retry budget', () => {
  it('C62: is not used up by retries that succeed', async () => {
    let sent = 0;
    const fetch = async () => {
      sent += 1;
      return Response.json({ ok: true }, { status: sent % 2 === 1 ? 503 : 200 });
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
    for (let count = 0; count < 300; count += 1) await seam.userIdentities.delete({ user_identity_id: id });
    expect(sent).toBe(600);
  });

  it('C83: of reads is not that of changes, nor that of unlocks that of revokes', async () => {
    let sent = 0;
    const fetch = async () => {
      sent += 1;
      return Response.json({ error: { type: 'rate_limited', message: 'No.' } }, { status: 429 });
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
    for (let count = 0; count < 40; count += 1) {
      await expect(seam.userIdentities.list()).rejects.toThrow();
      await expect(seam.locks.unlockDoor({ device_id: id })).rejects.toThrow();
    }
    sent = 0;
    await expect(seam.userIdentities.delete({ user_identity_id: id })).rejects.toThrow();
    expect(sent).toBe(4);
  });
});

it.each<[replay: Replay, sent: number]>([
  ['safe', 1],
  ['idempotent', 2],
  ['never', 1],
])('C29: a 409 of an endpoint with the replay class %s is sent %i times', async (replay, expected) => {
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return Response.json({ error: { type: 'conflict', message: 'No.' } }, { status: 409 });
  };
  const change = endpoint<NoParams, void>('POST', '/x', { replay });
  const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } }, { change });
  await expect(seam.change()).rejects.toMatchObject({ statusCode: 409, outcome: 'rejected' });
  expect(sent).toBe(expected);
});

describe('an unlock', () => {
  const sentFor = async (response: () => Response) => {
    let sent = 0;
    const fetch = async () => {
      sent += 1;
      return response();
    };
    const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
    await expect(seam.locks.unlockDoor({ device_id: id })).rejects.toMatchObject({ outcome: 'unknown' });
    return sent;
  };
  const headers = { 'content-type': 'text/html', 'retry-after': '1' };

  it.each([503, 429, 408])('C80: is not retried after an HTML %i with Retry-After', async (status) => {
    expect(await sentFor(() => new Response('<html></html>', { status, headers }))).toBe(1);
    expect(await sentFor(() => Response.json({}, { status, headers: { 'retry-after': '1' } }))).toBe(1);
  });

  it('C84: is not retried after a 503 of a router that reports an unknown outcome', async () => {
    const error = { type: 'upstream_rate_limited', message: 'No.', data: { outcome: 'unknown' } };
    const response = () => Response.json({ error }, { status: 503, headers: { 'retry-after': '1' } });
    expect(await sentFor(response)).toBe(1);
  });
});

/** What a call does on the way, and what each class of endpoint may do about it. */
const faults = {
  ok: { worth: { safe: 1, idempotent: 1, never: 1 }, outcome: 'not_sent' },
  '429': { worth: { safe: 4, idempotent: 4, never: 4 }, outcome: 'rejected' },
  '400': { worth: { safe: 1, idempotent: 1, never: 1 }, outcome: 'rejected' },
  '409': { worth: { safe: 1, idempotent: 2, never: 1 }, outcome: 'rejected' },
  '500': { worth: { safe: 4, idempotent: 4, never: 1 }, outcome: 'unknown' },
  reset: { worth: { safe: 4, idempotent: 4, never: 1 }, outcome: 'unknown' },
  refused: { worth: { safe: 4, idempotent: 4, never: 4 }, outcome: 'not_sent' },
  html: { worth: { safe: 2, idempotent: 1, never: 1 }, outcome: 'unknown' },
  redirect: { worth: { safe: 1, idempotent: 1, never: 1 }, outcome: 'unknown' },
} satisfies Record<string, { worth: Record<Replay, number>; outcome: Outcome }>;
type FaultName = keyof typeof faults;

const act = async (fault: FaultName): Promise<Response> => {
  const attempt = { action_attempt_id: id, status: 'success' };
  switch (fault) {
    case 'ok':
      return Response.json({ ok: true, user_identity: {}, action_attempt: attempt });
    case 'html':
      return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: '/' } });
    case 'reset':
    case 'refused':
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('x'), { code: fault === 'reset' ? 'ECONNRESET' : 'ECONNREFUSED' }),
      });
    default:
      return Response.json({ error: { type: 'x', message: 'x' } }, { status: Number(fault) });
  }
};

const outcomes: readonly Outcome[] = ['not_sent', 'rejected', 'unknown'];

/** The rules in ten lines: how often a call is sent, how it ends, and the worst outcome of its attempts. */
const model = (script: readonly FaultName[], replay: Replay) => {
  let worst = 0;
  for (let sent = 1; ; sent += 1) {
    const fault = script[sent - 1] ?? 'ok';
    if (fault === 'ok') return { sent, outcome: undefined };
    worst = Math.max(worst, outcomes.indexOf(faults[fault].outcome));
    if (sent >= Math.min(4, faults[fault].worth[replay])) return { sent, outcome: outcomes[worst] };
  }
};

it('C124: any sequence of faults ends as the model says', async () => {
  const names = Object.keys(faults) as FaultName[];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...names), { maxLength: 6 }),
      fc.constantFrom<Replay>('safe', 'idempotent', 'never'),
      async (script, replay) => {
        let sent = 0;
        const fetch = () => act(script[(sent += 1) - 1] ?? 'ok');
        const seam = createSeam({ apiKey: 'seam_test1_key', fetch, retry: { baseDelay: 0 } });
        const call = {
          safe: () => seam.userIdentities.get({ user_identity_id: id }),
          idempotent: () => seam.acs.users.revokeAccessToAllEntrances({ user_identity_id: id }),
          never: () => seam.locks.unlockDoor({ device_id: id }),
        }[replay];
        const error: unknown = await call().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect({ sent, outcome: isSeamError(error) ? error.outcome : error }).toEqual(model(script, replay));
      },
    ),
    { numRuns: 2000 },
  );
});
