import { expect, it } from 'vitest';
import { checkClaim, isText } from './check-claim.ts';

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
