import { describe, expect, it } from 'vitest';
import { startWithLock } from './start-with-lock.test-helper.ts';

describe('updating an access code', () => {
  it('writes an event for each change', async () => {
    const { seam, device_id, state } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '1111', name: 'Ada' });
    const before = state.events.size;
    await seam.accessCodes.update({ access_code_id, code: '2222', name: 'Ada' });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({ code: '2222', status: 'set' });
    expect([...state.events].slice(before)).toMatchObject([
      {
        event_type: 'access_code.mutations_requested',
        requested_mutations: [{ mutation_code: 'updating_code', to: { code: '2222' } }],
      },
      { event_type: 'access_code.code_changed', from: { code: '1111' }, to: { code: '2222' } },
      {
        event_type: 'access_code.changed',
        changed_properties: [{ property: 'code', from: '1111', to: '2222' }],
      },
    ]);
  });

  it('applies the rules of its device', async () => {
    const { seam, add, device_id } = startWithLock();
    add.accessCode({ device_id, code: '9999', is_managed: false });
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '1111' });
    await seam.accessCodes.update({ access_code_id, code: '1111' });
    await expect(seam.accessCodes.update({ access_code_id, code: '9999' })).rejects.toMatchObject({
      type: 'duplicate_access_code',
    });
    await seam.accessCodes.reportDeviceConstraints({ device_id, min_code_length: 5, max_code_length: 6 });
    await expect(seam.accessCodes.update({ access_code_id, code: '2222' })).rejects.toMatchObject({
      type: 'invalid_input',
    });
    expect((await seam.accessCodes.generateCode({ device_id })).code).toMatch(/^\d{5}$/);
    expect((await seam.devices.get({ device_id })).properties.supported_code_lengths).toEqual([5, 6]);
    for (const wrong of [
      {},
      { min_code_length: 6, max_code_length: 5 },
      { supported_code_lengths: [4], min_code_length: 4 },
    ])
      await expect(seam.accessCodes.reportDeviceConstraints({ device_id, ...wrong })).rejects.toMatchObject({
        type: 'invalid_input',
      });
  });

  it('can make it unmanaged', async () => {
    const { seam, device_id } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    await seam.accessCodes.update({ access_code_id, is_managed: false });
    await expect(seam.accessCodes.get({ access_code_id })).rejects.toMatchObject({ statusCode: 404 });
    expect(await seam.accessCodes.unmanaged.get({ access_code_id })).toMatchObject({ status: 'set' });
  });
});
