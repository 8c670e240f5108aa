import { describe, expect, it } from 'vitest';
import { secret } from '../deliveries.test-helper.ts';
import { createWebhookReceiver } from './create-webhook-receiver.ts';
import { memoryWebhookStore } from './memory-webhook-store.ts';

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
    [{ on: new Map() as never }, 'plain object'],
    [{ maxInFlight: 0 }, 'maxInFlight'],
    [{ maxWaiting: -1 }, 'maxWaiting'],
    [{ tolerance: -1 }, 'tolerance'],
    [{ on: { 'acs_user.deleted': 'delete' as never } }, 'acs_user.deleted'],
    [{ otherwise: {} as never }, 'otherwise'],
    [{ store: {} as never }, 'The option store is an object'],
    [{ maxInFlight: 1.5 }, 'maxInFlight is a whole number, and here it is 1.5'],
    [{ maxWaiting: 0.5 }, 'maxWaiting is a whole number'],
    [{ now: 5 as never }, 'The option now is a function, and here it is number'],
    [{ onError: 'x' as never }, 'The option onError is a function'],
    [{ onDelivery: null as never }, 'onDelivery is a function, and here it is null'],
    [{ otherwise: undefined }, 'no function in on, and no otherwise'],
    [{ otherwise: undefined, on: { 'acs_user.deleted': undefined } }, 'no function in on, and no otherwise'],
    [{ store: memoryWebhookStore as never }, 'memoryWebhookStore: pass what that returns'],
  ])('is not made with %j', (options, name) => {
    expect(() => createWebhookReceiver({ secrets: secret, otherwise: () => {}, ...options })).toThrow(name);
  });
});
