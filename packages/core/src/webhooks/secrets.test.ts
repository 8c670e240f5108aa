import { describe, expect, it } from 'vitest';
import { delivery, event, otherSecret, secret, thrownBy, verify } from './deliveries.test-helper.ts';
import { checkWebhookSecrets, createWebhookSecret } from './secrets.ts';
import { signWebhook } from './sign.ts';

const bytes = (count: number) => Buffer.alloc(count, 7).toString('base64');

const unusable: [secret: unknown, problem: string][] = [
  ['', 'is missing'],
  [undefined, 'is missing'],
  [null, 'is missing'],
  ['whsec_', 'fewer than 24 bytes'],
  ['AA==', 'fewer than 24 bytes'],
  ['1234', 'fewer than 24 bytes'],
  [bytes(23), 'fewer than 24 bytes'],
  [`whsec_${bytes(23)}`, 'fewer than 24 bytes'],
  [` ${secret}`, 'whitespace'],
  [`${secret}\n`, 'whitespace'],
  [`whsec_ ${bytes(24)}`, 'is not base64'],
  [`whsec_${secret}`, 'is not base64'],
  [`${bytes(24)}whsec_`, 'is not base64'],
  ['fake_secret_0123456789abcdef0123456789abcdef', 'is not base64'],
  [bytes(25).replace('==', ''), 'is not base64'],
  [`${bytes(24)}é`, 'is not base64'],
];

describe('a secret', () => {
  it.each(unusable)('W22, W23: %j is refused before anything is looked at', (bad, problem) => {
    for (const secrets of [bad, [bad], [secret, bad]] as never[]) {
      const error = thrownBy(() => verify({ body: '', headers: {} }, { secrets }));
      expect(error).toMatchObject({ name: 'SeamConfigError', message: expect.stringContaining(problem) });
    }
    const error = thrownBy(() => signWebhook(event, { secret: bad as string }));
    expect(error).toMatchObject({ name: 'SeamConfigError' });
  });

  it('W22: is not needed less because there are none', () => {
    expect(() => checkWebhookSecrets([])).toThrow('pass at least one');
  });

  it.each([secret, bytes(24), `whsec_${bytes(25)}`, bytes(64)])('%s is usable', (good) => {
    expect(checkWebhookSecrets(good)).toEqual([good]);
    expect(verify(signWebhook(event, { secret: good }), { secrets: good, now: Date.now }).event).toEqual(
      event,
    );
  });

  it('is named by its place when it is one of several', () => {
    expect(() => checkWebhookSecrets([secret, otherSecret, ''])).toThrow('Webhook secret 3 of 3 is missing');
  });

  it('can be made', () => {
    const made = [createWebhookSecret(), createWebhookSecret()];
    expect(checkWebhookSecrets(made)).toEqual(made);
    expect(made[0]).toMatch(/^whsec_.{32}$/);
    expect(made[0]).not.toBe(made[1]);
  });
});

it.each([-1, Number.NaN, Infinity, '300000'])('a tolerance of %j is refused', (tolerance) => {
  const error = thrownBy(() => verify(delivery(), { tolerance: tolerance as number }));
  expect(error).toMatchObject({
    name: 'SeamConfigError',
    message: expect.stringMatching(/^verifyWebhook: tolerance must be/),
  });
});

it('W46 verifyWebhook and signWebhook refuse unknown options, and options of the wrong type', () => {
  const message = (act: () => unknown) => (thrownBy(act) as Error).message;
  expect(message(() => verify(delivery(), { secret } as never))).toBe(
    'verifyWebhook: unknown option "secret". Did you mean "secrets"?',
  );
  expect(message(() => verify(delivery(), { now: 5 as never }))).toContain('now must be a function; got 5');
  const sign = (options: object) => signWebhook(event, { secret, ...options });
  expect(message(() => sign({ secrets: [secret] }))).toContain('Did you mean "secret"?');
  expect(message(() => sign({ timestamp: 1_700_000_000 }))).toContain(
    'timestamp must be a valid Date; got 1700000000',
  );
  expect(message(() => sign({ timestamp: new Date(Number.NaN) }))).toContain(
    'timestamp must be a valid Date',
  );
  expect(message(() => sign({ id: 7 }))).toContain('id must be a string; got 7');
  expect(message(() => signWebhook(undefined as never, { secret }))).toContain('the event must be an object');
});
