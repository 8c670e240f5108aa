import type { AccessCode, UnmanagedAccessCode } from '@org/seam-core';
import { type CodeReason, type DoorReason, deviceDoor, type Reason } from './door.ts';
import type { AccessFacts, AccessGrantFacts, CodeDevice } from './facts.ts';
import { deviceWait, hasPassed, isBeingDeleted, notBegun, removalBy } from './removal.ts';

const endOf = ({ ends_at }: AccessCode | UnmanagedAccessCode): string | null => ends_at ?? null;

/** A code that no access grant explains, or that may be somebody else's. */
export const strayCodeReason = (code: AccessCode | UnmanagedAccessCode): CodeReason => {
  const { access_code_id } = code;
  if (code.is_managed)
    return {
      via: 'access_code',
      access_code_id,
      removal: {
        possible: false,
        cause: 'shared_code',
        until: endOf(code),
        change: { path: '/access_codes/delete', params: { access_code_id } },
      },
    };
  return {
    via: 'unmanaged',
    access_code_id,
    removal: {
      possible: false,
      cause: 'unmanaged',
      until: endOf(code),
      ...(code.cannot_delete_unmanaged_access_code === true
        ? {}
        : { change: { path: '/access_codes/unmanaged/delete', params: { access_code_id } } }),
    },
  };
};

/** A code that Seam manages, such as the backup of a person's code: it can be deleted, unless it is an offline code. */
export const managedCodeReason = (code: AccessCode, device?: CodeDevice): CodeReason => {
  const { access_code_id } = code;
  return {
    via: 'access_code',
    access_code_id,
    removal: code.is_offline_access_code
      ? { possible: false, cause: 'offline_code', until: endOf(code) }
      : removalBy(
          { path: '/access_codes/delete', params: { access_code_id } },
          { requested: isBeingDeleted(code), waits_for: deviceWait(device) },
        ),
  };
};

/** Codes that the person knows besides those of the access grant: backups, and codes with the same digits. */
export const codeReasons = (
  facts: AccessFacts,
  {
    devices,
    former_devices = [],
    backup_codes,
    same_codes,
  }: Pick<AccessGrantFacts, 'devices' | 'former_devices' | 'backup_codes' | 'same_codes'>,
): DoorReason[] => {
  const reasonsOf = <TCode extends AccessCode | UnmanagedAccessCode>(
    codes: readonly TCode[],
    reasonOf: (code: TCode, device: CodeDevice) => Reason,
  ): DoorReason[] =>
    codes.flatMap((code) => {
      const device = [...devices, ...former_devices].find(({ device_id }) => device_id === code.device_id);
      if (!device || hasPassed(facts, code.ends_at)) return [];
      const latent = notBegun(facts, code.starts_at);
      const reason = { ...reasonOf(code, device), ...(latent === undefined ? {} : { latent }) };
      return [{ door: deviceDoor(device), reason, opens: latent === undefined }];
    });
  return [...reasonsOf(backup_codes, managedCodeReason), ...reasonsOf(same_codes, strayCodeReason)];
};

/** Codes of the person whose access grant is gone. */
export const leftCodeReasons = (facts: AccessFacts): DoorReason[] =>
  (facts.left_codes ?? [])
    .filter(({ code }) => !hasPassed(facts, code.ends_at))
    .map(({ code, device }) => {
      const reason = code.is_managed ? managedCodeReason(code, device) : strayCodeReason(code);
      const latent = notBegun(facts, code.starts_at);
      return {
        door: deviceDoor(device),
        reason: latent === undefined ? reason : { ...reason, latent },
        opens: latent === undefined,
      };
    });
