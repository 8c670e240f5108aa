import { createFakeSeam } from '@org/seam-testing';
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { offboard } from '../offboarding/offboard.ts';
import type { Receipt } from './receipt.ts';
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
  ])('reports %s', (_, tampered, problem) => {
    expect(verifyReceipt(tampered(), { key: publicKey }).problems.join('\n')).toMatch(problem);
  });
});
