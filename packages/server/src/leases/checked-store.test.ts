import { describe, expect, it } from 'vitest';
import { memoryWebhookStore } from '../webhooks/memory-store.ts';
import { checkClaim, checkStore, isText } from './checked-store.ts';

describe('check claim', () => {
  const shape = { claimed: { token: isText }, busy: {}, done: { fingerprint: isText } };

  it.each([
    { state: 'claimed', token: 't' },
    { state: 'busy', fingerprint: 'f' },
    { state: 'done', fingerprint: 'f' },
  ])('takes %j', (claim) => {
    expect(() => checkClaim(claim, shape)).not.toThrow();
  });

  it.each([
    [undefined, 'with undefined.'],
    [null, 'with null.'],
    [true, 'with boolean.'],
    [{}, 'the state undefined.'],
    [{ state: 'CLAIMED', token: 'secret' }, 'the state "CLAIMED".'],
    [{ state: 'toString' }, 'the state "toString".'],
    [{ state: 'claimed' }, 'the state "claimed" and undefined as its token.'],
    [{ state: 'claimed', token: 7 }, 'number as its token.'],
    [{ state: 'claimed', token: '' }, 'an empty text as its token.'],
    [{ state: 'done' }, 'undefined as its fingerprint.'],
    [{ state: 'done', fingerprint: null }, 'null as its fingerprint.'],
  ])('refuses %j, says what came, and what there is', (claim, message) => {
    expect(() => checkClaim(claim, shape)).toThrow(message);
    expect(() => checkClaim(claim, shape)).toThrow('"claimed" with token, "busy", "done" with fingerprint.');
    expect(() => checkClaim(claim, shape)).not.toThrow('secret');
  });
});

describe('check store', () => {
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
});
