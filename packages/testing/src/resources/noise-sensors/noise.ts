import { apiError } from '@org/seam-server';
import type { DeviceRow, NoiseThresholdRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { patchProperties } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';

type DailyPeriod = Pick<NoiseThresholdRow, 'starts_daily_at' | 'ends_daily_at'>;

const day = 24 * 60;

/** Reads a time of day such as `22:00:00[Etc/UTC]`, or the time of a date, in minutes. */
const minutesOf = (time: string): number => {
  const [, hours = '0', minutes = '0'] = /(\d\d):(\d\d)/.exec(time) ?? [];
  return Number(hours) * 60 + Number(minutes);
};

const zoneOf = (time: string): string => /\[(.+)\]/.exec(time)?.[1] ?? 'Etc/UTC';

/** The time of day in a time zone, in minutes; in UTC when the zone is unknown. */
const timeOfDay = (now: Date, timeZone: string): number => {
  try {
    return minutesOf(now.toLocaleTimeString('en-GB', { timeZone, hourCycle: 'h23' }));
  } catch {
    return minutesOf(now.toISOString());
  }
};

/** Whether a time of day is in a period. A period may end on the next day; one that ends when it starts is a whole day. */
const isWithin = ({ starts_daily_at, ends_daily_at }: DailyPeriod, minutes: number): boolean => {
  const [start, end] = [minutesOf(starts_daily_at), minutesOf(ends_daily_at)];
  return (minutes - start + day) % day < ((end - start + day - 1) % day) + 1;
};

const overlaps = (one: DailyPeriod, other: DailyPeriod): boolean =>
  isWithin(one, minutesOf(other.starts_daily_at)) || isWithin(other, minutesOf(one.starts_daily_at));

const mostOfMinut = 2;

/**
 * Checks that a sensor can have a threshold: a Minut has at most two, and those of a NoiseAware do not overlap.
 * @param threshold the new or changed threshold
 * @throws SeamInvalidInputError
 */
export const checkThreshold = (
  { state }: World,
  { device_id, device_type }: DeviceRow,
  threshold: DailyPeriod & Partial<Pick<NoiseThresholdRow, 'noise_threshold_id'>>,
): void => {
  const others = state.noiseThresholds
    .by('device_id', device_id)
    .filter(({ noise_threshold_id: id }) => id !== threshold.noise_threshold_id);
  const data = { device_id };
  if (device_type === 'minut_sensor' && others.length >= mostOfMinut)
    throw apiError('invalid_input', {
      message: `A Minut sensor has at most ${mostOfMinut} noise thresholds.`,
      data,
    });
  const twin = others.find((other) => overlaps(threshold, other));
  if (device_type === 'noiseaware_activity_zone' && twin)
    throw apiError('invalid_input', {
      message: `The period overlaps that of the noise threshold ${twin.noise_threshold_id}.`,
      data,
    });
};

interface NoiseLevel {
  readonly decibels: number;
  /** The Noise Risk Score of a NoiseAware sensor. */
  readonly nrs?: number | undefined;
}

/** Writes the event of a level that exceeds a threshold, or of a level without thresholds. */
export const reportThreshold = (
  world: World,
  device: DeviceRow,
  { decibels, nrs, threshold }: NoiseLevel & { readonly threshold?: NoiseThresholdRow | undefined },
): void => {
  writeEvent(world, 'noise_sensor.noise_threshold_triggered', {
    ...deviceEventFields(world, device),
    noise_level_decibels: decibels,
    ...(nrs === undefined ? {} : { noise_level_nrs: nrs }),
    ...(threshold && {
      noise_threshold_id: threshold.noise_threshold_id,
      noise_threshold_name: threshold.name,
    }),
  });
};

/** Reports a noise level. Each threshold that applies now, is exceeded, and was not before gets an event. */
export const reportNoise = (world: World, device: DeviceRow, level: NoiseLevel): void => {
  const { device_id, properties } = device;
  const now = world.clock.now();
  const exceeded = world.state.noiseThresholds
    .by('device_id', device_id)
    .filter(
      (threshold) =>
        isWithin(threshold, timeOfDay(now, zoneOf(threshold.starts_daily_at))) &&
        (level.decibels > threshold.noise_threshold_decibels ||
          (level.nrs ?? 0) > (threshold.noise_threshold_nrs ?? Infinity)),
    );
  patchProperties(world, device_id, {
    noise_level_decibels: level.decibels,
    currently_triggering_noise_threshold_ids: exceeded.map(({ noise_threshold_id }) => noise_threshold_id),
  });
  const { currently_triggering_noise_threshold_ids: before = [] } = properties;
  for (const threshold of exceeded)
    if (!before.includes(threshold.noise_threshold_id))
      reportThreshold(world, device, { ...level, threshold });
};
