import { type AccessCode, paginate, type UnmanagedAccessCode } from '@org/seam-core';
import { type CodeReason, type Door, deviceDoor, type Reason } from './door.ts';
import type { AccessFacts } from './facts.ts';
import { managedCodeReason, strayCodeReason } from './code-reasons.ts';
import { hasPassed, notBegun } from './removal.ts';
import type { Reading } from './reading.ts';

/** An access code on a device, without a known user identity: whoever knows it opens the device. */
export interface UnassignedCode {
  readonly door: Door;
  readonly access_code_id: string;
  /** The name of the code. It may name a person, which proves nothing. */
  readonly name: string | null;
  /** `unmanaged`: it was set at the device, or Seam does not manage it any more. */
  readonly reason: CodeReason;
}

/** The access codes that are proven to be a person's: those of access grants, and those that explain a door. */
export const codesOfPerson = (
  { access_grants, unmanaged_access_grants = [] }: AccessFacts,
  reasons: readonly Reason[],
): string[] => [
  ...[...access_grants, ...unmanaged_access_grants].flatMap(({ codes, backup_codes }) =>
    [...codes, ...backup_codes].map(({ access_code_id }) => access_code_id),
  ),
  ...reasons.flatMap((reason) => ('access_code_id' in reason ? [reason.access_code_id] : [])),
];

type AnyCode = AccessCode | UnmanagedAccessCode;

/** Whether a code can open its device now or later: not one whose time has ended, or that was removed. */
const mayOpen = ({ starts_at, ends_at, status }: AnyCode, moment: Pick<AccessFacts, 'read_at'>): boolean =>
  !hasPassed(moment, ends_at) && (status !== 'unset' || notBegun(moment, starts_at) !== undefined);

/** Which of the managed codes of a device no access grant has. Asks for each code, if there are access grants at all. */
const withoutGrant = async (
  { seam, call, limit }: Reading,
  device_id: string,
  codes: readonly AccessCode[],
): Promise<AccessCode[]> => {
  if (codes.length === 0) return [];
  const [managed, unmanaged] = await Promise.all([
    limit(() => seam.accessGrants.list({ device_id, limit: 1 }, call)),
    limit(() => seam.accessGrants.unmanaged.list({ limit: 1 }, call)),
  ]);
  if (managed.length + unmanaged.length === 0) return [...codes];
  const owners = await Promise.all(
    codes.map(({ access_code_id }) =>
      limit(() => seam.accessGrants.list({ access_code_id, limit: 1 }, call)),
    ),
  );
  return codes.filter((_, index) => owners[index]?.length === 0);
};

/** Reads the codes on a device that belong to no access grant. `known`: codes that belong to one, as is known already. */
export const readUnassignedCodes = async (
  reading: Reading,
  {
    device,
    known,
    moment,
  }: {
    readonly device: Pick<AccessFacts['devices'][number], 'device_id' | 'display_name'>;
    readonly known: ReadonlySet<string>;
    readonly moment: Pick<AccessFacts, 'read_at'>;
  },
): Promise<UnassignedCode[]> => {
  const { seam, call, limit } = reading;
  const { device_id } = device;
  const [managed, unmanaged] = await Promise.all([
    limit(() => Array.fromAsync(paginate(seam.accessCodes.list, { device_id }, call))),
    limit(() => Array.fromAsync(paginate(seam.accessCodes.unmanaged.list, { device_id }, call))),
  ]);
  const isOf = (code: AnyCode) => !known.has(code.access_code_id) && mayOpen(code, moment);
  const stray = await withoutGrant(reading, device_id, managed.filter(isOf));
  return [...stray, ...unmanaged.filter(isOf)].map((code): UnassignedCode => {
    const reason = code.is_managed ? managedCodeReason(code) : strayCodeReason(code);
    const latent = notBegun(moment, code.starts_at);
    return {
      door: deviceDoor(device),
      access_code_id: code.access_code_id,
      name: code.name,
      reason: latent ? { ...reason, latent } : reason,
    };
  });
};
