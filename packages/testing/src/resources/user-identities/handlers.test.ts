import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { acs_system_id } = fake.add.acsSystem();
  const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  return { ...fake, acs_system_id, acs_entrance_id, user_identity_id };
};

describe('user identities', () => {
  it('are found by key and updated', async () => {
    const { seam } = start();
    const { user_identity_id } = await seam.userIdentities.create({
      user_identity_key: 'ben',
      full_name: 'Ben',
    });
    await seam.userIdentities.update({ user_identity_id, full_name: null, phone_number: '+1555' });
    expect(await seam.userIdentities.get({ user_identity_key: 'ben' })).toMatchObject({
      full_name: null,
      phone_number: '+1555',
      display_name: 'ben',
    });
  });

  it('have a unique key, email address and phone number', async () => {
    const { seam } = start();
    await expect(seam.userIdentities.create({ email_address: 'ada@example.com' })).rejects.toMatchObject({
      statusCode: 409,
      type: 'user_identity_email_or_phone_conflict',
    });
    const { user_identity_id } = await seam.userIdentities.create({ user_identity_key: 'ben' });
    await seam.userIdentities.update({ user_identity_id, user_identity_key: 'ben' });
    await expect(seam.userIdentities.create({ user_identity_key: 'ben' })).rejects.toMatchObject({
      statusCode: 409,
    });
  });

  it('get an ACS user in each given system: the one with the same email address, or a new one', async () => {
    const { seam, add, acs_system_id } = start();
    const known = add.acsUser({ acs_system_id, email_address: 'eve@example.com' });
    const eve = await seam.userIdentities.create({
      email_address: 'eve@example.com',
      acs_system_ids: [acs_system_id],
    });
    expect(eve.acs_user_ids).toEqual([known.acs_user_id]);
    const fay = await seam.userIdentities.create({ full_name: 'Fay', acs_system_ids: [acs_system_id] });
    expect(fay.acs_user_ids).toHaveLength(1);
  });

  it('are linked to one ACS user per system, which must be unlinked', async () => {
    const { seam, add, acs_system_id, user_identity_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id });
    await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id });
    await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id });
    const second = add.acsUser({ acs_system_id }).acs_user_id;
    await expect(
      seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id: second }),
    ).rejects.toMatchObject({ statusCode: 409 });
    await expect(
      seam.userIdentities.addAcsUser({ user_identity_key: 'new', acs_user_id }),
    ).rejects.toMatchObject({
      type: 'acs_user_belongs_to_another_user_identity',
    });
    expect(await seam.userIdentities.listAcsUsers({ user_identity_id })).toMatchObject([
      {
        acs_user_id,
        user_identity_id,
        user_identity_full_name: 'Ada',
        user_identity_email_address: 'ada@example.com',
      },
    ]);
  });

  it('are listed page by page, also while some are deleted', async () => {
    const { fetch, apiKey, endpoint, seam, add } = start();
    for (const full_name of ['B', 'C', 'D']) add.userIdentity({ full_name });
    const list = async (query: string) => {
      const headers = { authorization: `Bearer ${apiKey}` };
      const response = await fetch(`${endpoint}/user_identities/list?limit=2${query}`, { headers });
      return (await response.json()) as {
        user_identities: { full_name: string; user_identity_id: string }[];
        pagination: { next_page_cursor: string; has_next_page: boolean };
      };
    };
    const first = await list('');
    await seam.userIdentities.delete(first.user_identities[1] as { user_identity_id: string });
    const second = await list(`&page_cursor=${encodeURIComponent(first.pagination.next_page_cursor)}`);
    expect([first, second].map((page) => page.user_identities.map(({ full_name }) => full_name))).toEqual([
      ['Ada', 'B'],
      ['C', 'D'],
    ]);
    expect(second.pagination).toEqual({ has_next_page: false, next_page_cursor: null, next_page_url: null });
    const { next_page_cursor: page_cursor } = first.pagination;
    await expect(seam.userIdentities.list({ limit: 3, page_cursor })).rejects.toMatchObject({
      type: 'mismatched_page_parameters',
    });
    await expect(seam.userIdentities.list({ limit: 2, page_cursor: 'x' })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('are listed separately while unmanaged, until they become managed', async () => {
    const { seam, add } = start();
    const { user_identity_id } = add.userIdentity({ is_managed: false, full_name: 'Old' });
    expect(await seam.userIdentities.list()).toHaveLength(1);
    expect(await seam.userIdentities.unmanaged.list()).toHaveLength(1);
    await seam.userIdentities.unmanaged.update({ user_identity_id, is_managed: true });
    expect(await seam.userIdentities.list()).toHaveLength(2);
    await expect(seam.userIdentities.unmanaged.get({ user_identity_id })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('get an instant key with a client session, which are deleted with them', async () => {
    const { seam, state, user_identity_id } = start();
    const key = await seam.userIdentities.generateInstantKey({ user_identity_id });
    expect(state.clientSessions.get(key.client_session_id)).toMatchObject({ user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    expect([state.clientSessions.size, state.instantKeys.size]).toEqual([0, 0]);
  });
});
