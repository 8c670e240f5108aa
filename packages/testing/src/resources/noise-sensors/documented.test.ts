import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (device_type = 'minut_sensor') => {
  // At 21:00 in Los Angeles.
  const fake = createCheckedFake({ seed: 'empty', now: '2026-01-02T05:00:00Z' });
  const { device_id } = fake.add.noiseSensor({ device_type });
  const { noiseThresholds } = fake.seam.noiseSensors;
  const create = (starts: string, ends: string, noise_threshold_decibels = 60) =>
    noiseThresholds.create({
      device_id,
      starts_daily_at: `${starts}[America/Los_Angeles]`,
      ends_daily_at: `${ends}[America/Los_Angeles]`,
      noise_threshold_decibels,
      name: `from ${starts}`,
    });
  const properties = async () => (await fake.seam.devices.get({ device_id })).properties;
  return { ...fake, device_id, noiseThresholds, create, properties, events: () => [...fake.state.events] };
};

const invalid = { statusCode: 400, type: 'invalid_input' };

describe('a noise sensor', () => {
  it('of Minut has at most two thresholds', async () => {
    const { create, noiseThresholds, device_id } = start();
    const { noise_threshold_id } = await create('00:00:00', '00:00:00');
    await create('22:00:00', '07:00:00');
    await expect(create('08:00:00', '09:00:00')).rejects.toMatchObject(invalid);
    await noiseThresholds.update({ device_id, noise_threshold_id, noise_threshold_decibels: 70 });
    await noiseThresholds.delete({ device_id, noise_threshold_id });
    await create('08:00:00', '09:00:00');
  });

  it('of NoiseAware has thresholds that do not overlap', async () => {
    const { create, noiseThresholds, device_id } = start('noiseaware_activity_zone');
    await create('20:00:00', '06:00:00');
    const { noise_threshold_id } = await create('06:00:00', '12:00:00');
    await create('12:00:00', '20:00:00');
    await expect(create('05:00:00', '05:30:00')).rejects.toMatchObject(invalid);
    await expect(create('19:00:00', '21:00:00')).rejects.toMatchObject(invalid);
    await expect(
      noiseThresholds.update({
        device_id,
        noise_threshold_id,
        starts_daily_at: '05:00:00[America/Los_Angeles]',
      }),
    ).rejects.toMatchObject(invalid);
  });

  it('reports noise above a threshold that applies at this time of day, once', async () => {
    const { create, provider, device_id, properties, events } = start();
    const { noise_threshold_id } = await create('20:00:00', '06:00:00', 60);
    await create('06:00:00', '20:00:00', 50);
    for (const decibels of [55, 65, 70]) provider.reportNoise(device_id, decibels);
    expect(events()).toMatchObject([
      {
        event_type: 'noise_sensor.noise_threshold_triggered',
        device_id,
        noise_threshold_id,
        noise_threshold_name: 'from 20:00:00',
        noise_level_decibels: 65,
      },
    ]);
    expect(await properties()).toMatchObject({
      noise_level_decibels: 70,
      currently_triggering_noise_threshold_ids: [noise_threshold_id],
    });
    provider.reportNoise(device_id, 40);
    expect(await properties()).toMatchObject({ currently_triggering_noise_threshold_ids: [] });
    provider.reportNoise(device_id, 65);
    expect(events()).toHaveLength(2);
  });

  it('of NoiseAware reports its Noise Risk Score', async () => {
    const { add, provider, device_id, events } = start('noiseaware_activity_zone');
    add.noiseThreshold({
      device_id,
      starts_daily_at: '00:00:00[Etc/UTC]',
      ends_daily_at: '00:00:00[Etc/UTC]',
      noise_threshold_decibels: 90,
      noise_threshold_nrs: 40,
    });
    provider.reportNoise(device_id, 50, 41);
    expect(events()).toMatchObject([{ noise_level_decibels: 50, noise_level_nrs: 41 }]);
  });

  it('does nothing but measure: it has no flags of locks or thermostats', async () => {
    const { seam, device_id } = start();
    const device = await seam.devices.get({ device_id });
    expect(device).toMatchObject({
      capabilities_supported: ['noise_detection'],
      properties: {
        manufacturer: 'minut',
        battery: { status: 'full' },
        model: { display_name: 'Noise sensor' },
      },
    });
    for (const flag of ['can_remotely_unlock', 'can_hvac_heat', 'can_program_online_access_codes'])
      expect(device).not.toHaveProperty(flag);
  });
});
