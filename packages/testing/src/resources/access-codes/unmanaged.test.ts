import { describe, expect, it } from 'vitest';
import { slow, startWithLock } from './start-with-lock.test-helper.ts';

describe('unmanaged access codes', () => {
  it('are simulated, listed separately, and converted to managed ones', async () => {
    const { seam, device_id, eventTypes } = startWithLock();
    const { access_code_id } = await seam.accessCodes.simulate.createUnmanagedAccessCode({
      device_id,
      code: '7788',
      name: 'Neighbour',
    });
    expect(await seam.accessCodes.list({ device_id })).toEqual([]);
    const [shown] = await seam.accessCodes.unmanaged.list({ device_id, search: 'neigh' });
    expect(shown).toEqual(await seam.accessCodes.unmanaged.get({ device_id, code: '7788' }));
    expect(shown).not.toHaveProperty('pending_mutations');
    await expect(seam.accessCodes.delete({ access_code_id })).rejects.toMatchObject({ statusCode: 404 });
    await seam.accessCodes.unmanaged.convertToManaged({
      access_code_id,
      is_external_modification_allowed: true,
    });
    expect(await seam.accessCodes.get({ access_code_id })).toMatchObject({
      is_managed: true,
      status: 'set',
      is_external_modification_allowed: true,
    });
    expect(eventTypes()).toEqual([
      'access_code.unmanaged.created',
      'access_code.unmanaged.converted_to_managed',
    ]);
    await expect(seam.accessCodes.unmanaged.convertToManaged({ access_code_id })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('become managed by an update with is_managed, and stay unmanaged without', async () => {
    const { seam, add, device_id } = startWithLock();
    const { access_code_id } = add.accessCode({ device_id, is_managed: false });
    await seam.accessCodes.unmanaged.update({ access_code_id, is_managed: false });
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toHaveLength(1);
    await seam.accessCodes.unmanaged.update({ access_code_id, is_managed: true });
    expect(await seam.accessCodes.unmanaged.list({ device_id })).toEqual([]);
  });

  it('are removed by their device when they are deleted', async () => {
    const { seam, add, clock, state, device_id, eventTypes } = startWithLock(slow);
    const { access_code_id } = add.accessCode({ device_id, is_managed: false });
    await seam.accessCodes.unmanaged.delete({ access_code_id });
    expect(await seam.accessCodes.unmanaged.get({ access_code_id })).toMatchObject({
      status: 'set',
      warnings: [{ warning_code: 'being_deleted' }],
    });
    clock.advance(5000);
    expect(state.accessCodes.size).toBe(0);
    expect(eventTypes()).toEqual(['access_code.unmanaged.removed']);
  });

  it('may allow neither deletion nor management', async () => {
    const { seam, add, device_id } = startWithLock();
    const { access_code_id } = add.accessCode({
      device_id,
      is_managed: false,
      cannot_be_managed: true,
      cannot_delete_unmanaged_access_code: true,
    });
    for (const call of [seam.accessCodes.unmanaged.delete, seam.accessCodes.unmanaged.convertToManaged])
      await expect(call({ access_code_id })).rejects.toMatchObject({ type: 'not_supported' });
  });

  it('stay unmanaged on an unmanaged device', async () => {
    const { seam, add } = startWithLock();
    const { device_id } = add.device({ is_managed: false });
    const { access_code_id } = add.accessCode({ device_id, is_managed: false });
    await expect(seam.accessCodes.unmanaged.convertToManaged({ access_code_id })).rejects.toMatchObject({
      type: 'device_unmanaged',
    });
  });

  it('are simulated in sandboxes only, with a free code', async () => {
    const { seam, as, add, device_id } = startWithLock();
    add.accessCode({ device_id, code: '1234' });
    const code = { code: '1234', name: 'x' };
    await expect(
      seam.accessCodes.simulate.createUnmanagedAccessCode({ device_id, ...code }),
    ).rejects.toMatchObject({ type: 'duplicate_access_code' });
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const theirs = add.device({ workspace_id }).device_id;
    await expect(
      as({ apiKey: add.apiKey(workspace_id) }).accessCodes.simulate.createUnmanagedAccessCode({
        device_id: theirs,
        ...code,
      }),
    ).rejects.toMatchObject({ type: 'workspace_not_sandbox' });
  });
});
