import { SeamConfigError } from '@org/seam-core';
import { checkOptions, describeValue, type OptionRules, rules } from '@org/seam-core/internal';
import type { AccessCodeAtDevice } from '../../fake/job-args.ts';
import { momentExpected, toMoment } from '../../fake/moment.ts';
import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

/** What somebody else does to access codes at a device, or in the app of its manufacturer. */
export interface AccessCodeProvider {
  /**
   * Adds an access code at a device. Seam finds it after `assumptions.provider_sync_ms`, as an unmanaged access code.
   *
   * @param code the digits, by default four random ones, the name, and the times in ISO 8601
   * @returns the id that the access code gets
   * @throws SeamConfigError when there is no such device, or a property is invalid
   */
  addAccessCode(device_id: string, code?: Partial<AccessCodeAtDevice>): string;
  /**
   * Changes an access code at its device. Seam finds it after `assumptions.provider_sync_ms` and writes the event
   * `access_code.modified_external_to_seam`. With `is_external_modification_allowed`, the access code takes the new values
   * and has the warning `external_modification_in_effect`. Without, it has the error `conflicting_external_modification`
   * until Seam has set it again, which takes `assumptions.access_code_sync_ms`.
   *
   * @throws SeamConfigError when there is no such access code, or a property is invalid
   *
   * @example
   * fake.provider.changeAccessCode(access_code_id, { code: '4321' });
   */
  changeAccessCode(access_code_id: string, changes: Partial<AccessCodeAtDevice>): void;
  /**
   * Removes an access code at its device, with the event `access_code.deleted_external_to_seam`. As after a change, Seam
   * sets it again unless that is allowed. An unmanaged access code no longer exists afterwards.
   * @throws SeamConfigError when there is no such access code
   */
  removeAccessCode(access_code_id: string): void;
  /**
   * Disables an access code in the manufacturer's app: it has the error `access_code_inactive`, and does not unlock the
   * door, until `enableAccessCode`.
   * @throws SeamConfigError when there is no such access code
   */
  disableAccessCode(access_code_id: string): void;
  /**
   * Enables an access code that was disabled in the manufacturer's app.
   * @throws SeamConfigError when there is no such access code
   */
  enableAccessCode(access_code_id: string): void;
}

const text = rules.type('string');
const moment = {
  expected: `${momentExpected}, or null`,
  accepts: (value: unknown) => value === null || toMoment(value) !== undefined,
};

const changeRules: OptionRules<AccessCodeAtDevice> = {
  code: text,
  name: rules.either(text, rules.oneOf(null)),
  starts_at: moment,
  ends_at: moment,
};

/** The values as the API shows them: times in UTC. @throws SeamConfigError */
const readChanges = (member: string, changes: Partial<AccessCodeAtDevice>): Partial<AccessCodeAtDevice> => {
  checkOptions<Partial<AccessCodeAtDevice>>(`provider.${member}()`, changes, changeRules);
  const times = (['starts_at', 'ends_at'] as const).flatMap((name) => {
    const time = toMoment(changes[name]);
    return time === undefined ? [] : [[name, new Date(time).toISOString()] as const];
  });
  return { ...changes, ...Object.fromEntries(times) };
};

const requireCode = ({ state }: World, member: string, access_code_id: string): AccessCodeRow => {
  const row = state.accessCodes.get(access_code_id);
  if (row) return row;
  throw new SeamConfigError(
    `provider.${member}(): there is no access code with the id ${describeValue(access_code_id)}.`,
  );
};

/** The provider's side of access codes. */
export const accessCodeProvider = (world: World): AccessCodeProvider => {
  const accountOf = ({ device_id }: { readonly device_id: string }): string =>
    world.state.devices.get(device_id)?.connected_account_id ?? '';
  const setActive = (member: string, id: string, is_active: boolean): void => {
    const row = requireCode(world, member, id);
    const args = { access_code_id: id, is_active };
    world.discover(accountOf(row), { name: 'find_disabled_access_code', args });
  };
  return {
    addAccessCode: (device_id, code = {}) => {
      if (!world.state.devices.get(device_id))
        throw new SeamConfigError(
          `provider.addAccessCode(): there is no device with the id ${describeValue(device_id)}.`,
        );
      const access_code_id = world.ids.next('access_code');
      const args = { access_code_id, device_id, code: readChanges('addAccessCode', code) };
      world.discover(accountOf({ device_id }), { name: 'find_added_access_code', args });
      return access_code_id;
    },

    changeAccessCode: (id, changes) => {
      const row = requireCode(world, 'changeAccessCode', id);
      const args = { access_code_id: id, changes: readChanges('changeAccessCode', changes) };
      world.discover(accountOf(row), { name: 'find_changed_access_code', args });
    },

    removeAccessCode: (id) => {
      const row = requireCode(world, 'removeAccessCode', id);
      world.discover(accountOf(row), { name: 'lose_access_code', args: { access_code_id: id } });
    },

    disableAccessCode: (id) => setActive('disableAccessCode', id, false),

    enableAccessCode: (id) => setActive('enableAccessCode', id, true),
  };
};
