import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const dontWait = { waitForActionAttempt: false };

const start = (action_attempt_ms = 0) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions: { action_attempt_ms } });
  return { ...fake, ...fake.add.device() };
};

describe('action attempts', () => {
  it('are pending in the response, and succeed after the assumed time', async () => {
    const { seam, clock, device_id } = start(5000);
    const { action_attempt_id } = await seam.locks.unlockDoor({ device_id }, dontWait);
    const look = () => seam.actionAttempts.get({ action_attempt_id }, dontWait);
    clock.advance(4999);
    expect(await look()).toEqual({
      action_attempt_id,
      action_type: 'UNLOCK_DOOR',
      status: 'pending',
      result: null,
      error: null,
    });
    clock.advance(1);
    expect(await look()).toEqual({
      action_attempt_id,
      action_type: 'UNLOCK_DOOR',
      status: 'success',
      result: { was_confirmed_by_device: true },
      error: null,
    });
  });

  it('succeed before the next request when the assumed time is 0', async () => {
    const { seam, device_id } = start();
    const { action_attempt_id, status } = await seam.locks.lockDoor({ device_id }, dontWait);
    expect(status).toBe('pending');
    expect(await seam.actionAttempts.get({ action_attempt_id })).toMatchObject({ status: 'success' });
  });

  it('are listed by id and by device', async () => {
    const { seam, add, device_id } = start();
    const other = add.device().device_id;
    const ids: string[] = [];
    for (const id of [device_id, other, device_id])
      ids.push((await seam.locks.lockDoor({ device_id: id }, dontWait)).action_attempt_id);
    const listed = async (filter: object) =>
      (await seam.actionAttempts.list(filter)).map(({ action_attempt_id }) => action_attempt_id);
    expect(await listed({})).toEqual(ids);
    expect(await listed({ device_id })).toEqual([ids[0], ids[2]]);
    expect(await listed({ action_attempt_ids: [ids[2], ids[1]] })).toEqual([ids[1], ids[2]]);
    expect(await listed({ action_attempt_ids: ids, device_id: other })).toEqual([ids[1]]);
    expect(await listed({ limit: 2 })).toEqual(ids.slice(0, 2));
  });

  it('end as a test requested', async () => {
    const { seam, provider, state, device_id } = start();
    provider.failNext('LOCK_DOOR', { type: 'jammed', message: 'The bolt is stuck.' });
    const { action_attempt_id } = await seam.locks.lockDoor({ device_id }, dontWait);
    expect(await seam.actionAttempts.get({ action_attempt_id }, dontWait)).toMatchObject({
      status: 'error',
      result: null,
      error: { type: 'jammed', message: 'The bolt is stuck.' },
    });
    expect([...state.events]).toMatchObject([
      { event_type: 'action_attempt.lock_door.failed', action_attempt_id, device_id, status: 'error' },
    ]);
  });

  it('are not found with an unknown id, or in another workspace', async () => {
    const { seam, as, add, device_id } = start();
    const { action_attempt_id } = await seam.locks.lockDoor({ device_id }, dontWait);
    const otherWorkspace = as({ apiKey: add.apiKey(add.workspace().workspace_id) });
    await expect(otherWorkspace.actionAttempts.get({ action_attempt_id })).rejects.toMatchObject({
      type: 'action_attempt_not_found',
      data: { action_attempt_id },
    });
    expect(await otherWorkspace.actionAttempts.list({ action_attempt_ids: [action_attempt_id] })).toEqual([]);
  });
});
