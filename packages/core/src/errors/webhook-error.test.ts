import { describe, expect, it } from 'vitest';
import { isSeamError } from '../index.ts';
import { delivery, secret, signedBy, thrownBy, verify } from '../webhooks/deliveries.test-helper.ts';
import { reachable, renderings } from './renderings.test-helper.ts';
import { SeamWebhookError } from './webhook-error.ts';

const { body, headers } = delivery();
const expected = headers['svix-signature'] ?? '';
const canary = 'CANARY8f1c';
const badSecret = `whsec_${canary}`;

const failures: [reason: string, fail: () => unknown][] = [
  ['too_large', () => verify({ body: canary.repeat(30_000), headers })],
  ['headers', () => verify({ body: canary, headers: { ...headers, 'svix-id': `${canary}.` } })],
  ['signature', () => verify({ body, headers: { ...headers, 'svix-signature': `v1,${canary}` } })],
  ['timestamp', () => verify({ body, headers }, { now: () => 0 })],
  ['payload', () => verify(signedBy(`{"${canary}`))],
  ['payload', () => verify(signedBy(`{"name":"${canary}"}`))],
];
const all: [string, () => unknown][] = [
  ...failures,
  ['a bad secret', () => verify(delivery(), { secrets: badSecret })],
  ['a secret among several', () => verify(delivery(), { secrets: [secret, badSecret] })],
];

describe('a SeamWebhookError', () => {
  it.each(failures)('says %s', (reason, fail) => {
    const error = thrownBy(fail);
    expect(error).toBeInstanceOf(SeamWebhookError);
    expect(error).toMatchObject({ name: 'SeamWebhookError', reason, outcome: 'rejected' });
    expect(isSeamError(error)).toBe(true);
    expect(isSeamError(error, 'SeamApiError')).toBe(false);
  });

  it.each(all)('W03: of %s holds no secret, no signature and no body', (_, fail) => {
    const error = thrownBy(fail);
    const shown = [...renderings(error), ...reachable(error).filter((value) => typeof value === 'string')];
    expect(shown.length).toBeGreaterThan(5);
    for (const text of shown)
      for (const undisclosed of [canary, secret, secret.slice(6), expected, expected.slice(3), body])
        expect(text).not.toContain(undisclosed);
  });
});
