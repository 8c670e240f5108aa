import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { checkPeriod } from '../shared/checks.ts';
import { needsBothTimes } from './brands.ts';
import { hasConstraint } from './codes.ts';
import { hour, matchTime } from './time-of-day.ts';

/** A time frame as it is stored: without an end it has none; without a start it has begun or is ongoing. */
export interface TimeFrame {
  readonly starts_at: string | null;
  readonly ends_at: string | null;
}

interface RequestedTimeFrame {
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}

const toMoment = (name: string, value: string | null | undefined): string | null => {
  if (!value) return null;
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime()))
    throw apiError('invalid_input', { message: `Invalid datetime for "${name}"` });
  return moment.toISOString();
};

/**
 * Reads the time frame of an access code, as it is stored. Without a start it starts now; without an end it has none.
 * @throws SeamInvalidInputError when a time is invalid, or the end is not in the future
 */
export const readTimeFrame = (world: World, value: RequestedTimeFrame): TimeFrame => {
  const ends_at = toMoment('ends_at', value.ends_at);
  const starts_at = toMoment('starts_at', value.starts_at);
  checkPeriod(world, { starts_at, ends_at });
  return { starts_at: starts_at ?? (ends_at === null ? null : world.clock.timestamp()), ends_at };
};

const refuse = (device: DeviceRow, message: string): never => {
  throw apiError('invalid_input', { message, data: { device_id: device.device_id } });
};

/**
 * Checks the rules of a device for the times of a new access code.
 * @throws SeamInvalidInputError when the device does not accept them
 */
const checkTimes = (world: World, device: DeviceRow, { starts_at, ends_at }: RequestedTimeFrame): void => {
  if (!starts_at && !ends_at) return;
  if (needsBothTimes(device) && !(starts_at && ends_at))
    refuse(device, 'The device needs both starts_at and ends_at, or neither.');
  if (device.warnings.some(({ warning_code }) => warning_code === 'ultraloq_time_zone_unknown'))
    refuse(
      device,
      'Time-bound access codes need the time zone of the device. Set it with /devices/report_provider_metadata.',
    );
  const start = starts_at ? Date.parse(starts_at) : 0;
  if (hasConstraint(device, 'start_date_in_future') && start <= world.clock.now().getTime())
    refuse(device, 'The device supports time-bound access codes only with a starts_at in the future.');
};

/** One kind of time frame that a device accepts. */
export type TimeFrameOption = NonNullable<DeviceRow['properties']['offline_time_frame_options']>[number];

const units = { W: 168 * hour, D: 24 * hour, H: hour, M: hour / 60, S: 1000 } as const;

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds. */
const readDuration = (duration: string | undefined): number | undefined =>
  duration === undefined
    ? undefined
    : [...duration.matchAll(/(\d+(?:\.\d+)?)([WDHMS])/g)].reduce(
        (sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units],
        0,
      );

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The time frames nearest to the requested one that an option allows, without its limits of duration. */
const candidates = ({ start, end }: Span, option: TimeFrameOption): Span[] => {
  const { matching_start_end_time, time_pairs, time_zone = 'UTC' } = option;
  if (time_pairs)
    return time_pairs.map(({ start_time, end_time }) => ({
      start: matchTime(start, start_time, time_zone),
      end: matchTime(end, end_time, time_zone),
    }));
  const day = 24 * hour;
  return matching_start_end_time === true
    ? [{ start, end: start + Math.ceil((end - start) / day) * day }]
    : [{ start, end }];
};

const roundingOf = (from: Span, to: Span): number =>
  Math.max(Math.abs(to.start - from.start), Math.abs(to.end - from.end));

const fitsDuration = ({ start, end }: Span, { min_duration, max_duration }: TimeFrameOption): boolean =>
  end - start >= (readDuration(min_duration) ?? 1) && end - start <= (readDuration(max_duration) ?? Infinity);

/** Why a device does not accept a time frame, in the words of an access grant's warning. */
export type TimeFrameProblem = 'duration_exceeds_max' | 'times_do_not_match_slots' | 'ongoing_not_supported';

type FittedTimeFrame = TimeFrame | { readonly problem: TimeFrameProblem };

/**
 * The time frame nearest to the requested one that one of the options allows.
 *
 * @param maxRounding how far each time may move, in milliseconds
 */
export const fitTimeFrame = (
  frame: TimeFrame,
  options: readonly TimeFrameOption[] | undefined,
  maxRounding = hour,
): FittedTimeFrame => {
  if (!options) return frame;
  const { starts_at, ends_at } = frame;
  if (!starts_at || !ends_at) return { problem: 'ongoing_not_supported' };
  const span = { start: Date.parse(starts_at), end: Date.parse(ends_at) };
  const fitting = options.flatMap((option) =>
    candidates(span, option).filter((candidate) => fitsDuration(candidate, option)),
  );
  const [nearest] = fitting.toSorted((a, b) => roundingOf(span, a) - roundingOf(span, b));
  const longest = Math.max(...options.map(({ max_duration }) => readDuration(max_duration) ?? Infinity));
  if (!nearest && span.end - span.start > longest) return { problem: 'duration_exceeds_max' };
  if (!nearest || roundingOf(span, nearest) > maxRounding) return { problem: 'times_do_not_match_slots' };
  return { starts_at: new Date(nearest.start).toISOString(), ends_at: new Date(nearest.end).toISOString() };
};

/**
 * The time frame of an online access code. It may move by an hour to one that the device supports.
 * @throws SeamInvalidInputError when the device does not support it
 */
export const readOnlineTimeFrame = (
  world: World,
  device: DeviceRow,
  requested: RequestedTimeFrame,
): TimeFrame => {
  checkTimes(world, device, requested);
  const frame = readTimeFrame(world, requested);
  const fitted = fitTimeFrame(
    frame,
    frame.ends_at === null ? undefined : device.properties.online_time_frame_options,
  );
  return 'problem' in fitted
    ? refuse(device, 'The device does not support this time frame. See its online_time_frame_options.')
    : fitted;
};
