import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

describe('reporting provider metadata', () => {
  it('stores the time zones of all devices or of none', async () => {
    const { seam, add, state } = createCheckedFake({ seed: 'empty' });
    const { device_id } = add.device({
      device_type: 'ultraloq_lock',
      warnings: [
        { warning_code: 'ultraloq_time_zone_unknown', message: 'Which?', created_at: '2026-01-01T00:00:00Z' },
      ],
    });
    const other = add.device({ device_type: 'schlage_lock' }).device_id;
    const report = { device_id, ultraloq_metadata: { time_zone: 'Europe/Berlin' } };
    for (const wrong of [
      { device_id: other, omnitec_metadata: { time_zone: 'Europe/Berlin' } },
      { device_id: other, schlage_metadata: { time_zone: 'Europe/Atlantis' } },
    ])
      await expect(seam.devices.reportProviderMetadata({ devices: [report, wrong] })).rejects.toMatchObject({
        statusCode: 400,
      });
    expect(state.devices.get(device_id)?.warnings).toHaveLength(1);
    await seam.devices.reportProviderMetadata({
      devices: [report, { device_id: other, schlage_metadata: { time_zone: 'Europe/Rome' } }],
    });
    expect(await seam.devices.get({ device_id })).toMatchObject({
      location: { time_zone: 'Europe/Berlin' },
      properties: { ultraloq_metadata: { time_zone: 'Europe/Berlin' } },
      warnings: [],
    });
    expect(state.devices.get(other)?.location).toEqual({ time_zone: 'Europe/Rome' });
  });
});
