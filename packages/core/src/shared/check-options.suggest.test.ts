import { expect, it } from 'vitest';
import { suggest } from './check-options.ts';

it.each([
  ['idempotent', ['actor', 'idempotency'], 'idempotency'],
  ['retryAfter', ['attempts', 'baseDelay', 'maxRetryAfter'], 'maxRetryAfter'],
  ['acs_sync', ['acs_sync_ms', 'deprovision_ms'], 'acs_sync_ms'],
  ['/devices/lst', ['/locks/list', '/devices/list', '/devices/get'], '/devices/list'],
  ['name', ['email_address', 'full_name'], 'full_name'],
  ['hotell', ['empty', 'building', 'hotel'], 'hotel'],
  ['SeamNotFound', ['SeamError', 'SeamNotFoundError'], 'SeamNotFoundError'],
  ['APIKEY', ['apiKey'], 'apiKey'],
  ['randomseed', ['seed', 'random-seed'], 'random-seed'],
  ['unlock_door', ['LOCK_DOOR', 'UNLOCK_DOOR'], 'UNLOCK_DOOR'],
])('suggests for %s of %j: %s', (name, known, expected) => {
  expect(suggest(name, known)).toBe(` Did you mean "${expected}"?`);
});

it('lists the known names when none is similar', () => {
  expect(suggest('colour', ['seed', 'now'])).toBe(' Known: seed, now.');
});

it('says nothing when none of many names is similar', () => {
  expect(
    suggest(
      'colour',
      Array.from({ length: 31 }, (_, index) => `option-${index}`),
    ),
  ).toBe('');
});

it('suggests nothing for a very long name', () => {
  expect(
    suggest(
      'x'.repeat(100_000),
      Array.from({ length: 31 }, () => 'x'.repeat(90)),
    ),
  ).toBe('');
});
