import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import { deviceModels } from './models/find-model.ts';

const types = Object.keys(deviceModels).filter((type) => !type.endsWith('_phone'));
const start = () => createCheckedFake({ seed: 'empty' });

const flagsOf = (device: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(device).filter(([name]) => name.startsWith('can_')));

describe('capability flags', () => {
  it.each([
    [
      'august_lock',
      { can_program_online_access_codes: true, can_remotely_lock: true, can_remotely_unlock: true },
    ],
    ['schlage_lock', { can_program_online_access_codes: true, can_unlock_with_code: true }],
    ['igloohome_lock', { can_program_online_access_codes: true, can_program_offline_access_codes: true }],
    ['dormakaba_oracode_door', { can_program_offline_access_codes: true, can_remotely_unlock: undefined }],
    ['salto_lock', { can_remotely_unlock: true, can_remotely_lock: undefined }],
    ['controlbyweb_device', { can_remotely_unlock: true, can_program_online_access_codes: undefined }],
    ['ecobee_thermostat', { can_hvac_heat: true, can_hvac_cool: true, can_turn_off_hvac: true }],
    [
      'tado_thermostat',
      { can_hvac_heat: true, can_hvac_cool: undefined, can_run_thermostat_programs: undefined },
    ],
    ['minut_sensor', { can_remotely_unlock: undefined, can_simulate_disconnection: true }],
  ])('of %s say what its model can do, and are absent for what it cannot do', async (device_type, flags) => {
    const { seam, add } = start();
    const { device_id } = add.device({ device_type });
    const shown = flagsOf(await seam.devices.get({ device_id }));
    expect({ ...shown, ...flags }).toEqual(shown);
  });

  it('of a provider are true when one of its devices has the capability', async () => {
    const { seam, add } = start();
    const providers = await seam.devices.listDeviceProviders();
    for (const device_type of types) {
      const device = add.device({ device_type });
      const provider = providers.find(
        ({ device_provider_name: name }) => name === deviceModels[device_type]?.provider,
      );
      expect(flagsOf(provider ?? {}), device_type).toMatchObject(flagsOf(device));
    }
  });

  it.each(types)('and the properties of %s are documented', async (device_type) => {
    const { seam, add } = start();
    const { device_id } = add.device({ device_type, name: 'Here' });
    const device = await seam.devices.get({ device_id });
    expect(device.properties).toMatchObject({ name: 'Here', appearance: { name: 'Here' }, online: true });
    expect(device.properties.manufacturer).toBeDefined();
    expect(device.properties.image_url).toMatch(/^https:/);
    await seam.devices.update({ device_id, is_managed: false });
    expect((await seam.devices.unmanaged.get({ device_id })).properties.image_alt_text).toBeDefined();
  });

  it.each([
    ['can_simulate_connection', 'connect'],
    ['can_simulate_disconnection', 'disconnect'],
    ['can_simulate_hub_connection', 'connectToHub'],
    ['can_simulate_hub_disconnection', 'disconnectFromHub'],
    ['can_simulate_removal', 'remove'],
  ] as const)('%s: false refuses its simulation', async (flag, simulation) => {
    const { seam, add } = start();
    const { device_id } = add.device({ [flag]: false });
    await expect(seam.devices.simulate[simulation]({ device_id })).rejects.toMatchObject({
      statusCode: 400,
      type: 'not_supported',
    });
  });

  it.each([
    ['can_remotely_lock', 'lockDoor'],
    ['can_remotely_unlock', 'unlockDoor'],
  ] as const)('%s refuses the action when it is false or absent', async (flag, action) => {
    const { seam, add } = start();
    for (const value of [false, undefined]) {
      const { device_id } = add.device({ [flag]: value });
      await expect(seam.locks[action]({ device_id })).rejects.toMatchObject({ type: 'not_supported' });
    }
  });

  it('show which simulations are possible now', async () => {
    const { seam, add } = start();
    const { device_id } = add.device();
    expect(await seam.devices.get({ device_id })).toMatchObject({
      can_simulate_connection: false,
      can_simulate_disconnection: true,
      can_simulate_removal: true,
    });
    await seam.devices.simulate.disconnect({ device_id });
    expect(await seam.devices.get({ device_id })).toMatchObject({
      can_simulate_connection: true,
      can_simulate_disconnection: false,
    });
  });

  it('of simulations exist in sandboxes only', async () => {
    const { seam, add, state, workspaceId } = start();
    const { device_id } = add.device();
    state.workspaces.patch(workspaceId, { is_sandbox: false });
    expect(await seam.devices.get({ device_id })).not.toHaveProperty('can_simulate_removal');
  });

  it('of remote actions are false while the hub is disconnected', async () => {
    const { seam, add } = start();
    const { device_id } = add.device();
    await seam.devices.simulate.disconnectFromHub({ device_id });
    expect(await seam.devices.get({ device_id })).toMatchObject({
      can_remotely_lock: false,
      can_remotely_unlock: false,
    });
  });

  it('keeps can_program_online_access_codes true while the device is offline', async () => {
    const { seam, add } = start();
    const { device_id } = add.device();
    await seam.devices.simulate.disconnect({ device_id });
    expect((await seam.devices.get({ device_id })).can_program_online_access_codes).toBe(true);
  });

  it('are those of August and Yale for simulations with connection_simulation: august_and_yale', async () => {
    const { add } = createCheckedFake({
      seed: 'empty',
      assumptions: { connection_simulation: 'august_and_yale' },
    });
    expect(add.device({ device_type: 'yale_lock' })).toHaveProperty('can_simulate_removal', true);
    expect(add.device({ device_type: 'schlage_lock' })).not.toHaveProperty('can_simulate_removal');
  });
});
