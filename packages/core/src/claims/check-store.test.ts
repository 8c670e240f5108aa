import { expect, it } from 'vitest';
import { memoryWebhookStore } from '../webhooks/receiver/memory-webhook-store.ts';
import { checkStore } from './check-store.ts';

it('takes a store, also one that a class makes', () => {
  class Store {
    claim() {}
    complete() {}
    release() {}
  }
  expect(() => checkStore('store', memoryWebhookStore())).not.toThrow();
  expect(() => checkStore('store', new Store())).not.toThrow();
});

it.each([
  [null, 'got null'],
  ['redis://', 'got "redis://"'],
  [{}, 'claim is undefined'],
  [new Map(), 'claim is undefined'],
  [{ ...memoryWebhookStore(), release: 'no' }, 'release is "no"'],
  [memoryWebhookStore, 'got the function memoryWebhookStore: pass what that returns'],
])('refuses what is no store, and says what it has to have', (store, message) => {
  expect(() => checkStore('store', store)).toThrow(message);
  expect(() => checkStore('store', store)).toThrow(
    'The option store must be an object with the functions claim, complete and release; ',
  );
});
