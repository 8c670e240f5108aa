import { createFakeSeam } from '@org/seam-testing';
import { expect, it } from 'vitest';
import { verifyReceipt } from '../receipt/verify-receipt.ts';
import { clockOf } from './fake-clock.test-helper.ts';
import { offboard } from './offboard.ts';

it('offboards a person and proves it', async () => {
  const fake = createFakeSeam({ assumptions: { acs_sync_ms: 60_000 } });
  const clock = clockOf(fake.clock);
  const ada = (await fake.seam.userIdentities.list({ search: 'Ada' }))[0]!;
  const run = offboard(fake.seam, ada.user_identity_id, {
    actor: 'hr',
    reason: 'left',
    clock,
    signingKey: 'a secret of 16 characters',
  });
  const types: string[] = [];
  for await (const entry of run) types.push(entry.type);
  const receipt = await run.result;
  expect(receipt.state).toBe('complete');
  expect(verifyReceipt(receipt, { key: 'a secret of 16 characters' })).toEqual({ valid: true, problems: [] });
  expect(
    verifyReceipt({ ...receipt, actor: 'x' }, { key: 'a secret of 16 characters' }).problems,
  ).not.toEqual([]);
  expect(
    await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id: ada.user_identity_id }),
  ).toEqual([]);
  expect(types[0]).toBe('run_started');
  expect(types.at(-1)).toBe('run_finished');
});
