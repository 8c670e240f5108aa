import type { AcsUser, CallOptions, Seam } from '@org/seam-core';
import { ifFound, isAbsent } from '../changes/changes.ts';
import { createLimit, type Limit } from '../changes/limit.ts';
import type { CodeDevice } from './facts.ts';

/** A reading in progress: the client, the options of each request, and the limit of concurrent requests. */
export interface Reading {
  readonly seam: Seam;
  readonly call: CallOptions;
  readonly limit: Limit;
}

/** Starts a reading of several requests. After a failure other than 404, no further request is sent. */
export const startReading = (
  seam: Seam,
  {
    signal,
    concurrency = 4,
    limit = createLimit(concurrency, (error) => !isAbsent(error)),
  }: {
    readonly signal?: AbortSignal | undefined;
    readonly concurrency?: number | undefined;
    /** A limit that the reading shares with others. */
    readonly limit?: Limit | undefined;
  },
): Reading => ({
  seam,
  call: { signal },
  limit,
});

/** Whether Seam names an object. It leaves out the id of what does not exist, or writes `null`. */
export const hasId = (id: string | null | undefined): id is string => typeof id === 'string';

/** Whether an ACS user belongs to this user identity, or to none because it was unlinked. */
export const isOwnOrUnlinked = ({ user_identity_id: owner }: AcsUser, user_identity_id: string): boolean =>
  !hasId(owner) || owner === user_identity_id;

/**
 * Reads details of each item of a list, without the items that were deleted after the list was read. `find` reads the item
 * itself: a 404 for its details is an error while it exists.
 */
export const eachPresent = async <TItem, TResult>(
  items: readonly TItem[],
  read: (item: TItem) => Promise<TResult>,
  find?: (item: TItem) => Promise<unknown>,
): Promise<TResult[]> => {
  const found = Array.from<{ readonly result: TResult } | undefined>({ length: items.length });
  const readOne = async (item: TItem, index: number): Promise<void> => {
    try {
      found[index] = { result: await read(item) };
    } catch (error) {
      if (!isAbsent(error) || (await find?.(item).catch(ifFound)) !== undefined) throw error;
    }
  };
  await Promise.all(items.map(readOne));
  return found.flatMap((each) => (each === undefined ? [] : [each.result]));
};

/** A device that Seam does not manage. @throws SeamNotFoundError */
const unmanagedDevice = async ({ seam, call, limit }: Reading, device_id: string): Promise<CodeDevice> => {
  const { properties } = await limit(() => seam.devices.unmanaged.get({ device_id }, call));
  return { device_id, display_name: properties.name, properties };
};

/** A device, also one that Seam does not manage. @throws SeamNotFoundError */
export const findDevice = async (reading: Reading, device_id: string): Promise<CodeDevice> => {
  const { seam, call, limit } = reading;
  try {
    return await limit(() => seam.devices.get({ device_id }, call));
  } catch (error) {
    if (!isAbsent(error)) throw error;
    const found = await unmanagedDevice(reading, device_id).catch(ifFound);
    if (!found) throw error;
    return found;
  }
};
