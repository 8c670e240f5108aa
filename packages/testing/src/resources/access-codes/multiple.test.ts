import { describe, expect, it } from 'vitest';
import { hour, startWithLock } from './start-with-lock.test-helper.ts';

describe('linked access codes', () => {
  it('share their code, and are renamed and moved together', async () => {
    const { seam, add, clock, device_id } = startWithLock();
    const device_ids = [device_id, add.device().device_id];
    const [first, second] = await seam.accessCodes.createMultiple({ device_ids, name: 'Guest' });
    expect(first?.code).toBe(second?.code);
    const common_code_key = first?.common_code_key ?? '';
    expect(second?.common_code_key).toBe(common_code_key);
    const ends_at = clock.timestampIn(hour);
    await seam.accessCodes.updateMultiple({ common_code_key, name: 'Visitor', ends_at });
    expect(await seam.accessCodes.list()).toMatchObject([
      { name: 'Visitor', ends_at, type: 'time_bound' },
      { name: 'Visitor', ends_at },
    ]);
    await expect(seam.accessCodes.updateMultiple({ common_code_key: 'none' })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('are joined by another with their key, and left by one that gets another code', async () => {
    const { seam, add, device_id } = startWithLock();
    const { code } = await seam.accessCodes.create({ device_id, common_code_key: 'family' });
    const other = add.device().device_id;
    const joined = await seam.accessCodes.create({ device_id: other, common_code_key: 'family' });
    expect(joined.code).toBe(code);
    const third = add.device().device_id;
    await expect(
      seam.accessCodes.create({ device_id: third, common_code_key: 'family', code: '123456' }),
    ).rejects.toMatchObject({ statusCode: 409 });
    await seam.accessCodes.update({ access_code_id: joined.access_code_id, code: '123456' });
    expect(await seam.accessCodes.get({ access_code_id: joined.access_code_id })).toMatchObject({
      code: '123456',
      common_code_key: null,
    });
  });

  it('are created all or none, unless devices may get other codes', async () => {
    const { seam, add, state, device_id } = startWithLock();
    add.accessCode({ device_id, code: '1234' });
    const device_ids = [add.device().device_id, device_id];
    await expect(seam.accessCodes.createMultiple({ device_ids, code: '1234' })).rejects.toMatchObject({
      type: 'duplicate_access_code',
    });
    expect(state.accessCodes.size).toBe(1);
    const made = await seam.accessCodes.createMultiple({
      device_ids,
      code: '1234',
      behavior_when_code_cannot_be_shared: 'create_random_code',
    });
    expect(made).toMatchObject([{ code: '1234', common_code_key: null }, { common_code_key: null }]);
    expect(made[1]?.code).not.toBe('1234');
  });
});
