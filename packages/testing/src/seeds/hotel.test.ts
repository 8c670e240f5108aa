import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../test/checked-fake.test-helper.ts';

const day = 86_400_000;
const fakeHotel = () => createCheckedFake({ seed: 'hotel' });
const idOf = ({ state }: ReturnType<typeof fakeHotel>, name: string) =>
  state.userIdentities.by('full_name', name)[0]?.user_identity_id ?? '';

describe('the seed "hotel"', () => {
  it('has rooms, doors, encoders and people in the API', async () => {
    const { seam, state } = fakeHotel();
    expect(await seam.devices.list()).toHaveLength(8);
    expect(await seam.spaces.list()).toHaveLength(8);
    expect(await seam.acs.entrances.list()).toHaveLength(4);
    const acs_system_ids = state.acsSystems.list().map(({ acs_system_id }) => acs_system_id);
    expect(await seam.acs.encoders.list({ acs_system_ids })).toHaveLength(2);
    expect(await seam.connectedAccounts.list()).toHaveLength(2);
    expect(await seam.accessGrants.list()).toHaveLength(6);
    expect(await seam.accessMethods.list({})).toHaveLength(12);
    expect(await seam.userIdentities.list()).toHaveLength(8);
    expect(await seam.acs.users.list()).toHaveLength(8);
    expect(await seam.acs.credentials.list()).toHaveLength(6);
    expect(await seam.accessCodes.list({})).toHaveLength(6);
  });

  const reach = async (fake: ReturnType<typeof fakeHotel>, name: string) => {
    const user_identity_id = idOf(fake, name);
    const devices = await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id });
    const entrances = await fake.seam.userIdentities.listAccessibleEntrances({ user_identity_id });
    return [...devices, ...entrances].map(({ display_name }) => display_name);
  };
  const doors = ['Lobby', 'Pool', 'Gym', 'Garage'];

  it('grants guests access to their room and the house for their nights', async () => {
    const fake = fakeHotel();
    expect(await reach(fake, 'Ines Marques')).toEqual(['Room 101', ...doors]);
    fake.clock.advance(2 * day - 1);
    expect(await reach(fake, 'Ines Marques')).toEqual(['Room 101', ...doors]);
    fake.clock.advance(1);
    expect(await reach(fake, 'Ines Marques')).toEqual([]);
  });

  it('grants no access before arrival', async () => {
    const fake = fakeHotel();
    expect(await reach(fake, 'Mateo Silva')).toEqual([]);
    const [card] = await fake.seam.accessMethods
      .list({
        access_grant_id: fake.state.accessGrants.by('user_identity_id', idOf(fake, 'Mateo Silva'))[0]
          ?.access_grant_id,
      })
      .then((methods) => methods.filter(({ mode }) => mode === 'card'));
    expect(card).toMatchObject({ is_issued: false, is_encoding_required: true, is_ready_for_encoding: true });
    fake.clock.advance(2 * day);
    expect(await reach(fake, 'Mateo Silva')).toContain('Room 104');
  });

  it('grants the staff access with cards and access groups', async () => {
    const fake = fakeHotel();
    expect(await reach(fake, 'Noor Haddad')).toEqual(doors);
    expect(await reach(fake, 'Olena Kovalenko')).toHaveLength(12);
  });

  it('removes all access of a guest when the grant is deleted', async () => {
    const fake = fakeHotel();
    const [grant] = fake.state.accessGrants.by('user_identity_id', idOf(fake, 'Jonas Weber'));
    await fake.seam.accessGrants.delete({ access_grant_id: grant?.access_grant_id ?? '' });
    fake.clock.advance(3_600_000);
    expect(await reach(fake, 'Jonas Weber')).toEqual([]);
    expect(await fake.seam.accessCodes.list({})).toHaveLength(5);
    expect(await fake.seam.acs.credentials.list()).toHaveLength(5);
  });
});
