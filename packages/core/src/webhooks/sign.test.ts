import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { event, otherSecret, secret, verify } from './deliveries.test-helper.ts';
import { signWebhook } from './sign.ts';

const standard = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]),
  );

describe('what signWebhook makes', () => {
  it('is accepted by the reference implementation', () => {
    const { body, headers } = signWebhook(event, { secret });
    expect(new Webhook(secret).verify(body, standard(headers))).toEqual(event);
    expect(() => new Webhook(otherSecret).verify(body, standard(headers))).toThrow('No matching signature');
  });

  it.each([
    [-290, true],
    [290, true],
    [-310, false],
    [310, false],
  ])('%i s from now is judged alike by both', (away, isFresh) => {
    const { body, headers } = signWebhook(event, {
      secret,
      timestamp: new Date(Date.now() + away * 1000),
    });
    const judges = [
      () => verify({ body, headers }, { now: undefined }),
      () => new Webhook(secret).verify(body, standard(headers)),
    ];
    for (const judge of judges) {
      if (isFresh) expect(judge).not.toThrow();
      else expect(judge).toThrow();
    }
  });

  it('uses the given id and timestamp, and by default a new id and the current time', () => {
    const timestamp = new Date(1_700_000_000_999);
    expect(signWebhook(event, { secret, id: 'a', timestamp }).headers).toMatchObject({
      'content-type': 'application/json',
      'svix-id': 'a',
      'svix-timestamp': '1700000000',
    });
    const [one, two] = [signWebhook(event, { secret }), signWebhook(event, { secret })];
    expect(one.headers['svix-id']).not.toBe(two.headers['svix-id']);
    expect(Math.abs(Number(one.headers['svix-timestamp']) - Date.now() / 1000)).toBeLessThan(5);
  });
});

it('what the reference implementation signs is verified', () => {
  const body = JSON.stringify(event);
  const date = new Date();
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(date.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', date, body),
  };
  expect(new Webhook(secret).verify(body, headers)).toEqual(event);
  expect(verify({ body, headers }, { now: undefined })).toMatchObject({ id: 'msg_1', event });
});
