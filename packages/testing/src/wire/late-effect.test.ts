import { createSeam } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { Snapshot } from '../fake/snapshot.ts';
import type { Fault } from './fault.ts';

const minute = 60_000;
const late = { applied: false, applied_after_ms: minute } as const;
const path = '/user_identities/create';

const start = () => {
  const fake = createFakeSeam({ seed: 'empty', strict: true });
  const { fetch, endpoint, apiKey, state, add } = fake;
  const seam = createSeam({ apiKey, endpoint, fetch, timeout: 20, retry: false });
  const { user_identity_id } = add.userIdentity({ full_name: 'Grace' });
  const names = () => state.userIdentities.list().map(({ full_name }) => full_name);
  return { ...fake, fake, seam, user_identity_id, names };
};

describe('a request that is applied after its response', () => {
  it.each<Fault>([
    { kind: 'reset', ...late },
    { kind: 'hang', ...late },
    { kind: 'status', status: 504, ...late },
    { kind: 'html', ...late },
  ])('changes nothing until then (%j)', async (fault) => {
    const { seam, faults, journal, clock, names } = start();
    faults.queue(path, fault);
    await expect(seam.userIdentities.create({ full_name: 'Ada' })).rejects.toThrow();
    clock.advance(minute - 1);
    expect(names()).toEqual(['Grace']);
    expect(journal.last(path)).toMatchObject({
      applied: false,
      fault: expect.stringContaining('60000 ms') as string,
    });
    clock.advance(1);
    expect(names()).toEqual(['Grace', 'Ada']);
    expect(journal.last(path)).toMatchObject({ applied: true, params: { full_name: 'Ada' } });
  });

  it('is applied in addition to the call that was made in between', async () => {
    const { seam, faults, clock, names } = start();
    faults.queue(path, { kind: 'reset', ...late });
    await expect(seam.userIdentities.create({ full_name: 'Ada' })).rejects.toThrow();
    await seam.userIdentities.create({ full_name: 'Ada' });
    clock.advance(minute);
    expect(names()).toEqual(['Grace', 'Ada', 'Ada']);
  });

  it('has no effect when Seam refuses it by then', async () => {
    const { seam, faults, journal, clock, user_identity_id, fake } = start();
    faults.queue('/user_identities/delete', { kind: 'reset', ...late });
    await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toThrow();
    await seam.userIdentities.delete({ user_identity_id });
    clock.advance(minute);
    expect(journal.calls).toMatchObject([{ applied: false }, { applied: true }]);
    expect(() => fake.verify()).not.toThrow();
  });

  it('has no effect when it is invalid, or changes nothing', async () => {
    const { seam, faults, clock, fake } = start();
    faults.queue('/user_identities/list', { kind: 'reset', ...late });
    faults.queue(path, { kind: 'reset', ...late });
    await expect(seam.userIdentities.list()).rejects.toThrow();
    await expect(seam.userIdentities.create({ full_name: 5 } as never)).rejects.toThrow();
    expect(fake.snapshot().jobs).toEqual([]);
    clock.advance(minute);
  });

  it('is kept by a snapshot', async () => {
    const { seam, faults, fake } = start();
    faults.queue(path, { kind: 'reset', ...late });
    await expect(seam.userIdentities.create({ full_name: 'Ada' })).rejects.toThrow();
    const other = start();
    // The request's other state, such as its rate limits, is not data.
    expect(fake.snapshot().jobs[0]?.args).not.toHaveProperty('caller.rateLimits');
    other.fake.restore(JSON.parse(JSON.stringify(fake.snapshot())) as Snapshot);
    other.clock.advance(minute);
    expect(other.names()).toEqual(['Grace', 'Ada']);
  });
});
