import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';
import type { FakeSeam } from './fake-seam.ts';

/** As plain JavaScript calls it. */
const create = createFakeSeam as (options?: unknown) => FakeSeam;

describe('createFakeSeam()', () => {
  it.each([
    [{ sed: 'hotel' }, 'createFakeSeam: unknown option "sed". Did you mean "seed"?'],
    [{ seed: 'hotell' }, 'createFakeSeam: there is no seed "hotell". Did you mean "hotel"?'],
    [{ seed: 'constructor' }, 'there is no seed "constructor". Known: empty, building, hotel, large.'],
    [{ seed: 5 }, 'seed must be a string or a function; got 5.'],
    [
      { now: 'soon' },
      'now must be a Date, or an ISO 8601 string such as "2026-01-01T00:00:00Z"; got "soon".',
    ],
    [{ now: new Date('soon') }, 'now must be a Date'],
    [{ now: 1_767_225_600_000 }, 'now must be a Date'],
    [{ now: '5' }, 'got "5".'],
    [{ now: '+010000-01-01T00:00:00Z' }, 'now must be'],
    [{ randomSeed: Number.NaN }, 'randomSeed must be a whole number'],
    [{ randomSeed: 1.5 }, 'got 1.5.'],
    [{ randomSeed: '7' }, 'got "7".'],
    [{ strict: 'yes' }, 'strict must be a boolean; got "yes".'],
    [{ rateLimits: 1 }, 'rateLimits must be a boolean; got 1.'],
    [{ ratelimits: true }, 'Did you mean "rateLimits"?'],
    [{ wait: 'timer' }, 'wait must be "timers" or "clock"; got "timer".'],
    [{ journalLimit: 0 }, 'journalLimit must be a whole number from 1'],
    [{ journalLimit: Infinity }, 'got Infinity.'],
    [{ assumptions: 5 }, 'assumptions must be an object; got 5.'],
    [{ assumptions: null }, 'got null.'],
    [{ assumptions: [] }, 'takes an object of options; got an array.'],
    ['hotel', 'createFakeSeam takes an object of options; got "hotel".'],
    [null, 'createFakeSeam takes an object of options; got null.'],
  ])('rejects %j', (options, message) => {
    expect(() => create(options)).toThrow(message);
  });

  it.each([
    [{ acs_sync: 1 }, 'unknown option "acs_sync". Did you mean "acs_sync_ms"?'],
    [{ action_attempt_ms: -1 }, 'action_attempt_ms must be a number of milliseconds'],
    [{ access_code_sync_ms: Infinity }, 'got Infinity.'],
    [{ user_identity_deletion_ms: Number.NaN }, 'got NaN.'],
    [{ client_session_ms: '1d' }, 'got "1d".'],
    [{ acs_sync_ms: { visionline_system: -1 } }, 'acs_sync_ms must be a number of milliseconds'],
    [{ acs_sync_ms: { visonline_system: 1000 } }, 'by external_type: pti_site, '],
    [{ systems_with_assigned_cards: ['hotek'] }, 'an array of external types: pti_site, '],
    [{ acs_sync_ms: [1] }, 'got an array.'],
    [{ repeated_removal: 'okay' }, 'repeated_removal must be "ok" or "not_found"; got "okay".'],
    [{ unlink_of_another: true }, 'unlink_of_another must be "refuse" or "ignore"; got true.'],
    [{ revoke_all_entrances: ['doors'] }, 'an array of entrances, access_groups, credentials'],
    [{ revoke_all_entrances: 'entrances' }, 'got "entrances".'],
    [{ suspended_user_opens: 0 }, 'suspended_user_opens must be a boolean; got 0.'],
    [{ revoke_device_ends_grants: 'no' }, 'must be a boolean'],
    [{ acs_users_per_system: 1 }, 'acs_users_per_system must be "one" or "many"; got 1.'],
    [{ phone_numbers: 'E164' }, 'phone_numbers must be "any" or "e164"; got "E164".'],
    [{ events_kept: 1.5 }, 'events_kept must be a whole number'],
  ])('rejects the assumptions %j', (assumptions, message) => {
    expect(() => create({ assumptions })).toThrow(message);
    expect(() => create({ assumptions })).toThrow('createFakeSeam: assumptions');
  });

  it('treats an undefined option as omitted', async () => {
    const fake = create({
      seed: undefined,
      now: undefined,
      assumptions: { client_session_ms: undefined, events_kept: undefined },
    });
    const { expires_at } = fake.add.clientSession();
    expect(expires_at).toBe('2027-01-01T00:00:00.000Z');
    expect(await fake.seam.userIdentities.list()).toHaveLength(8);
  });

  it('accepts a Date of another realm', async () => {
    const { runInNewContext } = await import('node:vm');
    const now: unknown = runInNewContext('new Date("2030-01-01T00:00:00Z")');
    expect(create({ now }).clock.timestamp()).toBe('2030-01-01T00:00:00.000Z');
  });
});

describe('provider.failNext()', () => {
  it.each([
    ['UNLOCK_DOR', undefined, 'there is no action "UNLOCK_DOR". Did you mean "UNLOCK_DOOR"?'],
    ['unlock_door', undefined, 'Did you mean "UNLOCK_DOOR"?'],
    [undefined, undefined, 'there is no action undefined.'],
    ['UNLOCK_DOOR', { code: 'x' }, 'provider.failNext(): unknown option "code".'],
    ['UNLOCK_DOOR', { type: 5 }, 'type must be a string; got 5.'],
    ['UNLOCK_DOOR', 'device_offline', 'takes an object of options; got "device_offline".'],
  ])('rejects (%j, %j)', (action, failure, message) => {
    const { provider } = create({ seed: 'empty' });
    const failNext = provider.failNext.bind(provider) as (...args: unknown[]) => void;
    expect(() => failNext(action, failure)).toThrow(message);
  });
});

describe('webhooks.receive() and webhooks.rotateSecret()', () => {
  it('reject an invalid URL, receiver and webhook', () => {
    const { webhooks } = create({ seed: 'empty' });
    const receive = webhooks.receive.bind(webhooks) as (...args: unknown[]) => void;
    expect(() => receive('/hook', () => new Response())).toThrow('takes a URL; got "/hook".');
    expect(() => receive('https://example.com/hook')).toThrow('takes a function; got undefined.');
    expect(() => webhooks.rotateSecret('nope')).toThrow('There is no webhook "nope".');
  });
});
