import { describe, expect, it } from 'vitest';
import { hour, startWithLock } from './start-with-lock.test-helper.ts';

describe('access codes', () => {
  it('are set on their device, with a generated code when none is given', async () => {
    const { seam, device_id, eventTypes } = startWithLock();
    const made = await seam.accessCodes.create({ device_id, name: 'Guest' });
    expect(made).toMatchObject({ status: 'set', type: 'ongoing', name: 'Guest', is_managed: true });
    expect(made.code).toMatch(/^\d{4}$/);
    expect(made).not.toHaveProperty('access_method_id');
    expect(await seam.accessCodes.get({ device_id, code: made.code ?? '' })).toEqual(made);
    expect(eventTypes()).toEqual([
      'access_code.created',
      'access_code.mutations_requested',
      'access_code.set_on_device',
    ]);
    const long = await seam.accessCodes.create({ device_id, preferred_code_length: 6 });
    expect(long.code).toMatch(/^\d{6}$/);
  });

  it('are returned with the action attempt that sets them', async () => {
    const { fetch, endpoint, apiKey, seam, device_id, provider } = startWithLock();
    provider.failNext('access_code.set', { message: 'The keypad is wet.' });
    const response = await fetch(`${endpoint}/access_codes/create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ device_id }),
    });
    const { action_attempt } = (await response.json()) as { action_attempt: { action_attempt_id: string } };
    expect(action_attempt).toMatchObject({ action_type: 'CREATE_ACCESS_CODE', status: 'pending' });
    const { action_attempt_id } = action_attempt;
    expect(
      await seam.actionAttempts.get({ action_attempt_id }, { waitForActionAttempt: false }),
    ).toMatchObject({ status: 'error', error: { type: 'failed_to_set_on_device' } });
  });

  it('have a unique code on their device, until they expire', async () => {
    const { seam, clock, add, device_id } = startWithLock();
    await seam.accessCodes.create({ device_id, code: '1234', ends_at: clock.timestampIn(hour) });
    await seam.accessCodes.create({ device_id: add.device().device_id, code: '1234' });
    await expect(seam.accessCodes.create({ device_id, code: '1234' })).rejects.toMatchObject({
      statusCode: 409,
      type: 'duplicate_access_code',
    });
    clock.advance(hour);
    await seam.accessCodes.create({ device_id, code: '1234' });
  });

  it('require a managed device that supports codes, and a future end', async () => {
    const { seam, add, clock, device_id, state } = startWithLock();
    const refused = async (params: { device_id: string; ends_at?: string; starts_at?: string }) =>
      await seam.accessCodes.create(params).then(
        () => 'made',
        ({ type }: { type: string }) => type,
      );
    expect(await refused({ device_id: add.device({ is_managed: false }).device_id })).toBe(
      'device_unmanaged',
    );
    expect(await refused({ device_id: add.device({ capabilities_supported: ['lock'] }).device_id })).toBe(
      'not_supported',
    );
    expect(await refused({ device_id, ends_at: clock.timestamp() })).toBe('invalid_input');
    expect(await refused({ device_id, ends_at: 'soon' })).toBe('invalid_input');
    const ends_at = clock.timestampIn(hour);
    expect(await refused({ device_id, ends_at, starts_at: ends_at })).toBe('invalid_input');
    expect(state.accessCodes.size).toBe(0);
  });

  it('are listed by each filter and by search', async () => {
    const { seam, add, device_id } = startWithLock();
    const { user_identity_id } = add.userIdentity();
    const { access_grant_id } = add.accessGrant({ user_identity_id, access_grant_key: 'stay-1' });
    const { access_method_id } = add.accessMethod({ access_grant_id, mode: 'code' });
    const { access_code_id } = add.accessCode({ device_id, access_method_id, name: 'Ada', code: '4321' });
    add.accessCode({ device_id: add.device().device_id });
    add.accessCode({ device_id, is_managed: false });
    for (const filter of [
      { device_id },
      { access_code_ids: [access_code_id] },
      { access_method_id },
      { access_grant_id },
      { access_grant_key: 'stay-1' },
      { search: 'ada' },
      { search: '4321' },
    ]) {
      const found = await seam.accessCodes.list(filter);
      expect(found, JSON.stringify(filter)).toMatchObject([{ access_code_id }]);
      expect(found[0]).not.toHaveProperty('access_method_id');
    }
    expect(await seam.accessCodes.list()).toHaveLength(2);
    expect(await seam.accessCodes.list({ customer_key: 'acme' })).toEqual([]);
  });

  it('show the errors of their device', async () => {
    const { seam, add, device_id } = startWithLock();
    const { access_code_id } = add.accessCode({ device_id });
    await seam.devices.simulate.disconnect({ device_id });
    expect((await seam.accessCodes.get({ access_code_id })).errors).toMatchObject([
      { error_code: 'device_disconnected', is_device_error: true },
    ]);
  });

  it('do not exist after they are deleted', async () => {
    const { seam, device_id, eventTypes } = startWithLock();
    const { access_code_id } = await seam.accessCodes.create({ device_id });
    await seam.accessCodes.delete({ access_code_id });
    expect(eventTypes().slice(-2)).toEqual(['access_code.removed_from_device', 'access_code.deleted']);
    await expect(seam.accessCodes.delete({ access_code_id })).rejects.toMatchObject({
      statusCode: 404,
      type: 'access_code_not_found',
    });
  });

  it('are not found by another device or workspace', async () => {
    const { seam, as, add, device_id } = startWithLock();
    const { access_code_id } = add.accessCode({ device_id });
    const other = add.device().device_id;
    await expect(seam.accessCodes.delete({ access_code_id, device_id: other })).rejects.toMatchObject({
      statusCode: 404,
    });
    const otherWorkspace = as({ apiKey: add.apiKey(add.workspace().workspace_id) });
    await expect(otherWorkspace.accessCodes.get({ access_code_id })).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(otherWorkspace.accessCodes.update({ access_code_id })).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});

describe('a generated code', () => {
  it('satisfies the constraints of the device, and is not stored', async () => {
    const { seam, add, state, properties } = startWithLock();
    const code_constraints = [{ constraint_type: 'no_zeros' }, { constraint_type: 'cannot_contain_0789' }];
    const { device_id } = add.device({ properties: { ...properties, code_constraints } });
    for (let times = 0; times < 20; times += 1)
      expect((await seam.accessCodes.generateCode({ device_id })).code).toMatch(/^[1-6]{4}$/);
    expect(state.accessCodes.size).toBe(0);
    await expect(seam.accessCodes.create({ device_id, code: '1230' })).rejects.toMatchObject({
      message: expect.stringContaining('no_zeros') as string,
    });
  });
});
