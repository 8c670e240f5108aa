import { createFakeSeam, type FakeSeam } from '@org/seam-testing';

/** A fake with one person, who may open a lock and an entrance in each of two systems, and a second person without access. */
export interface Fixture {
  readonly fake: FakeSeam;
  readonly user_identity_id: string;
  readonly other_user_identity_id: string;
  readonly device_id: string;
  readonly other_device_id: string;
  readonly acs_user_id: string;
  readonly garage_acs_user_id: string;
  readonly acs_system_id: string;
  readonly garage_acs_system_id: string;
}

export const createFixture = (): Fixture => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, state } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada Okafor' });
  const other_user_identity_id = add.userIdentity({ full_name: 'Ben Castillo' }).user_identity_id;
  const { device_id } = add.device({ name: 'Roof terrace' });
  const other_device_id = add.device({ name: 'Storage' }).device_id;
  state.deviceAccess.add(user_identity_id, device_id);

  const addSystem = (name: string) => {
    const { acs_system_id } = add.acsSystem({ name });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: `${name} door` });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    add.acsCredential({ acs_user_id, user_identity_id });
    state.entranceAccess.add(acs_user_id, acs_entrance_id);
    return { acs_system_id, acs_user_id };
  };
  const offices = addSystem('Offices');
  const garage = addSystem('Garage');
  add.clientSession({ user_identity_id });

  return {
    fake,
    user_identity_id,
    other_user_identity_id,
    device_id,
    other_device_id,
    ...offices,
    garage_acs_user_id: garage.acs_user_id,
    garage_acs_system_id: garage.acs_system_id,
  };
};
