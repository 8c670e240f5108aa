import { describe, expect } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { FakeSeam } from '../fake/fake-seam.ts';
import { test } from '../vitest/index.ts';

describe('matchers for access', () => {
  const ada = ({ state }: FakeSeam) => {
    const [person] = state.userIdentities.list(({ full_name }) => full_name === 'Ada Okafor');
    const user_identity_id = person?.user_identity_id ?? '';
    const acs_user_ids = state.acsUsers
      .by('user_identity_id', user_identity_id)
      .map((user) => user.acs_user_id);
    return { user_identity_id, acs_user_ids };
  };
  const doorOf = ({ state }: FakeSeam, name: string) =>
    state.acsEntrances.list(({ display_name }) => display_name === name)[0]?.acs_entrance_id ?? '';
  const lockOf = ({ state }: FakeSeam, name: string) =>
    state.devices.list(({ display_name }) => display_name === name)[0]?.device_id ?? '';

  /** What an expectation that does not hold says. */
  const said = async (expectation: Promise<void>): Promise<string> => {
    const error = await expectation.then(
      () => undefined,
      (reason: Error) => reason,
    );
    return error?.message ?? 'it holds';
  };

  describe('toHaveNoAccess', () => {
    test('lists the open doors and the reasons', async ({ fake }) => {
      const { user_identity_id } = ada(fake);
      const message = await said(expect(fake).toHaveNoAccess({ user_identity_id }));
      expect(message).toContain(`Access of user identity ${user_identity_id}: 4 doors are open.`);
      expect(message).toMatch(/^- device "Roof terrace" \(.*\): granted directly$/m);
      expect(message).toMatch(/^- entrance "Server room" \(.*\): ACS user .* in "Offices": directly$/m);
      expect(message).toMatch(/^- entrance "Garage gate" \(.*\): ACS user .* in "Garage": directly$/m);
    });

    test('names access groups and credentials', async ({ fake }) => {
      const { user_identity_id, acs_user_ids } = ada(fake);
      const [acs_user_id = ''] = acs_user_ids;
      const archive = doorOf(fake, 'Archive');
      const { acs_system_id } = fake.state.acsUsers.get(acs_user_id) ?? { acs_system_id: '' };
      const { acs_access_group_id } = fake.add.acsAccessGroup({ acs_system_id, name: 'Cleaners' });
      fake.state.groupMembers.add(acs_user_id, acs_access_group_id);
      fake.state.groupEntrances.add(acs_access_group_id, archive);
      const { acs_credential_id } = fake.add.acsCredential({ acs_user_id, display_name: 'Blue card' });
      fake.state.credentialEntrances.add(acs_credential_id, archive);
      const message = await said(expect(fake).toHaveNoAccess({ user_identity_id, acs_entrance_id: archive }));
      expect(message).toContain('1 door is open.');
      expect(message).toContain(
        `in "Offices": access group "Cleaners" (${acs_access_group_id}), credential "Blue card" (${acs_credential_id})`,
      );
    });

    test('does not list a suspended ACS user', async ({ fake, seam }) => {
      const { user_identity_id, acs_user_ids } = ada(fake);
      const [acs_user_id = ''] = acs_user_ids;
      await seam.acs.users.suspend({ acs_user_id });
      await expect(fake).toHaveNoAccess({ acs_user_id });
      const message = await said(expect(fake).toHaveNoAccess({ user_identity_id }));
      expect(message).not.toContain(acs_user_id);
      expect(message).toContain('Garage gate');
    });

    test('checks only the named door', async ({ fake, seam }) => {
      const { user_identity_id } = ada(fake);
      const device_id = lockOf(fake, 'Roof terrace');
      await expect(fake).toHaveNoAccess({ user_identity_id, device_id: lockOf(fake, 'Storage') });
      await expect(fake).toHaveNoAccess({ user_identity_id, acs_entrance_id: doorOf(fake, 'Archive') });
      await expect(expect(fake).toHaveNoAccess({ user_identity_id, device_id })).rejects.toThrow('to device');
      await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
      await expect(fake).toHaveNoAccess({ user_identity_id, device_id });
      await expect(fake).toHaveAccess({ user_identity_id });
    });

    test('checks only the named ACS user', async ({ fake, seam }) => {
      const { acs_user_ids } = ada(fake);
      const [acs_user_id = '', other = ''] = acs_user_ids;
      await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
      await expect(fake).toHaveNoAccess({ acs_user_id });
      const message = await said(expect(fake).toHaveNoAccess({ acs_user_id: other }));
      expect(message).toContain(`Access of ACS user ${other}: 1 door is open.`);
      await expect(fake).toHaveNoAccess({ acs_user_id: other, acs_entrance_id: doorOf(fake, 'Archive') });
    });

    test('passes for a deleted person', async ({ fake, seam }) => {
      const { user_identity_id, acs_user_ids } = ada(fake);
      await seam.userIdentities.delete({ user_identity_id });
      fake.clock.advance(3_600_000);
      await expect(fake).toHaveNoAccess({ user_identity_id });
      await expect(fake).toHaveNoAccess({ acs_user_id: acs_user_ids[0] ?? '' });
      await expect(expect(fake).toHaveAccess({ user_identity_id })).rejects.toThrow('No access of');
    });

    test('passes for a deleted person whose id the test chose', async ({ fake, seam }) => {
      const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';
      fake.add.userIdentity({ user_identity_id });
      await seam.userIdentities.delete({ user_identity_id });
      fake.clock.advance(3_600_000);
      await expect(fake).toHaveNoAccess({ user_identity_id });
    });
  });

  describe('toHaveAccess', () => {
    test('passes when any door is open, or the named one', async ({ fake }) => {
      const { user_identity_id } = ada(fake);
      await expect(fake).toHaveAccess({ user_identity_id });
      await expect(fake).toHaveAccess({ user_identity_id, device_id: lockOf(fake, 'Roof terrace') });
      await expect(
        expect(fake).toHaveAccess({ user_identity_id, device_id: lockOf(fake, 'Storage') }),
      ).rejects.toThrow('No access of user identity');
    });

    test('is the negation of toHaveNoAccess', async ({ fake }) => {
      const { user_identity_id } = ada(fake);
      await expect(fake).not.toHaveNoAccess({ user_identity_id });
      expect(await said(expect(fake).not.toHaveAccess({ user_identity_id }))).toContain('granted directly');
    });
  });

  describe('ids that never existed', () => {
    const unknown = 'never existed: user_identity_id';
    test.for([
      ['a person who never existed', '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3', unknown],
      ['a person who is not created yet', '00000005-0000-4000-8000-0000000000ff', unknown],
      ['the id of a device', '00000006-0000-4000-8000-000000000001', unknown],
      ['an empty id', '', 'user_identity_id ""'],
    ])('rejects %s', async ([, user_identity_id = '', message = ''], { fake }) => {
      for (const expectation of [
        expect(fake).toHaveNoAccess({ user_identity_id }),
        expect(fake).toHaveAccess({ user_identity_id }),
        expect(fake).not.toHaveAccess({ user_identity_id }),
      ])
        await expect(expectation).rejects.toThrow(message);
    });

    test('rejects a door that does not exist', async ({ fake }) => {
      const { user_identity_id } = ada(fake);
      const subject = { user_identity_id, device_id: 'front door' };
      await expect(expect(fake).toHaveNoAccess(subject)).rejects.toThrow(
        'never existed: device_id front door',
      );
    });

    test('does not compile with invalid combinations of ids', ({ fake }) => {
      const user_identity_id = 'a person';
      const acs_user_id = 'an ACS user';
      const device_id = 'a device';
      const never = () => [
        // @ts-expect-error -- whose access?
        expect(fake).toHaveNoAccess({}),
        // @ts-expect-error -- one or the other
        expect(fake).toHaveNoAccess({ user_identity_id, acs_user_id }),
        // @ts-expect-error -- devices are opened by people, not by ACS users
        expect(fake).toHaveAccess({ acs_user_id, device_id }),
        // @ts-expect-error -- one door at a time
        expect(fake).toHaveAccess({ user_identity_id, device_id, acs_entrance_id: 'an entrance' }),
      ];
      expect(never).toBeTypeOf('function');
    });

    test('rejects a value that is not a fake', async () => {
      await expect(expect({}).toHaveNoAccess({ user_identity_id: 'x' })).rejects.toThrow('requires a fake');
      await expect(expect(createFakeSeam().seam).toHaveAccess({ user_identity_id: 'x' })).rejects.toThrow(
        TypeError,
      );
    });
  });
});

describe('toHaveCalled', () => {
  const path = '/user_identities/get';

  test('passes when the endpoint was called with the named parameters', async ({ fake, seam }) => {
    const [person] = fake.state.userIdentities.list();
    const user_identity_id = person?.user_identity_id ?? '';
    expect(fake).not.toHaveCalled(path);
    await seam.userIdentities.get({ user_identity_id });
    expect(fake).toHaveCalled(path);
    expect(fake).toHaveCalled(path, { user_identity_id });
    expect(fake).not.toHaveCalled(path, { user_identity_id: 'another' });
  });

  test('rejects a parameter that the endpoint does not have, also when it is negated', ({ fake }) => {
    expect(() => {
      // @ts-expect-error -- it is no parameter of the endpoint
      expect(fake).not.toHaveCalled(path, { userIdentityId: 'ada' });
    }).toThrow(`${path} has no parameter "userIdentityId". Did you mean "user_identity_id"?`);
  });

  test('passes for calls of the handlers of the fake', async ({ fake }) => {
    const [person] = fake.state.userIdentities.list();
    const { user_identity_id = '' } = person ?? {};
    expect(fake).not.toHaveCalled('/user_identities/delete');
    await fake.handlers.userIdentities.delete({ user_identity_id }, {});
    expect(fake).toHaveCalled('/user_identities/delete', { user_identity_id });
  });

  test('shows how the received requests differ', async ({ fake, seam }) => {
    const [person] = fake.state.userIdentities.list();
    const user_identity_id = person?.user_identity_id ?? '';
    await seam.userIdentities.get({ user_identity_id });
    const wrong = () => expect(fake).toHaveCalled(path, { user_identity_id: 'another' });
    expect(wrong).toThrow(`- user_identity_id: "another"\n  + user_identity_id: "${user_identity_id}"`);
    expect(() => expect(fake).toHaveCalled('/devices/list')).toThrow(`Endpoints that were called: ${path}`);
    expect(() => expect(fake).not.toHaveCalled(path)).toThrow('was called 1 times');
  });

  test('rejects a value that is not a fake', ({ seam }) => {
    expect(() => expect(seam).toHaveCalled(path)).toThrow('toHaveCalled requires a fake');
  });
});
