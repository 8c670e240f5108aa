import { describe, expect, it } from 'vitest';
import type { IdempotencyStore } from '../src/idempotency/store.ts';
import type { WebhookStore } from '../src/webhooks/store.ts';

/** A store that is empty, and the time of its clock. */
interface StoreUnderTest<TStore> {
  readonly store: TStore;
  /** Advances the clock of the store, in milliseconds. */
  readonly pass: (ms: number) => void | Promise<void>;
}

type Lease = Awaited<ReturnType<IdempotencyStore['acquire']>>;
type Create<TStore> = () => StoreUnderTest<TStore> | Promise<StoreUnderTest<TStore>>;

const response = { status: 200, body: '{"ok":true}' };

const tokenOf = (lease: { readonly state: string; readonly token?: string }): string => {
  if (lease.token === undefined) throw new Error(`The key is ${lease.state}.`);
  return lease.token;
};

/** What both kinds of stores promise. A webhook store ignores the response, and has no fingerprint while a key is busy. */
const leaseContract = (create: Create<IdempotencyStore | WebhookStore>, keep: number): void => {
  const open = async () => {
    const { store, pass } = (await create()) as StoreUnderTest<IdempotencyStore>;
    const acquire = async (key: string, fingerprint = 'f', lease = 60_000): Promise<Lease> =>
      store.acquire(key, { fingerprint, lease });
    return { store, pass, acquire };
  };

  it('leases a key to one caller until it is completed', async () => {
    const { store, acquire } = await open();
    const first = await acquire('a');
    expect((await acquire('a')).state).toBe('busy');
    await store.complete('a', tokenOf(first), response);
    expect(await acquire('a', 'another')).toMatchObject({ state: 'done', fingerprint: 'f' });
  });

  it('leases a released key to the next caller, with its fingerprint', async () => {
    const { store, acquire } = await open();
    await store.release('a', tokenOf(await acquire('a', 'one')));
    await store.complete('a', tokenOf(await acquire('a', 'other')), response);
    expect(await acquire('a')).toMatchObject({ state: 'done', fingerprint: 'other' });
  });

  it('leases a key to another caller when the lease expires, and ignores the first token then', async () => {
    const { store, pass, acquire } = await open();
    const first = await acquire('a');
    // A database has a clock of its own, which goes on.
    await pass(30_000);
    expect((await acquire('a')).state).toBe('busy');
    await pass(30_000);
    const second = await acquire('a');
    await store.complete('a', tokenOf(first), response);
    await store.release('a', tokenOf(first));
    expect((await acquire('a')).state).toBe('busy');
    await store.complete('a', tokenOf(second), response);
    expect((await acquire('a')).state).toBe('done');
  });

  it('completes and releases after the lease expires, when no other caller has acquired the key', async () => {
    const { store, pass, acquire } = await open();
    const [completed, released] = [await acquire('completed'), await acquire('released')];
    await pass(60_000);
    await store.complete('completed', tokenOf(completed), response);
    expect((await acquire('completed')).state).toBe('done');
    await store.release('released', tokenOf(released));
    expect((await acquire('released')).state).toBe('acquired');
  });

  it('does not release or complete a completed key', async () => {
    const { store, acquire } = await open();
    const token = tokenOf(await acquire('a'));
    await store.complete('a', token, response);
    const completed = await acquire('a');
    await store.release('a', token);
    await store.complete('a', token, { status: 500, body: '{}' });
    expect(await acquire('a')).toEqual(completed);
  });

  it('ignores the token of another key', async () => {
    const { store, acquire } = await open();
    await acquire('a');
    const token = tokenOf(await acquire('b'));
    await store.complete('a', token, response);
    await store.release('a', token);
    expect((await acquire('a')).state).toBe('busy');
  });

  it(`keeps a completed key for ${keep / 3_600_000} hours`, async () => {
    const { store, pass, acquire } = await open();
    await store.complete('a', tokenOf(await acquire('a')), response);
    await pass(keep - 60_000);
    expect((await acquire('a')).state).toBe('done');
    await pass(60_000);
    expect(await acquire('a')).toMatchObject({ state: 'acquired' });
    expect((await acquire('a')).state).toBe('busy');
  });

  it.each([
    ['that differ in case', ['user Key', 'user key', 'USER key']],
    ['that differ in spaces at the end', ['a', 'a ', 'a  ']],
    ['of 255 characters', [`u ${'x'.repeat(255)}`, `u ${'x'.repeat(254)}y`]],
    ['of a long actor', [`${'é'.repeat(5000)} a`, `${'é'.repeat(5000)} b`]],
    ['with characters of SQL', ["a'; DROP TABLE leases; --", 'a%', 'a_', 'a\\', '$1']],
  ])('separates keys %s', async (_, keys) => {
    const { acquire } = await open();
    for (const key of keys) expect([key, (await acquire(key)).state]).toEqual([key, 'acquired']);
    for (const key of keys) expect([key, (await acquire(key)).state]).toEqual([key, 'busy']);
  });

  it.each([
    ['of 64 hexadecimal digits', '0aF'.padEnd(64, '0')],
    ['with spaces at the ends', '  padded  '],
    ['with other characters', `ü✓🚪'; --`],
    ['of 10,000 characters', 'f'.repeat(10_000)],
  ])('returns a fingerprint %s unchanged', async (_, fingerprint) => {
    const { store, acquire } = await open();
    await store.complete('a', tokenOf(await acquire('a', fingerprint)), response);
    expect(await acquire('a')).toMatchObject({ state: 'done', fingerprint });
  });

  it('leases a key to one of fifty callers at the same time, also when an old lease has expired', async () => {
    const { pass, acquire } = await open();
    const fifty = async () => {
      const leases = await Promise.all(Array.from({ length: 50 }, () => acquire('a')));
      return leases.map(({ state }) => state).toSorted();
    };
    const oneWins = ['acquired', ...Array.from({ length: 49 }, () => 'busy')];
    expect(await fifty()).toEqual(oneWins);
    await pass(60_000);
    expect(await fifty()).toEqual(oneWins);
  });
};

/** Tests of an idempotency store. Each creates an empty store that keeps responses for a day. */
export const idempotencyStoreContract = (create: Create<IdempotencyStore>): void => {
  describe('as an idempotency store', () => {
    leaseContract(create, 86_400_000);

    it('returns the fingerprint of a key in use', async () => {
      const { store } = await create();
      await store.acquire('a', { fingerprint: 'f', lease: 60_000 });
      expect(await store.acquire('a', { fingerprint: 'g', lease: 60_000 })).toEqual({
        state: 'busy',
        fingerprint: 'f',
      });
    });

    it.each([
      ['of one megabyte', { status: 200, body: `{"text":"${'ü'.repeat(500_000)}"}` }],
      ['with escaped characters', { status: 409, body: String.raw`{"a":"\u0000\ud800 ' \\ \n"}` }],
    ])('returns a response %s unchanged', async (_, stored) => {
      const { store } = await create();
      const request = { fingerprint: 'f', lease: 60_000 };
      await store.complete('a', tokenOf(await store.acquire('a', request)), stored);
      for (let times = 0; times < 2; times += 1)
        expect(await store.acquire('a', request)).toEqual({
          state: 'done',
          fingerprint: 'f',
          response: stored,
        });
    });

    it('says when a lease of the same request has expired', async () => {
      const { store, pass } = await create();
      const acquire = async (fingerprint: string) => store.acquire('a', { fingerprint, lease: 60_000 });
      const first = await acquire('f');
      expect(first).toMatchObject({ state: 'acquired', isTakeover: false });
      await store.release('a', tokenOf(first));
      expect(await acquire('f')).toMatchObject({ isTakeover: false });
      await pass(60_000);
      const second = await acquire('f');
      expect(second).toMatchObject({ state: 'acquired', isTakeover: true });
      await store.complete('a', tokenOf(second), response);
      await pass(86_400_000);
      expect(await acquire('f')).toMatchObject({ state: 'acquired', isTakeover: false });
    });

    it('reserves the key of a request whose lease has expired for that request, for a day', async () => {
      const { store, pass } = await create();
      const acquire = async (fingerprint: string) => store.acquire('a', { fingerprint, lease: 60_000 });
      await acquire('first');
      for (const ms of [60_000, 86_340_000]) {
        await pass(ms);
        expect(await acquire('another')).toEqual({ state: 'busy', fingerprint: 'first' });
      }
      expect(await acquire('first')).toMatchObject({ state: 'acquired', isTakeover: true });
      await pass(60_000);
      expect(await acquire('another')).toEqual({ state: 'busy', fingerprint: 'first' });
      await pass(86_400_000);
      expect(await acquire('another')).toMatchObject({ state: 'acquired', isTakeover: false });
    });

    it('does not return the response of an expired key', async () => {
      const { store, pass } = await create();
      const request = { fingerprint: 'f', lease: 60_000 };
      await store.complete('a', tokenOf(await store.acquire('a', request)), response);
      await pass(86_400_000);
      const next = { status: 201, body: '{}' };
      await store.complete('a', tokenOf(await store.acquire('a', request)), next);
      expect(await store.acquire('a', request)).toMatchObject({ state: 'done', response: next });
    });
  });
};

/** Tests of a webhook store. Each creates an empty store that keeps keys for three days. */
export const webhookStoreContract = (create: Create<WebhookStore>): void => {
  describe('as a webhook store', () => {
    leaseContract(create, 259_200_000);

    it('returns exactly the documented results', async () => {
      const { store } = await create();
      const request = { fingerprint: 'f', lease: 60_000 };
      const token = tokenOf(await store.acquire('event:a', request));
      expect(await store.acquire('event:a', request)).toMatchObject({ state: 'busy' });
      await store.complete('event:a', token);
      expect(await store.acquire('event:a', request)).toMatchObject({ state: 'done', fingerprint: 'f' });
    });
  });
};
