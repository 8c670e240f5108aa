import { describe, expect, it } from 'vitest';
import { grantScene } from '../access-grants/grant-scene.test-helper.ts';

const scene = async () => {
  const fake = grantScene();
  const { seam, user_identity_id, space_id } = fake;
  await seam.accessGrants.create({
    user_identity_id,
    space_ids: [space_id],
    requested_access_methods: [{ mode: 'code' }],
  });
  const places = async () => [await fake.devices(), await fake.entrances()];
  return { ...fake, places };
};

describe('a space', () => {
  it('opens what is added to it, and closes what is removed from it', async () => {
    const { seam, places, space_id, device_id, second, acs_entrance_id } = await scene();
    const acs_entrance_ids = [acs_entrance_id];
    expect(await places()).toEqual([['Back door'], []]);
    await seam.spaces.addDevices({ space_id, device_ids: [device_id] });
    await seam.spaces.addAcsEntrances({ space_id, acs_entrance_ids });
    expect(await places()).toEqual([['Back door', 'Front door'], ['Gate']]);
    await seam.spaces.removeDevices({ space_id, device_ids: [second] });
    await seam.spaces.removeAcsEntrances({ space_id, acs_entrance_ids });
    expect(await places()).toEqual([['Front door'], []]);
    await seam.spaces.addAcsEntrances({ space_id, acs_entrance_ids });
    expect(await places()).toEqual([['Front door'], ['Gate']]);
  });

  it('has the devices and entrances that an update gives instead of all that it had', async () => {
    const { seam, places, space_id, device_id, acs_entrance_id } = await scene();
    const space = await seam.spaces.update({
      space_id,
      device_ids: [device_id],
      acs_entrance_ids: [acs_entrance_id],
    });
    expect(space).toMatchObject({ device_count: 1, acs_entrance_count: 1 });
    expect(await places()).toEqual([['Front door'], ['Gate']]);
    await seam.spaces.update({ space_id, name: 'Renamed' });
    expect(await places()).toEqual([['Front door'], ['Gate']]);
  });

  it('writes an event when its contents change, and none when they do not', async () => {
    const { seam, state, space_id, second } = await scene();
    const changes = () =>
      state.events.list(({ event_type }) => event_type === 'space.device_membership_changed').length;
    const before = changes();
    await seam.spaces.addDevices({ space_id, device_ids: [second] });
    expect(changes()).toBe(before);
    await seam.spaces.removeDevices({ space_id, device_ids: [second] });
    expect(changes()).toBe(before + 1);
  });

  it('is found by its key, and by parts of its name, its key or its customer', async () => {
    const { seam, space_id } = await scene();
    const { space_id: other } = await seam.spaces.create({ name: 'Gym', customer_key: 'lakeside' });
    expect(await seam.spaces.get({ space_key: 'flat' })).toMatchObject({ space_id });
    await expect(seam.spaces.create({ name: 'Other', space_key: 'flat' })).rejects.toMatchObject({
      statusCode: 409,
    });
    for (const search of ['gy', 'lakes'])
      expect(await seam.spaces.list({ search })).toMatchObject([{ space_id: other }]);
  });

  it('changes only the given customer data, and clears what is null', async () => {
    const { seam, space_id } = await scene();
    const update = async (customer_data: object) =>
      (await seam.spaces.update({ space_id, customer_data })).customer_data;
    await update({ time_zone: 'Europe/Oslo', address: 'Lake Road 1' });
    expect(await update({ address: null })).toEqual({ time_zone: 'Europe/Oslo', address: null });
  });

  it('leaves its devices and entrances when it is deleted, but closes them', async () => {
    const { seam, state, places, space_id, second } = await scene();
    await seam.spaces.delete({ space_id });
    expect(await places()).toEqual([[], []]);
    expect(await seam.devices.get({ device_id: second })).toMatchObject({ space_ids: [] });
    expect([...state.accessMethods]).toMatchObject([{ is_issued: false }]);
  });
});
