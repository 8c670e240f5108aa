import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { observed, who } from '../offboarding/offboard.test-helper.ts';
import { offboard } from '../offboarding/offboard.ts';
import { formatReceipt } from './format-receipt.ts';
import { nextSteps } from './next-steps.ts';

const again = 'Offboard the person again: a new run closes what is left.';
const path = '/acs/users/revoke_access_to_all_entrances';

describe('the receipt says what to do', () => {
  it.each<[string, (fake: FakeSeam) => void, string]>([
    [
      'the access system refuses',
      ({ faults }) => faults.rate(path, { kind: 'status', status: 400 }, 1),
      'Correct the cause of the changes below that were refused.',
    ],
    [
      'Seam cannot be read',
      ({ faults }) => faults.rate('/acs/users/list_accessible_entrances', { kind: 'status', status: 503 }, 1),
      'Check that Seam can be reached.',
    ],
  ])('when %s, and a new run completes after that', async (_, obstacle, step) => {
    const fake = createFakeSeam();
    const { seam, clock, faults } = fake;
    let isSet = false;
    const journal = observed(({ type }) => {
      if (type === 'state_changed' && !isSet) obstacle(fake);
      isSet ||= type === 'state_changed';
    });
    const start = () =>
      offboard(seam, 'ada.okafor@example.com', { ...who, journal, clock: clock.autoAdvancing }).result;
    const receipt = await start();
    expect(receipt.state).toBe('stuck');
    expect(nextSteps(receipt)).toEqual([step, again]);
    expect(formatReceipt(receipt)).toContain(`\nWhat to do:\n  ${step}\n  ${again}\n\nWhat was done:\n`);

    faults.clear();
    const second = await start();
    expect(second.state).toBe('complete');
    expect(formatReceipt(second)).not.toContain('What to do');
  });

  it('for a cancelled run, after which a new run completes', async () => {
    const { seam, clock } = createFakeSeam();
    const stop = new AbortController();
    const journal = observed(() => stop.abort());
    const start = (signal?: AbortSignal) =>
      offboard(seam, 'ada.okafor@example.com', { ...who, journal, clock: clock.autoAdvancing, signal })
        .result;
    const receipt = await start(stop.signal);
    expect([receipt.state, nextSteps(receipt)]).toEqual(['cancelled', [again]]);
    const second = await start();
    expect(second.state).toBe('complete');
    expect(second.run_id).not.toBe(receipt.run_id);
  });

  it('once for each cause, in the order of the doors', async () => {
    const { seam, clock } = createFakeSeam({ assumptions: { acs_sync_ms: 3_600_000 } });
    const { result } = offboard(seam, 'ada.okafor@example.com', { ...who, clock: clock.autoAdvancing });
    const receipt = await result;
    expect(receipt.residual.map(({ cause }) => cause)).toEqual(['pending', 'pending', 'pending']);
    expect(nextSteps(receipt)).toEqual([
      'Give the access system more time, or check that it applies changes.',
      again,
    ]);
  });
});
