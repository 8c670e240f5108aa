import { signWebhook } from '@org/seam-core/webhooks';
import { describe, expect, it, vi } from 'vitest';
import { foreignBytes, inOtherRealm } from '../../core/src/shared/realms.test-helper.ts';
import {
  delivery,
  event,
  id,
  seconds,
  secret,
  thrownBy,
  verify,
} from '../../core/src/webhooks/deliveries.test-helper.ts';
import { createWebhookReceiver } from '../src/webhooks/create-receiver.ts';
import { createWebhookFetchHandler } from '../src/webhooks/fetch-handler.ts';

const { body, headers } = delivery();

const start = () => {
  const handled: string[] = [];
  const onError = vi.fn();
  const receive = createWebhookReceiver({
    secrets: secret,
    onError,
    now: () => seconds * 1000,
    fallback: ({ event_type }) => void handled.push(event_type),
  });
  return { handled, onError, receive };
};

describe('W50 values of another realm', () => {
  it.each(foreignBytes(body))('a %s is accepted as the body of a delivery', async (_kind, bytes) => {
    expect(verify({ body: bytes, headers })).toMatchObject({ id, event });
    const { handled, receive } = start();
    expect((await receive({ headers, body: bytes })).status).toBe(204);
    expect((await receive({ headers, body: async () => bytes })).status).toBe(204);
    expect(handled).toEqual([event.event_type]);
  });

  it('headers are read from an object, and from a collection without an iterator', () => {
    const foreign = inOtherRealm('Object.assign({}, headers)', { headers }) as Record<string, string>;
    expect(verify({ body, headers: foreign }).id).toBe(id);
    const walkable = {
      forEach: (listen: (value: string, name: string) => void) => new Headers(headers).forEach(listen),
    };
    expect(verify({ body, headers: walkable as never }).id).toBe(id);
    expect(verify({ body, headers: new Map(Object.entries(headers)) as never }).id).toBe(id);
  });

  it('an error of the body stream returns 400', async () => {
    const { receive, onError } = start();
    const broken = async () => {
      throw inOtherRealm('new TypeError("terminated")');
    };
    expect(await receive({ headers, body: broken })).toMatchObject({ status: 400 });
    expect(onError).not.toHaveBeenCalled();
  });

  it('a Date is accepted as the timestamp of a signature', () => {
    const timestamp = inOtherRealm(`new Date(${seconds * 1000})`) as Date;
    expect(signWebhook(event, { secret, id, timestamp })).toEqual(delivery());
  });
});

const request = (facts: object): Request =>
  ({ method: 'POST', headers: new Headers(headers), bodyUsed: false, ...facts }) as never;

it.each<[string, object]>([
  [
    'a stream with a reader and without an iterator',
    { body: { locked: false, getReader: () => new Blob([body]).stream().getReader() } },
  ],
  [
    'a Node stream',
    {
      body: (async function* () {
        for (const [, bytes] of foreignBytes(body).slice(0, 1)) yield await Promise.resolve(bytes);
      })(),
    },
  ],
  [
    'a stream of strings',
    {
      body: (async function* () {
        yield await Promise.resolve(body.slice(0, 9));
        yield body.slice(9);
      })(),
    },
  ],
  ['not a stream', { arrayBuffer: async () => foreignBytes(body)[1]?.[1] }],
])(
  'W50 createWebhookFetchHandler accepts a request of another library whose body is %s',
  async (_what, facts) => {
    const { handled, receive } = start();
    expect((await createWebhookFetchHandler(receive)(request(facts))).status).toBe(204);
    expect(handled).toEqual([event.event_type]);
  },
);

it.each([
  [undefined, 'got undefined'],
  [{ type: 'Buffer', data: [123] }, 'got an object'],
  [7, 'got 7'],
])('W50 rejects the body %j, and names its type', (parsed, message) => {
  const error = thrownBy(() => verify({ headers, body: parsed as never }));
  expect(error).toMatchObject({ name: 'SeamConfigError', message: expect.stringContaining(message) });
});
