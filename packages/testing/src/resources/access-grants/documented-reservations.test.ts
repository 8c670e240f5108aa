import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T12:00:00.000Z`;

/** A hotel with two rooms whose doors support reservations, and a gym whose door does not. */
const scene = (assumptions: object = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { add, seam } = fake;
  const { acs_system_id } = add.acsSystem();
  const door = (display_name: string, can_belong_to_reservation: boolean) =>
    add.acsEntrance({ acs_system_id, display_name, can_belong_to_reservation }).acs_entrance_id;
  const [room101, room102, gym] = [door('101', true), door('102', true), door('Gym', false)];
  const { user_identity_id } = add.userIdentity({ full_name: 'Guest' });
  const create = (acs_entrance_ids: string[], reservation_key?: string, from = 1, to = 4) =>
    seam.accessGrants.create({
      user_identity_id,
      acs_entrance_ids,
      starts_at: day(from),
      ends_at: day(to),
      requested_access_methods: [{ mode: 'card' }],
      ...(reservation_key === undefined ? {} : { reservation_key }),
    });
  return { ...fake, create, room101, room102, gym };
};

const invalid = { statusCode: 400, type: 'invalid_input' };
const conflict = { statusCode: 409 };

describe('a reservation', () => {
  it('needs an entrance that supports reservations', async () => {
    const { create, state, room101, gym } = scene();
    await expect(create([gym], 'stay-1')).rejects.toMatchObject(invalid);
    expect(state.accessGrants.size).toBe(0);
    expect(await create([room101, gym], 'stay-1')).toMatchObject({ reservation_key: 'stay-1' });
    expect(await create([gym])).not.toHaveProperty('reservation_key');
  });

  it('has several access grants for its doors, or for some of them', async () => {
    const { create, seam, room101, room102, gym } = scene();
    await create([room101, room102], 'stay-1');
    await create([room102], 'stay-1');
    await create([room101, gym], 'stay-1');
    expect(await seam.accessGrants.list({ reservation_key: 'stay-1' })).toHaveLength(3);
  });

  it('keeps its doors: an access grant with others or more is refused', async () => {
    const { create, room101, room102 } = scene();
    await create([room101], 'stay-1');
    await expect(create([room102], 'stay-1')).rejects.toMatchObject(conflict);
    await expect(create([room101, room102], 'stay-1')).rejects.toMatchObject(conflict);
    await create([room102], 'stay-2');
  });

  it('gets other doors after its access grants are deleted', async () => {
    const { create, seam, room101, room102 } = scene();
    const { access_grant_id } = await create([room101], 'stay-1');
    await seam.accessGrants.delete({ access_grant_id });
    expect(await create([room102], 'stay-1')).toMatchObject({ reservation_key: 'stay-1' });
  });

  it('has access grants whose times overlap', async () => {
    const { create, room101 } = scene();
    await create([room101], 'stay-1', 1, 4);
    await create([room101], 'stay-1', 2, 4);
    await expect(create([room101], 'stay-1', 5, 8)).rejects.toMatchObject(conflict);
    await create([room101], 'stay-2', 5, 8);
  });

  it('counts the entrances of spaces', async () => {
    const { add, seam, gym } = scene();
    const { space_id } = add.space({ acs_entrance_ids: [gym] });
    await expect(
      seam.accessGrants.create({
        user_identity_id: add.userIdentity().user_identity_id,
        space_ids: [space_id],
        reservation_key: 'stay-1',
        requested_access_methods: [{ mode: 'card' }],
      }),
    ).rejects.toMatchObject(invalid);
  });

  it('is required for entrances that support reservations, if assumed', async () => {
    const { create, room101, gym } = scene({ reservation_key_required: true });
    await expect(create([room101])).rejects.toMatchObject(invalid);
    expect(await create([gym])).toHaveProperty('access_grant_id');
  });

  it('has its access methods deleted by its key', async () => {
    const { create, seam, state, room101 } = scene();
    await create([room101], 'stay-1');
    await create([room101], 'stay-1');
    await seam.accessMethods.delete({ reservation_key: 'stay-1' });
    expect([state.accessMethods.size, state.accessGrants.size]).toEqual([0, 2]);
  });
});
