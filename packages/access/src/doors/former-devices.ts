import { type AccessCode, paginate, type UnmanagedAccessCode } from '@org/seam-core';
import type { AccessGrantFacts, CodeDevice } from './facts.ts';
import { digitsOf } from './read-grants.ts';
import { eachPresent, findDevice, type Reading } from './reading.ts';

/** A device that Seam has stopped managing, with the codes that are there. */
interface FormerDevice {
  readonly device: CodeDevice;
  readonly codes: readonly (AccessCode | UnmanagedAccessCode)[];
}

const pageSize = 500;

/** The devices that Seam stopped managing after a moment, as its events say. */
const convertedSince = async ({ seam, call, limit }: Reading, since: string): Promise<string[]> => {
  const ids = new Set<string>();
  const events = new Set<string>();
  for (;;) {
    const page = await limit(() =>
      seam.events.list(
        {
          event_type: 'device.converted_to_unmanaged',
          since,
          limit: pageSize,
          unstable_offset: events.size,
        },
        call,
      ),
    );
    const known = events.size;
    for (const event of page) {
      events.add(event.event_id);
      if ('device_id' in event && typeof event.device_id === 'string') ids.add(event.device_id);
    }
    // A page without anything new comes from a server that ignores the offset.
    if (page.length < pageSize || events.size === known) return [...ids];
  }
};

/** Seam may manage the device again by now, without the access grant. */
const readFormerDevice = async (reading: Reading, device_id: string): Promise<FormerDevice> => {
  const { seam, call, limit } = reading;
  const device = await findDevice(reading, device_id);
  const [managed, unmanaged] = await Promise.all([
    limit(() => Array.fromAsync(paginate(seam.accessCodes.list, { device_id }, call))),
    limit(() => Array.fromAsync(paginate(seam.accessCodes.unmanaged.list, { device_id }, call))),
  ]);
  return { device, codes: [...managed, ...unmanaged] };
};

/**
 * The devices that Seam has stopped managing since the access grants were created. Call it after the access grants were read: a
 * device that is converted meanwhile is in the events then.
 */
export const readFormerDevices = async (
  reading: Reading,
  grants: readonly AccessGrantFacts<{ readonly created_at: string }>[],
): Promise<FormerDevice[]> => {
  const withDigits = grants.filter((facts) => digitsOf(facts).size > 0);
  if (withDigits.length === 0) return [];
  const oldest = Math.min(...withDigits.map(({ grant }) => Date.parse(grant.created_at)));
  // The moment itself is not included.
  const ids = await convertedSince(reading, new Date(oldest - 1).toISOString());
  return await eachPresent(
    ids,
    (device_id) => readFormerDevice(reading, device_id),
    (device_id) => findDevice(reading, device_id),
  );
};

/**
 * Adds the codes that an access grant has left on devices which Seam has stopped managing. Seam takes such a device and its code
 * out of the access grant, and the code continues to work. Only its digits show whose it is, so it is looked for while the access
 * grant exists.
 */
export const withFormerCodes =
  (former: readonly FormerDevice[]) =>
  <TGrant>(facts: AccessGrantFacts<TGrant>): AccessGrantFacts<TGrant> => {
    const digits = digitsOf(facts);
    const known = new Set(
      [...facts.codes, ...facts.backup_codes, ...facts.same_codes].map(
        ({ access_code_id }) => access_code_id,
      ),
    );
    const found = former.flatMap(({ device, codes }) =>
      codes
        .filter(({ code, status, access_code_id }) => {
          const isSet = status !== 'unset' && !known.has(access_code_id);
          return isSet && code !== null && digits.has(code);
        })
        .map((code) => ({ device, code })),
    );
    if (found.length === 0) return facts;
    return {
      ...facts,
      same_codes: [...facts.same_codes, ...found.map(({ code }) => code)],
      former_devices: found.map(({ device }) => device),
    };
  };
