import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (options: object = {}) => {
  const fake = createCheckedFake({ seed: 'empty', ...options });
  const eventsOf = (device_id: string) =>
    fake.state.events
      .list((event) => 'device_id' in event && event.device_id === device_id)
      .map(({ event_type }) => event_type);
  return { ...fake, eventsOf };
};

describe('the simulation of a device', () => {
  it('disconnects and connects it, with one event each', async () => {
    const { seam, add, eventsOf } = start();
    const { device_id } = add.device();
    await seam.devices.simulate.disconnect({ device_id });
    await seam.devices.simulate.disconnect({ device_id });
    expect(await seam.devices.get({ device_id })).toMatchObject({
      properties: { online: false },
      errors: [{ error_code: 'device_disconnected', is_device_error: true }],
    });
    await seam.devices.simulate.connect({ device_id });
    await seam.devices.simulate.connect({ device_id });
    expect(await seam.devices.get({ device_id })).toMatchObject({ properties: { online: true }, errors: [] });
    expect(eventsOf(device_id)).toEqual(['device.disconnected', 'device.connected']);
  });

  it('writes other events for an unmanaged device', async () => {
    const { seam, add, eventsOf } = start();
    const { device_id } = add.device({ is_managed: false });
    await seam.devices.simulate.disconnect({ device_id });
    await seam.devices.simulate.connect({ device_id });
    expect(eventsOf(device_id)).toEqual(['device.unmanaged.disconnected', 'device.unmanaged.connected']);
  });

  it('keeps it offline while its hub is disconnected', async () => {
    const { seam, add, state, eventsOf } = start();
    const { device_id } = add.device();
    await seam.devices.simulate.disconnectFromHub({ device_id });
    await seam.devices.simulate.disconnect({ device_id });
    await seam.devices.simulate.connect({ device_id });
    expect(state.devices.get(device_id)?.properties.online).toBe(false);
    await seam.devices.simulate.connectToHub({ device_id });
    expect(state.devices.get(device_id)?.properties.online).toBe(true);
    expect(eventsOf(device_id)).toEqual(['device.disconnected', 'device.connected']);
    expect([...state.events][0]).toMatchObject({
      error_code: 'hub_disconnected',
      device_errors: [{ error_code: 'hub_disconnected' }],
    });
  });

  it('removes it and adds it again', async () => {
    const { seam, add, eventsOf } = start();
    const { device_id } = add.device();
    await seam.devices.simulate.remove({ device_id });
    expect((await seam.devices.get({ device_id })).errors).toMatchObject([{ error_code: 'device_removed' }]);
    await seam.devices.simulate.connect({ device_id });
    expect(eventsOf(device_id)).toEqual(['device.removed', 'device.added', 'device.connected']);
  });

  it('expires a subscription, for supported devices only', async () => {
    const { seam, add, eventsOf } = start();
    const { device_id } = add.device({ device_type: 'nuki_lock' });
    await seam.devices.simulate.paidSubscription({ device_id, is_expired: true });
    expect((await seam.devices.get({ device_id })).errors).toMatchObject([
      { error_code: 'subscription_required' },
    ]);
    await seam.devices.simulate.paidSubscription({ device_id, is_expired: false });
    expect(eventsOf(device_id)).toEqual([
      'device.error.subscription_required',
      'device.error.subscription_required.resolved',
    ]);
    const other = add.device().device_id;
    await expect(
      seam.devices.simulate.paidSubscription({ device_id: other, is_expired: true }),
    ).rejects.toMatchObject({ type: 'not_supported' });
  });

  it('is rejected outside a sandbox', async () => {
    const { as, add } = start();
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const { device_id } = add.device({ workspace_id });
    const seam = as({ apiKey: add.apiKey(workspace_id) });
    await expect(seam.devices.simulate.remove({ device_id })).rejects.toMatchObject({
      statusCode: 400,
      type: 'workspace_not_sandbox',
    });
  });
});
