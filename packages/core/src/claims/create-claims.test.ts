import { expect, it } from 'vitest';
import { createClaims } from './create-claims.ts';

const request = { fingerprint: 'f', lease: 100 };

const start = (limit: number) => {
  const clock = { time: 0 };
  const claims = createClaims<string>({ keep: 10_000, limit, now: () => clock.time, what: 'keys' });
  const take = (key: string) => {
    const claim = claims.claim(key, request);
    if (claim.state !== 'claimed') throw new Error(`${key} is ${claim.state}`);
    return claim.token;
  };
  return { clock, claims, take };
};

it('a key whose lease is over is taken anew without another being forgotten', () => {
  const { clock, claims, take } = start(2);
  claims.complete('done', take('done'), 'first');
  take('late');
  clock.time = 100;
  take('late');
  expect(claims.claim('done', request)).toEqual({ state: 'done', fingerprint: 'f', result: 'first' });
});

it('of all that may be forgotten only the oldest is', () => {
  const { claims, take } = start(3);
  for (const key of ['a', 'b', 'c']) claims.complete(key, take(key), key);
  take('d');
  expect(['b', 'c'].map((key) => claims.claim(key, request).state)).toEqual(['done', 'done']);
});

it('a token is of one key, and of one claim', () => {
  const { claims, take } = start(3);
  const [first, second] = [take('a'), take('b')];
  claims.release('a', second);
  claims.complete('b', first, 'x');
  expect(claims.claim('a', request).state).toBe('busy');
  expect(claims.claim('b', request).state).toBe('busy');
});

it('the oldest is what was done first, and not what was begun first', () => {
  const { claims, take } = start(2);
  const [first, second] = [take('first'), take('second')];
  claims.complete('second', second, 'x');
  claims.complete('first', first, 'x');
  take('third');
  expect(claims.claim('first', request).state).toBe('done');
});
