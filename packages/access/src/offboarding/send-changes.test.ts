import { describe, expect, it } from 'vitest';
import { observed, setUp } from './offboard.test-helper.ts';

describe('an offboarding whose changes are sent minutes after the read', () => {
  /** Lets ten minutes pass after the first change of two, which are sent one after the other. */
  const setUpSlow = (happen: (world: ReturnType<typeof setUp> & { readonly later: string }) => void) => {
    const world = setUp();
    const { fake, acs_system_id, acs_entrance_id, user_identity_id, acs_user_id } = world;
    const second = fake.add.acsUser({ acs_system_id, user_identity_id }).acs_user_id;
    fake.state.entranceAccess.add(second, acs_entrance_id);
    const [, later = ''] = [acs_user_id, second].toSorted();
    let isOver = false;
    const journal = observed(({ type }) => {
      if (type !== 'step_finished' || isOver) return;
      isOver = true;
      fake.clock.advance(600_000);
      happen({ ...world, later });
    });
    return { ...world, later, result: () => world.start({ journal, concurrency: 1 }).result };
  };

  it('does not touch an ACS user that belongs to somebody else by now', async () => {
    const { fake, later, acs_entrance_id, result } = setUpSlow(({ fake: { add, state }, later: id }) => {
      state.acsUsers.patch(id, { user_identity_id: add.userIdentity().user_identity_id });
    });
    const { state, entries } = await result();
    expect(state).toBe('complete');
    expect(fake.state.entranceAccess.has(later, acs_entrance_id)).toBe(true);
    expect(entries).toContainEqual(
      expect.objectContaining({ outcome: 'not_sent', error: 'acs_user_of_somebody_else' }),
    );
  });

  describe('does not delete a credential', () => {
    /** The credential of the person is deleted after the entrances were revoked, ten minutes later. */
    const setUpCard = (happen: (world: ReturnType<typeof setUp>, acs_credential_id: string) => unknown) => {
      const world = setUp();
      const { fake, acs_system_id, acs_entrance_id, user_identity_id, start } = world;
      const { acs_credential_id } = fake.add.acsCredential({
        acs_system_id,
        user_identity_id,
        access_method: 'code',
      });
      fake.state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
      let isOver = false;
      const journal = observed(({ type }) => {
        if (type !== 'step_finished' || isOver) return;
        isOver = true;
        fake.clock.advance(600_000);
        happen(world, acs_credential_id);
      });
      return { ...world, acs_credential_id, result: () => start({ journal, concurrency: 1 }).result };
    };

    it.each<[whose: string, isLinked: boolean]>([
      ['of another person', true],
      ['without a user identity', false],
    ])('that was assigned meanwhile to an ACS user %s', async (_, isLinked) => {
      const { fake, acs_credential_id, result } = setUpCard(({ fake: { add, state }, acs_system_id }, id) => {
        const { user_identity_id } = add.userIdentity();
        const owner = isLinked ? { user_identity_id } : {};
        const { acs_user_id } = add.acsUser({ acs_system_id, ...owner });
        state.acsCredentials.patch(id, { acs_user_id, user_identity_id: undefined });
      });
      const { state, entries } = await result();
      expect(state).toBe('complete');
      expect(fake.state.acsCredentials.get(acs_credential_id)).toBeDefined();
      expect(entries).toContainEqual(
        expect.objectContaining({ outcome: 'not_sent', error: 'credential_of_somebody_else' }),
      );
    });

    it('only then: a credential of the person, or one without an owner, is deleted', async () => {
      for (const owner of ['person', 'acs user', 'none']) {
        const { fake, acs_credential_id, result } = setUpCard(({ fake: { state }, acs_user_id }, id) => {
          if (owner !== 'person') state.acsCredentials.patch(id, { user_identity_id: undefined });
          if (owner === 'acs user') state.acsCredentials.patch(id, { acs_user_id });
        });
        expect((await result()).state).toBe('complete');
        expect(fake.state.acsCredentials.get(acs_credential_id)).toBeUndefined();
      }
    });
  });

  it.each<[what: string, happen: Parameters<typeof setUpSlow>[0]]>([
    ['is still the person’s', () => {}],
    ['is unlinked', ({ fake, later }) => fake.state.acsUsers.patch(later, { user_identity_id: undefined })],
    [
      'could not be read at first',
      ({ faults }) => faults.queue('/acs/users/get', { kind: 'status', status: 400 }),
    ],
  ])('closes the entrances of an ACS user that %s', async (_, happen) => {
    const { fake, later, result } = setUpSlow(happen);
    expect((await result()).state).toBe('complete');
    expect(fake.state.entranceAccess.rightsOf(later)).toEqual([]);
  });
});
