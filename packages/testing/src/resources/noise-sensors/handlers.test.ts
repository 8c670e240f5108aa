import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const night = { starts_daily_at: '22:00:00[Etc/UTC]', ends_daily_at: '07:00:00[Etc/UTC]' };

describe('noise sensors', () => {
  it('are listed separately from other devices', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { device_id } = add.noiseSensor();
    add.device();
    expect((await seam.noiseSensors.list()).map((device) => device.device_id)).toEqual([device_id]);
  });

  it('have thresholds that are created, updated and deleted', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { noiseThresholds } = seam.noiseSensors;
    const { device_id } = add.noiseSensor();
    const { noise_threshold_id } = await noiseThresholds.create({
      device_id,
      ...night,
      noise_threshold_decibels: 55,
    });
    await noiseThresholds.update({ device_id, noise_threshold_id, name: 'Night' });
    expect(await noiseThresholds.list({ device_id })).toMatchObject([
      { noise_threshold_id, name: 'Night', noise_threshold_decibels: 55 },
    ]);
    const other = add.noiseSensor();
    await expect(
      noiseThresholds.delete({ device_id: other.device_id, noise_threshold_id }),
    ).rejects.toMatchObject({ type: 'noise_threshold_not_found' });
    await noiseThresholds.delete({ device_id, noise_threshold_id });
    await expect(noiseThresholds.get({ noise_threshold_id })).rejects.toMatchObject({ statusCode: 404 });
  });

  it('write an event for noise above a threshold', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { device_id } = add.noiseSensor();
    const { noise_threshold_id } = add.noiseThreshold({ device_id });
    await seam.noiseSensors.simulate.triggerNoiseThreshold({ device_id });
    expect(await seam.events.list({ since: '2000-01-01T00:00:00Z' })).toMatchObject([
      { event_type: 'noise_sensor.noise_threshold_triggered', noise_threshold_id, noise_level_decibels: 61 },
    ]);
  });

  it('do not trigger a deleted threshold', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { device_id } = add.noiseSensor();
    const { noise_threshold_id } = add.noiseThreshold({ device_id });
    await seam.noiseSensors.simulate.triggerNoiseThreshold({ device_id });
    const triggering = async () =>
      (await seam.devices.get({ device_id })).properties.currently_triggering_noise_threshold_ids;
    expect(await triggering()).toEqual([noise_threshold_id]);
    await seam.noiseSensors.noiseThresholds.delete({ device_id, noise_threshold_id });
    expect(await triggering()).toEqual([]);
  });

  it('are simulated in a sandbox only', async () => {
    const { seam, add, state, workspaceId } = createCheckedFake({ seed: 'empty' });
    const { device_id } = add.noiseSensor();
    state.workspaces.patch(workspaceId, { is_sandbox: false });
    await expect(seam.noiseSensors.simulate.triggerNoiseThreshold({ device_id })).rejects.toMatchObject({
      type: 'workspace_not_sandbox',
    });
  });

  it('are not locks', async () => {
    const { seam, add } = createCheckedFake({ seed: 'empty' });
    const { device_id } = add.device();
    await expect(seam.noiseSensors.noiseThresholds.list({ device_id })).rejects.toMatchObject({
      type: 'device_not_found',
    });
  });
});
