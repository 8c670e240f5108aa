import {
  type AccessCode,
  type AccessGrant,
  type AccessMethod,
  type AcsSystem,
  type Device,
  paginate,
  type UnmanagedAccessCode,
  type UnmanagedAccessGrant,
} from '@org/seam-core';
import { ifFound } from '../changes/changes.ts';
import type { AccessGrantFacts, LeftCodeFacts } from './facts.ts';
import { eachPresent, findDevice, type Reading } from './reading.ts';

const codesOf = async ({ seam, call, limit }: Reading, access_grant_id: string): Promise<AccessCode[]> =>
  await limit(() => Array.fromAsync(paginate(seam.accessCodes.list, { access_grant_id }, call)));

const hasCode = (methods: readonly AccessMethod[]): boolean => methods.some(({ mode }) => mode === 'code');

/** Backup access codes that were pulled for the codes of an access grant: they work besides them. */
const readBackups = async (
  { seam, call, limit }: Reading,
  codes: readonly AccessCode[],
): Promise<AccessCode[]> => {
  const ids = codes.flatMap(({ pulled_backup_access_code_id: id }) => id ?? []);
  if (ids.length === 0) return [];
  return await limit(() => Array.fromAsync(paginate(seam.accessCodes.list, { access_code_ids: ids }, call)));
};

/** The digits of the codes of an access grant. */
export const digitsOf = ({
  methods,
  codes,
}: Pick<AccessGrantFacts, 'methods' | 'codes'>): ReadonlySet<string> =>
  new Set([...methods, ...codes].map(({ code }) => code).filter((code) => typeof code === 'string'));

/**
 * Codes that are not the access grant's, on its devices, with the digits of its code: for example a code that became
 * unmanaged. A device has each code once, so they are only looked for where the access grant has no code.
 */
const readSameCodes = async (
  { seam, call, limit }: Reading,
  {
    methods,
    codes,
    device_ids,
  }: {
    readonly methods: readonly AccessMethod[];
    readonly codes: readonly AccessCode[];
    readonly device_ids: readonly string[];
  },
): Promise<(AccessCode | UnmanagedAccessCode)[]> => {
  const digits = digitsOf({ methods, codes });
  if (digits.size === 0) return [];
  const without = device_ids.filter((id) => codes.every(({ device_id }) => device_id !== id));
  const found = await Promise.all(
    without.flatMap((device_id) => [
      limit(() => Array.fromAsync(paginate(seam.accessCodes.list, { device_id }, call))),
      limit(() => Array.fromAsync(paginate(seam.accessCodes.unmanaged.list, { device_id }, call))),
    ]),
  );
  return found.flat().filter(({ code, status }) => code !== null && digits.has(code) && status !== 'unset');
};

/** Reads an access grant, and the access systems of its entrances. */
export const readGrant = async (
  reading: Reading,
  grant: AccessGrant,
): Promise<{ readonly facts: AccessGrantFacts; readonly systems: readonly AcsSystem[] }> => {
  const { seam, call, limit } = reading;
  const { access_grant_id } = grant;
  const {
    access_methods: methods = [],
    devices = [],
    acs_entrances: entrances = [],
    acs_systems: systems = [],
  } = await limit(() =>
    seam.accessGrants.getRelated(
      {
        access_grant_ids: [access_grant_id],
        include: ['devices', 'acs_entrances', 'acs_systems', 'access_methods'],
      },
      call,
    ),
  );
  const codes = hasCode(methods) ? await codesOf(reading, access_grant_id) : [];
  const access_method_ids = methods.map(({ access_method_id }) => access_method_id);
  const { acs_credentials: credentials = [] } =
    access_method_ids.length > 0 && entrances.length > 0
      ? // An access method that was removed meanwhile is no reason to leave the access grant out.
        ((await limit(() =>
          seam.accessMethods.getRelated({ access_method_ids, include: ['acs_credentials'] }, call),
        ).catch(ifFound)) ?? {})
      : {};
  const device_ids = devices.map(({ device_id }) => device_id);
  const [backup_codes, same_codes] = await Promise.all([
    readBackups(reading, codes),
    readSameCodes(reading, { methods, codes, device_ids }),
  ]);
  const facts = { grant, methods, codes, backup_codes, same_codes, devices, entrances, credentials };
  return { facts, systems };
};

/** The ids of the codes of access grants, with their backups. */
export const codeIdsOf = (
  access_grants: readonly Pick<AccessGrantFacts, 'codes' | 'backup_codes'>[],
): string[] =>
  access_grants.flatMap(({ codes, backup_codes }) =>
    [...codes, ...backup_codes].map(({ access_code_id }) => access_code_id),
  );

/**
 * Reads access codes of the person, as far as they still exist and no access grant shows them: nothing else would say that a
 * device has not removed them yet, that their deletion has failed, or that Seam does not manage them any more.
 */
export const readLeftCodes = async (
  reading: Reading,
  access_code_ids: readonly string[],
  access_grants: readonly AccessGrantFacts[],
): Promise<LeftCodeFacts[]> => {
  const { seam, call, limit } = reading;
  const shown = new Set(codeIdsOf(access_grants));
  const left = [...new Set(access_code_ids)].filter((id) => !shown.has(id));
  return await eachPresent(left, async (access_code_id) => {
    const code =
      (await limit(() => seam.accessCodes.get({ access_code_id }, call)).catch(ifFound)) ??
      (await limit(() => seam.accessCodes.unmanaged.get({ access_code_id }, call)));
    const { device_id } = code;
    const device = await findDevice(reading, device_id).catch(ifFound);
    return { code, device: device ?? { device_id, display_name: device_id, properties: {} } };
  });
};

const devicesOf = async ({ seam, call, limit }: Reading, codes: readonly AccessCode[]): Promise<Device[]> => {
  const device_ids = [...new Set(codes.map(({ device_id }) => device_id))];
  if (device_ids.length === 0) return [];
  return await limit(() => Array.fromAsync(paginate(seam.devices.list, { device_ids }, call)));
};

/** Reads an access grant that Seam does not manage. Seam does not list what it is for; its codes name the devices. */
export const readUnmanagedGrant = async (
  reading: Reading,
  grant: UnmanagedAccessGrant,
): Promise<AccessGrantFacts<UnmanagedAccessGrant>> => {
  const { seam, call, limit } = reading;
  const { access_grant_id } = grant;
  const methods = await limit(() => seam.accessMethods.unmanaged.list({ access_grant_id }, call));
  const codes = hasCode(methods) ? await codesOf(reading, access_grant_id) : [];
  return {
    grant,
    methods,
    codes,
    backup_codes: [],
    same_codes: [],
    devices: await devicesOf(reading, codes),
    entrances: [],
    credentials: [],
  };
};
