import { describe, expect, it, vi } from 'vitest';
import { createMemoryWebhookStore } from '../webhooks/memory-store.ts';
import {
  checkedStore,
  checkLeaseResult,
  checkStore,
  fingerprintOf,
  isNonEmptyString,
} from './checked-store.ts';

describe('checkLeaseResult', () => {
  const states = { acquired: { token: isNonEmptyString }, busy: {}, done: { fingerprint: isNonEmptyString } };

  it.each([
    { state: 'acquired', token: 't' },
    { state: 'busy', fingerprint: 'f' },
    { state: 'done', fingerprint: 'f' },
  ])('accepts %j', (result) => {
    expect(() => checkLeaseResult(result, states)).not.toThrow();
  });

  it.each([
    [undefined, 'returned undefined.'],
    [null, 'returned null.'],
    [true, 'returned boolean.'],
    [{}, 'the state undefined.'],
    [{ state: 'ACQUIRED', token: 'secret' }, 'the state "ACQUIRED".'],
    [{ state: 'toString' }, 'the state "toString".'],
    [{ state: 'acquired' }, 'the state "acquired" and undefined as its token.'],
    [{ state: 'acquired', token: 7 }, 'number as its token.'],
    [{ state: 'acquired', token: '' }, 'an empty string as its token.'],
    [{ state: 'done' }, 'undefined as its fingerprint.'],
    [{ state: 'done', fingerprint: null }, 'null as its fingerprint.'],
  ])('rejects %j, and names it and the valid states', (result, message) => {
    expect(() => checkLeaseResult(result, states)).toThrow(message);
    expect(() => checkLeaseResult(result, states)).toThrow(
      '"acquired" with token, "busy", "done" with fingerprint.',
    );
    expect(() => checkLeaseResult(result, states)).not.toThrow('secret');
  });
});

describe('checkStore', () => {
  it('accepts a store, also an instance of a class', () => {
    class Store {
      acquire() {}
      complete() {}
      release() {}
    }
    expect(() => checkStore('store', createMemoryWebhookStore())).not.toThrow();
    expect(() => checkStore('store', new Store())).not.toThrow();
  });

  it.each([
    [null, 'got null'],
    ['redis://', 'got "redis://"'],
    [{}, 'acquire is undefined'],
    [new Map(), 'acquire is undefined'],
    [{ ...createMemoryWebhookStore(), release: 'no' }, 'release is "no"'],
    [
      createMemoryWebhookStore,
      'got the function createMemoryWebhookStore: if it creates one, call it and pass the result',
    ],
  ])('rejects %j, and names the missing function', (store, message) => {
    expect(() => checkStore('store', store)).toThrow(message);
    expect(() => checkStore('store', store)).toThrow(
      'The option store must be an object with the functions acquire, complete and release; ',
    );
  });
});

describe('a lease that is acquired after the timeout', () => {
  const acquireLate = async (isTakeover: boolean | undefined) => {
    const release = vi.fn();
    const lease = { state: 'acquired', token: 't', isTakeover };
    let respond = () => {};
    const late = new Promise<typeof lease>((resolve) => {
      respond = () => resolve(lease);
    });
    const store = checkedStore<object, typeof lease, []>(
      { acquire: () => late, complete: () => {}, release },
      { name: 'store', states: { acquired: {} }, timeout: 1, unavailable: () => new Error('unavailable') },
    );
    await expect(store.acquire('k', {})).rejects.toThrow('unavailable');
    respond();
    await late;
    await Promise.resolve();
    return release;
  };

  it.each([false, undefined])(
    'is released, so that the work can be retried (takeover: %j)',
    async (isTakeover) => {
      const release = await acquireLate(isTakeover);
      await vi.waitFor(() => expect(release).toHaveBeenCalledExactlyOnceWith('k', 't'), { interval: 1 });
    },
  );
});

it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('fingerprintOf returns the SHA-256 of %j, with leading zeros', async (text, digits) => {
  expect(await fingerprintOf(text)).toBe(digits);
  expect(await fingerprintOf(new TextEncoder().encode(text))).toBe(digits);
});
