import type { FakeSeam } from '@org/seam-testing';

const day = 24 * 60 * 60 * 1000;

/** Adds to the building what makes a door open for more than one reason, or stay open for a time. */
export const addSpecialAccess = async ({ seam, add, state, clock }: FakeSeam): Promise<void> => {
  const person = (name: string) =>
    state.userIdentities.list((row) => row.full_name === name)[0]?.user_identity_id ?? '';
  const lock = (name: string) => state.devices.list((row) => row.display_name === name)[0]?.device_id ?? '';
  const entrance = (name: string) =>
    state.acsEntrances.list((row) => row.display_name === name)[0]?.acs_entrance_id ?? '';
  const later = (days: number) => new Date(clock.now().getTime() + days * day).toISOString();

  const [ada, grace] = [person('Ada Okafor'), person('Grace Mbeki')];
  await seam.accessGrants.create({
    user_identity_id: ada,
    name: 'Roof works',
    device_ids: [lock('Roof terrace'), lock('Storage')],
    requested_access_methods: [{ mode: 'code' }],
    ends_at: later(30),
  });

  const offices = state.acsSystems.list((row) => row.name === 'Offices')[0]?.acs_system_id ?? '';
  const operators = add.acsAccessGroup({ acs_system_id: offices, name: 'Server operators' });
  for (const name of ['Server room', 'Archive'])
    state.groupEntrances.add(operators.acs_access_group_id, entrance(name));
  const [user] = await seam.acs.users.list({ user_identity_id: grace });
  if (user)
    await seam.acs.users.addToAccessGroup({
      acs_user_id: user.acs_user_id,
      acs_access_group_id: operators.acs_access_group_id,
    });

  const cabin = add.device({
    name: 'Garden house',
    device_type: 'igloohome_lock',
    can_program_online_access_codes: false,
    can_program_offline_access_codes: true,
  });
  await seam.accessGrants.create({
    user_identity_id: person('Emi Tanaka'),
    name: 'Summer party',
    device_ids: [cabin.device_id],
    requested_access_methods: [{ mode: 'code' }],
    ends_at: later(2),
  });

  add.accessCode({ device_id: lock('Bike room'), name: 'Spare code', is_managed: false });
};
