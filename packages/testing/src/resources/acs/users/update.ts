import type { AcsUsersUpdateParams } from '@org/seam-core';
import type { WorldContext } from '../../../fake/world.ts';
import { checkPeriod } from '../credentials/create.ts';
import { changeAcsUser } from '../systems/request-changes.ts';
import { findAcsUser } from './find.ts';

const information = ['full_name', 'phone_number', 'email_address'] as const;

const never = { starts_at: null, ends_at: null };

const only = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** Changes what an access system knows of a user, and when the user may enter; `null` ends the restriction. */
export const updateUser = (params: AcsUsersUpdateParams, context: WorldContext): void => {
  const { world } = context;
  const { acs_user_id, user_identity_id, acs_system_id, access_schedule, email, ...given } = params;
  const { hid_acs_system_id, full_name, phone_number, email_address = email } = given;
  const user = findAcsUser({ acs_user_id, user_identity_id, acs_system_id }, context);
  if (access_schedule) checkPeriod(world, access_schedule);

  if (hid_acs_system_id !== undefined) world.state.acsUsers.patch(user.acs_user_id, { hid_acs_system_id });
  const to = only({ full_name, phone_number, email_address });
  const from = Object.fromEntries(
    information.flatMap((name) => (name in to ? [[name, user[name] ?? null]] : [])),
  );
  if (Object.keys(to).length > 0)
    changeAcsUser(world, user, { change: { kind: 'update_information', from, to } });
  if (access_schedule !== undefined)
    changeAcsUser(world, user, {
      change: { kind: 'update_schedule', from: user.access_schedule ?? never, to: access_schedule ?? never },
    });
};
