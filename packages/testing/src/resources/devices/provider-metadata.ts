import type { DevicesReportProviderMetadataParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

type Report = DevicesReportProviderMetadataParams['devices'][number];

const unknownTimeZone = new Set<string>(['time_zone_unknown', 'ultraloq_time_zone_unknown']);

const checkTimeZone = (time_zone: string): void => {
  try {
    Intl.DateTimeFormat('en', { timeZone: time_zone });
  } catch {
    throw apiError('invalid_input', { message: `There is no time zone ${time_zone}.` });
  }
};

/** The time zone of the provider that makes the device, and where its properties repeat it. */
const readReport = (
  { device_id, ...given }: Report,
  { device_type }: DeviceRow,
): { time_zone: string; name: keyof typeof given } => {
  const name = `${device_type.replace(/_lock$/, '')}_metadata` as keyof typeof given;
  const [reported] = Object.keys(given);
  const time_zone = given[name]?.time_zone;
  if (time_zone === undefined)
    throw apiError('invalid_input', {
      message: `For a ${device_type}, ${reported ?? 'nothing'} cannot be reported.`,
      data: { device_id },
    });
  checkTimeZone(time_zone);
  return { time_zone, name };
};

/** Tells devices in which time zone they are, all of them or none. */
export const reportProviderMetadata = (
  { devices: reports }: DevicesReportProviderMetadataParams,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  const read = reports.map((report) => {
    const device = state.devices.require(report.device_id, workspace_id);
    return { device, ...readReport(report, device) };
  });
  for (const { device, time_zone, name } of read)
    state.devices.patch(device.device_id, {
      location: { ...device.location, time_zone },
      warnings: device.warnings.filter(({ warning_code }) => !unknownTimeZone.has(warning_code)),
      properties:
        name === 'schlage_metadata'
          ? device.properties
          : { ...device.properties, [name]: { ...device.properties[name], time_zone } },
    });
};
