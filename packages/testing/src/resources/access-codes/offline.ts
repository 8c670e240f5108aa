import type { AccessCodesCreateParams, AccessCodeWarning } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { fitTimeFrame, readTimeFrame, type TimeFrame, type TimeFrameOption } from './time-frames.ts';
import { hour } from './time-of-day.ts';

const day = 24 * hour;

/** The offline access codes of a manufacturer: what its lock generates, for how long, and how many at a time. */
interface OfflineRules {
  /** How a one-time access code is given: by its start only, it lasts 24 hours then; with both times; or not at all. */
  readonly oneTime: 'start' | 'both' | 'none';
  /** The time frames, unless the device has `offline_time_frame_options`. Default: any. */
  readonly options?: readonly TimeFrameOption[];
  /** How many may start in the same hour, or on the same day if they are longer than the hourly ones. */
  readonly startingTogether?: { readonly hourly: number; readonly daily: number; readonly oneTime: number };
  /** A longer access code has to be used within its first 24 hours. */
  readonly warnsAbove?: number;
}

const longestHourly = 672 * hour;

const algoPin: OfflineRules = {
  oneTime: 'start',
  options: [
    { display_name: 'Hourly', min_duration: 'PT1H', max_duration: 'PT672H' },
    { display_name: 'Daily', min_duration: 'P29D', max_duration: 'P367D', matching_start_end_time: true },
  ],
  startingTogether: { hourly: 3, daily: 3, oneTime: 5 },
  warnsAbove: day,
};

const rulesByType: Readonly<Record<string, OfflineRules>> = {
  dormakaba_oracode_door: { oneTime: 'none' },
  igloo_lock: algoPin,
  igloohome_lock: algoPin,
  lockly_lock: { oneTime: 'both' },
};

const rulesOf = ({ device_type }: DeviceRow): OfflineRules => rulesByType[device_type] ?? { oneTime: 'both' };

const refuse = ({ device_id }: DeviceRow, message: string): never => {
  throw apiError('invalid_input', { message, data: { device_id } });
};

type Slot = NonNullable<
  NonNullable<DeviceRow['properties']['dormakaba_oracode_metadata']>['predefined_time_slots']
>[number];

/** Reads `07:00:00[America/Los_Angeles]`, with or without an offset before the bracket. */
const readTimeOfDay = (text = ''): { readonly time: string; readonly time_zone: string } => {
  const [, time = '00:00', time_zone = 'UTC'] = /^([\d:]+)[^[]*(?:\[(.+)\])?$/.exec(text) ?? [];
  return { time, time_zone };
};

const slotsOf = ({ properties }: DeviceRow): Slot[] =>
  (properties.dormakaba_oracode_metadata?.predefined_time_slots ?? []).filter(
    ({ is_master, is_one_shot }) => is_master !== true && is_one_shot !== true,
  );

const toOption = ({ name = 'Slot', check_in_time, check_out_time }: Slot): TimeFrameOption => {
  const start = readTimeOfDay(check_in_time);
  const end = readTimeOfDay(check_out_time);
  return {
    display_name: name,
    max_duration: 'P31D',
    time_zone: start.time_zone,
    time_pairs: [{ display_name: name, start_time: start.time, end_time: end.time }],
  };
};

/** The time frames that an offline access code of the device may have; `undefined` for any. */
const offlineTimeFrames = (device: DeviceRow): readonly TimeFrameOption[] | undefined =>
  device.properties.offline_time_frame_options ??
  (device.device_type === 'dormakaba_oracode_door' ? slotsOf(device).map(toOption) : rulesOf(device).options);

/** Whether a device takes offline access codes only: it generates them itself, without a connection. */
export const isOfflineOnly = (device: DeviceRow): boolean =>
  device.can_program_offline_access_codes === true && device.can_program_online_access_codes !== true;

/**
 * The times of an offline access code as its device supports them: they may move by `rounding` milliseconds at most.
 */
export const fitOfflineTimes = (
  device: DeviceRow,
  frame: TimeFrame,
  rounding: number,
): ReturnType<typeof fitTimeFrame> =>
  frame.ends_at === null
    ? { problem: 'ongoing_not_supported' }
    : fitTimeFrame(frame, offlineTimeFrames(device), rounding);

const messages = {
  duration_exceeds_max: 'The time frame is longer than the device supports for offline access codes.',
  times_do_not_match_slots:
    'No time slots found: no time frame of the device is near enough. Change the times, or pass max_time_rounding "1d".',
  ongoing_not_supported: 'An offline access code needs starts_at and ends_at.',
} as const;

/** The user level of a lock with predefined slots that a time frame uses. */
const metadataOf = (device: DeviceRow, frame: TimeFrame): AccessCodeRow['dormakaba_oracode_metadata'] => {
  const slot = slotsOf(device).find((candidate) => {
    const fitted = fitTimeFrame(frame, [toOption(candidate)], 0);
    return !('problem' in fitted);
  });
  return slot && { user_level_id: slot.dormakaba_oracode_user_level_id, user_level_name: slot.name ?? null };
};

type Kind = 'oneTime' | 'hourly' | 'daily';

const kindOf = (row: TimeFrame & { readonly is_one_time_use: boolean }): Kind => {
  if (row.is_one_time_use) return 'oneTime';
  const duration = Date.parse(row.ends_at ?? '') - Date.parse(row.starts_at ?? '');
  return duration > longestHourly ? 'daily' : 'hourly';
};

const spanOf: Readonly<Record<Kind, number>> = { hourly: hour, daily: day, oneTime: 1 };

/** Checks how many offline access codes of the same kind start at the same time. @throws SeamInvalidInputError */
const checkCount = (
  { state }: World,
  device: DeviceRow,
  code: TimeFrame & { readonly is_one_time_use: boolean },
): void => {
  const limits = rulesOf(device).startingTogether;
  if (!limits) return;
  const kind = kindOf(code);
  const slotOf = (moment: string | null | undefined) => Math.floor(Date.parse(moment ?? '') / spanOf[kind]);
  const same = state.accessCodes
    .by('device_id', device.device_id)
    .filter(
      ({ is_offline_access_code, is_one_time_use, starts_at = null, ends_at = null }) =>
        is_offline_access_code &&
        kindOf({ starts_at, ends_at, is_one_time_use }) === kind &&
        slotOf(starts_at) === slotOf(code.starts_at),
    );
  if (same.length >= limits[kind])
    refuse(device, `The device supports ${limits[kind]} offline access codes of this kind with this start.`);
};

const mustBeUsedSoon = (world: World): AccessCodeWarning => ({
  warning_code: 'igloo_algopin_must_be_used_within_24_hours',
  message: 'The access code has to be used within 24 hours of its start.',
  created_at: world.clock.timestamp(),
});

const roundings = { '1hour': hour, '1h': hour, '1day': day, '1d': day } as const;

type OfflineParams = Pick<
  AccessCodesCreateParams,
  'code' | 'ends_at' | 'is_one_time_use' | 'max_time_rounding' | 'starts_at'
>;

/** The requested times of an offline access code. One for a single use may last 24 hours from its start. */
const requestedTimes = (device: DeviceRow, { starts_at, ends_at, is_one_time_use }: OfflineParams) => {
  const { oneTime } = rulesOf(device);
  if (is_one_time_use !== true) return { starts_at, ends_at };
  if (oneTime === 'none')
    refuse(device, 'The device does not support offline access codes for a single use.');
  if (!starts_at) refuse(device, 'An offline access code for a single use needs a starts_at.');
  return oneTime === 'start'
    ? { starts_at, ends_at: new Date(Date.parse(starts_at ?? '') + day).toISOString() }
    : { starts_at, ends_at };
};

/**
 * The fields of a new offline access code. Its times may move to a time frame that the device supports, at most by
 * `max_time_rounding`.
 * @throws SeamInvalidInputError when it has a code of its own, or times that the device does not support
 */
export const offlineFields = (
  world: World,
  device: DeviceRow,
  params: OfflineParams,
): Partial<AccessCodeRow> & TimeFrame => {
  const { code, is_one_time_use = false, max_time_rounding = '1hour' } = params;
  if (code !== undefined) refuse(device, 'The code of an offline access code cannot be specified.');
  const times = requestedTimes(device, params);
  if (!times.starts_at || !times.ends_at) refuse(device, messages.ongoing_not_supported);
  const requested = readTimeFrame(world, times);
  const options = is_one_time_use ? undefined : offlineTimeFrames(device);
  const rounding = roundings[max_time_rounding];
  const fitted = fitTimeFrame(requested, options, rounding);
  if ('problem' in fitted) return refuse(device, messages[fitted.problem]);
  checkCount(world, device, { ...fitted, is_one_time_use });
  const duration = Date.parse(fitted.ends_at ?? '') - Date.parse(fitted.starts_at ?? '');
  const metadata = metadataOf(device, fitted);
  return {
    ...fitted,
    is_offline_access_code: true,
    is_one_time_use,
    ...(metadata ? { dormakaba_oracode_metadata: metadata } : {}),
    ...(duration > (rulesOf(device).warnsAbove ?? Infinity) ? { warnings: [mustBeUsedSoon(world)] } : {}),
  };
};
