import { createFakeSeam } from '@org/seam-testing';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { offboard } from '../offboarding/offboard.ts';
import { hashEntry } from '../journal/journal.ts';
import { hashReceipt, type Receipt, receiptOf } from './receipt.ts';
import { verifyReceipt } from './verify-receipt.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

const receiptWith = async (signingKey?: typeof privateKey | string): Promise<Receipt> => {
  const { seam, clock, add, state } = createFakeSeam({ seed: 'empty' });
  const { user_identity_id } = add.userIdentity();
  state.deviceAccess.add(user_identity_id, add.device().device_id);
  return await offboard(seam, user_identity_id, {
    actor: 'hr',
    reason: 'left',
    clock: clockOf(clock),
    ...(signingKey === undefined ? {} : { signingKey }),
  }).result;
};

let receipt: Receipt;
beforeAll(async () => {
  receipt = await receiptWith(privateKey);
});

type Entries = Receipt['entries'][number][];
const withEntries = (change: (entries: Entries) => Entries): Receipt => ({
  ...receipt,
  entries: change(structuredClone([...receipt.entries])),
});

/** A receipt with entries, header and hash made again, as somebody without the key can. */
const rehash = (changed: Receipt): Receipt => {
  let previous_hash = '';
  const entries = changed.entries.map((entry, seq) => {
    const next = { ...entry, seq, previous_hash };
    previous_hash = hashEntry(next);
    return { ...next, hash: previous_hash };
  });
  const [first] = entries;
  if (first?.type === 'run_started' && first.actor !== changed.actor)
    return rehash({ ...changed, entries: [{ ...first, actor: changed.actor }, ...entries.slice(1)] });
  const made = receiptOf(entries);
  if (!made) throw new Error('The entries have no end.');
  const { algorithm = '', signature = '' } = receipt;
  return { ...made, algorithm, signature, hash: hashReceipt({ ...made, algorithm }) };
};

const cutAndFinished = (): Entries => {
  const cut = receipt.entries.slice(0, 3);
  return [...cut, { ...receipt.entries.at(-1)!, state: 'cancelled' } as Entries[number]];
};

describe('verifyReceipt', () => {
  it.each([
    ['an Ed25519 key', async () => [await receiptWith(privateKey), publicKey] as const],
    ['the private key itself', async () => [await receiptWith(privateKey), privateKey] as const],
    [
      'a secret text',
      async () => [await receiptWith('a secret of 16 characters'), 'a secret of 16 characters'] as const,
    ],
    ['no key', async () => [await receiptWith(), undefined] as const],
  ])('accepts a receipt that was signed with %s, also after JSON', async (_, make) => {
    const [made, key] = await make();
    expect(verifyReceipt(JSON.parse(JSON.stringify(made)) as Receipt, { key })).toEqual({
      valid: true,
      problems: [],
    });
  });

  it.each<[what: string, tampered: () => Receipt, problem: RegExp]>([
    ['a removed entry', () => withEntries((entries) => entries.toSpliced(3, 1)), /Entry 3 has the number 4/],
    [
      'swapped entries',
      () => withEntries((e) => e.with(3, e[4]!).with(4, e[3]!)),
      /Entry 3 has the number 4/,
    ],
    [
      'a changed time',
      () => withEntries((e) => e.with(2, { ...e[2]!, at: '2020-01-01T00:00:00.000Z' })),
      /Entry 2 .* was changed/,
    ],
    ['another actor', () => ({ ...receipt, actor: 'somebody else' }), /actor differs/],
    ['another state', () => ({ ...receipt, state: 'stuck' }), /state differs/],
    [
      'a hidden residual',
      () => ({
        ...receipt,
        residual: [{ door: { kind: 'device', id: 'x', name: 'x' }, cause: 'pending', until: null }],
      }),
      /residual differs/,
    ],
    ['a missing end', () => withEntries((entries) => entries.slice(0, -1)), /do not begin .* and end/],
    ['another hash', () => ({ ...receipt, hash: 'f'.repeat(64) }), /hash of the receipt/],
    [
      'a missing signature',
      () => {
        const { signature: _, ...rest } = receipt;
        return rest;
      },
      /no signature/,
    ],
    ['a foreign signature', () => ({ ...receipt, signature: 'AAAA' }), /not by this key/],
    [
      'an inserted entry',
      () => withEntries((entries) => entries.toSpliced(3, 0, entries[2]!)),
      /Entry 3 has the number 2/,
    ],
    [
      'an entry that was changed and hashed again',
      () =>
        withEntries((entries) => {
          const changed = { ...entries[2]!, at: '2020-01-01T00:00:00.000Z' };
          return entries.with(2, { ...changed, hash: hashEntry(changed) });
        }),
      /Entry 3 .* does not follow/,
    ],
    ['an added property', () => ({ ...receipt, approved_by: 'somebody' }) as Receipt, /approved_by differs/],
    [
      'another algorithm',
      () => ({ ...receipt, algorithm: 'hmac-sha256' }),
      /hmac-sha256, but the key is for ed25519/,
    ],
    ['a receipt that was made again', () => ({ ...rehash({ ...receipt, actor: 'x' }) }), /not by this key/],
    [
      'a cancelled end instead of the real one, with all hashes made again',
      () => rehash({ ...receipt, entries: cutAndFinished() }),
      /not by this key/,
    ],
  ])('reports %s', (_, tampered, problem) => {
    expect(verifyReceipt(tampered(), { key: publicKey }).problems.join('\n')).toMatch(problem);
  });

  it('cannot tell a receipt that was made again without a key', () => {
    expect(verifyReceipt(rehash({ ...receipt, actor: 'x' })).problems).toEqual([]);
  });

  it.each([
    ['the key of somebody else', generateKeyPairSync('ed25519').publicKey, /not by this key/],
    ['a secret text', 'a secret of 16 characters', /ed25519, but the key is for hmac-sha256/],
    ['an RSA key', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, /the key is for rsa/],
  ])('refuses %s', (_, key, problem) => {
    expect(verifyReceipt(receipt, { key }).problems.join()).toMatch(problem);
  });

  it.each([
    ['an RSA key', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['an elliptic curve', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['Ed448', generateKeyPairSync('ed448')],
  ])('accepts %s', async (_, pair) => {
    const made = await receiptWith(pair.privateKey);
    expect(verifyReceipt(made, { key: pair.publicKey }).problems).toEqual([]);
    expect(verifyReceipt({ ...made, reason: 'x' }, { key: pair.publicKey }).valid).toBe(false);
  });

  it('accepts a secret KeyObject as the same key as its text', async () => {
    const made = await receiptWith('a secret of 16 characters');
    const key = createSecretKey(Buffer.from('a secret of 16 characters'));
    expect(verifyReceipt(made, { key }).problems).toEqual([]);
  });

  it.each([
    null,
    1,
    'x',
    [],
    {},
    { entries: {} },
    { entries: [1] },
    { entries: [], hash: 1 },
    { entries: [{}], hash: '' },
  ])('reports that %j is no receipt', (value) => {
    expect(verifyReceipt(value, { key: publicKey }).valid).toBe(false);
  });

  it('refuses a key that is none', () => {
    expect(() => verifyReceipt(receipt, { key: 'short' })).toThrow(/key must be a secret text/);
  });
});
