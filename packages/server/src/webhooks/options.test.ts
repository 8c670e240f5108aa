import { describe, expect, it, vi } from 'vitest';
import { secret } from '../../../core/src/webhooks/deliveries.test-helper.ts';
import { createWebhookReceiver } from './create-receiver.ts';
import { createWebhookFetchHandler } from './fetch-handler.ts';
import { createMemoryWebhookStore } from './memory-store.ts';

describe('a receiver', () => {
  it.each([
    [{ handlerTimeout: Infinity }, 'handlerTimeout'],
    [{ handlerTimeout: 0 }, 'handlerTimeout'],
    [{ lease: Number.NaN }, 'lease'],
    [{ lease: 2 ** 31 }, 'lease'],
    [{ storeTimeout: 0 }, 'storeTimeout'],
    [{ lease: 10_000 }, 'twice storeTimeout, which is 5000'],
    [{ lease: 1_000, storeTimeout: 500 }, 'lease is 1000'],
    [{ storeTimeout: 150_000 }, 'lease is 300000'],
    [{ handlers: new Map() as never }, 'plain object'],
    [{ maxInFlight: 0 }, 'maxInFlight'],
    [
      { bodyTimeout: Infinity },
      'bodyTimeout must be a number of milliseconds from 1 to 2147483647; got Infinity',
    ],
    [{ maxBufferedBytes: 1000 }, 'maxBufferedBytes must be a whole number from 262144'],
    [{ handlerTimeout: 'soon' as never }, 'handlerTimeout must be a number of milliseconds'],
    [{ secret } as never, 'unknown option "secret". Did you mean "secrets"?'],
    [{ onErrors: () => {} } as never, 'unknown option "onErrors". Did you mean "onError"?'],
    [{ 'acs_user.deleted': () => {} } as never, 'unknown option "acs_user.deleted"'],
    [{ maxWaiting: -1 }, 'maxWaiting'],
    [{ tolerance: -1 }, 'tolerance'],
    [{ handlers: { 'acs_user.deleted': 'delete' as never } }, 'acs_user.deleted'],
    [{ fallback: {} as never }, 'fallback'],
    [
      { store: {} as never },
      'store must be an object with the functions acquire, complete and release; acquire is undefined',
    ],
    [{ maxInFlight: 1.5 }, 'maxInFlight must be a whole number from 1 to 9007199254740991; got 1.5'],
    [{ maxWaiting: 0.5 }, 'maxWaiting must be a whole number'],
    [{ now: 5 as never }, 'createWebhookReceiver: now must be a function; got 5'],
    [{ onError: 'x' as never }, 'onError must be a function; got "x"'],
    [{ onDelivery: null as never }, 'onDelivery must be a function; got null'],
    [{ fallback: undefined }, 'no function in handlers, and no fallback'],
    [
      { fallback: undefined, handlers: { 'acs_user.deleted': undefined } },
      'no function in handlers, and no fallback',
    ],
    [
      { store: createMemoryWebhookStore as never },
      'createMemoryWebhookStore: if it creates one, call it and pass the result',
    ],
  ])('W46 rejects the options %j', (options, name) => {
    expect(() => createWebhookReceiver({ secrets: secret, fallback: () => {}, ...options })).toThrow(name);
  });

  it('W46 rejects missing options', () => {
    expect(() => createWebhookReceiver(undefined as never)).toThrow(
      'createWebhookReceiver takes an object of options; got undefined.',
    );
  });

  it.each([undefined, new Request('https://example.com/hook')])(
    'W46 responds with an error to %s',
    async (request) => {
      const onError = vi.fn();
      const receive = createWebhookReceiver({ secrets: secret, fallback: () => {}, onError });
      expect((await receive(request as never)).status).toBeGreaterThanOrEqual(400);
    },
  );

  it.each([
    [undefined, 'got undefined'],
    [{ secrets: secret, fallback: () => {} }, 'got an object'],
    [createWebhookReceiver, 'got a function'],
  ])('W52 createWebhookFetchHandler rejects %s', (receiver, message) => {
    expect(() => createWebhookFetchHandler(receiver as never)).toThrow(
      `createWebhookFetchHandler takes what createWebhookReceiver returns; ${message}.`,
    );
  });
});
