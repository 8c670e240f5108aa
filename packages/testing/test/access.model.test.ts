import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../src/fake/create-fake.ts';

const day = 86_400_000;

interface Grant {
  readonly person: string;
  readonly device: string;
  readonly entrance: string;
  readonly system: string;
  readonly ends: number;
}

interface User {
  person: string | undefined;
  isSuspended: boolean;
  readonly system: string;
  readonly entrances: Set<string>;
  readonly groups: Set<string>;
  /** Access grant → the entrance that its credential opens for this user. */
  readonly keys: Map<string, string>;
}

/** What is true, kept as plainly as possible: nothing here knows how the fake keeps it. */
class Oracle {
  now = 0;
  readonly people = new Set<string>();
  readonly direct = new Map<string, Set<string>>();
  readonly users = new Map<string, User>();
  readonly grants = new Map<string, Grant>();
  readonly groupEntrances = new Map<string, string>();
  /** Access grants whose keys were revoked: they stay without. */
  readonly revoked = new Set<string>();

  /** Also ended grants of the user's person in the system stay without a key when they are extended. */
  takeKeys({ person, system, keys }: User): void {
    for (const grant of keys.keys()) this.revoked.add(grant);
    keys.clear();
    for (const [id, grant] of this.grants)
      if (!this.isCurrent(id) && grant.person === person && grant.system === system) this.revoked.add(id);
  }

  /** The keys of ended grants are gone. */
  endGrants(): void {
    for (const { keys } of this.users.values())
      for (const grant of keys.keys()) if (!this.isCurrent(grant)) keys.delete(grant);
  }

  isCurrent(grant: string): boolean {
    return (this.grants.get(grant)?.ends ?? 0) > this.now;
  }

  grantsOf(person: string): [string, Grant][] {
    return [...this.grants].filter(([id, grant]) => grant.person === person && this.isCurrent(id));
  }

  devices(person: string): Set<string> {
    return new Set([
      ...(this.direct.get(person) ?? []),
      ...this.grantsOf(person).map(([, grant]) => grant.device),
    ]);
  }

  /** What the keys of a grant open, also after their ACS user was unlinked: unlinking does not remove a key. */
  entrancesOfGrant(id: string): string[] {
    return [...this.users.values()].flatMap(({ isSuspended, keys }) =>
      isSuspended ? [] : (keys.get(id) ?? []),
    );
  }

  entrancesOfUser({ isSuspended, entrances, groups, keys }: User): string[] {
    if (isSuspended) return [];
    return [
      ...entrances,
      ...[...groups].map((group) => this.groupEntrances.get(group) ?? ''),
      ...[...keys].filter(([grant]) => this.isCurrent(grant)).map(([, entrance]) => entrance),
    ];
  }

  usersOf(person: string): [string, User][] {
    return [...this.users].filter(([, user]) => user.person === person);
  }

  entrances(person: string): Set<string> {
    return new Set([
      ...this.usersOf(person).flatMap(([, user]) => this.entrancesOfUser(user)),
      ...this.grantsOf(person).flatMap(([id]) => this.entrancesOfGrant(id)),
    ]);
  }
}

/** A small building: two systems with two entrances and a group each, three devices, three people, four ACS users. */
const build = async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, state } = fake;
  const oracle = new Oracle();
  const systems = [0, 1].map(() => add.acsSystem().acs_system_id);
  const entrances = systems.flatMap((acs_system_id) =>
    [0, 1].map(() => ({ id: add.acsEntrance({ acs_system_id }).acs_entrance_id, system: acs_system_id })),
  );
  const groups = systems.map((acs_system_id) => {
    const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
    const { id = '' } = entrances.find(({ system }) => system === acs_system_id) ?? {};
    state.groupEntrances.add(acs_access_group_id, id);
    oracle.groupEntrances.set(acs_access_group_id, id);
    return { id: acs_access_group_id, system: acs_system_id };
  });
  const devices = [0, 1, 2].map(() => add.device().device_id);
  for (let index = 0; index < 3; index += 1) oracle.people.add(add.userIdentity().user_identity_id);
  const addUser = (id: string, system: string, person?: string) =>
    oracle.users.set(id, {
      person,
      system,
      isSuspended: false,
      entrances: new Set(),
      groups: new Set(),
      keys: new Map(),
    });
  for (const acs_system_id of [...systems, ...systems])
    addUser(add.acsUser({ acs_system_id }).acs_user_id, acs_system_id);
  return { fake, real: fake.handlers, oracle, systems, entrances, groups, devices, addUser };
};

type Building = Awaited<ReturnType<typeof build>>;
type Step = fc.AsyncCommand<Oracle, Building>;

/** The number-th of what there is: the same choice on both sides. */
const pick = <TItem>(items: Iterable<TItem>, number: number): TItem => {
  const all = [...items];
  return all[number % all.length] as TItem;
};

const compare = async ({ real, oracle }: Building): Promise<void> => {
  for (const user_identity_id of oracle.people) {
    const devices = await real.userIdentities.listAccessibleDevices({ user_identity_id }, {});
    expect(new Set(devices.map(({ device_id }) => device_id))).toEqual(oracle.devices(user_identity_id));
    const entrances = await real.userIdentities.listAccessibleEntrances({ user_identity_id }, {});
    expect(new Set(entrances.map(({ acs_entrance_id }) => acs_entrance_id))).toEqual(
      oracle.entrances(user_identity_id),
    );
    const users = await real.userIdentities.listAcsUsers({ user_identity_id }, {});
    expect(new Set(users.map(({ acs_user_id }) => acs_user_id))).toEqual(
      new Set(oracle.usersOf(user_identity_id).map(([id]) => id)),
    );
  }
  for (const [acs_user_id, user] of oracle.users) {
    const entrances = await real.acs.users.listAccessibleEntrances({ acs_user_id }, {});
    expect(new Set(entrances.map(({ acs_entrance_id }) => acs_entrance_id))).toEqual(
      new Set(oracle.entrancesOfUser(user)),
    );
  }
};

interface Action {
  readonly name: string;
  readonly needs?: (oracle: Oracle, numbers: readonly number[]) => boolean;
  readonly run: (building: Building, numbers: readonly number[]) => Promise<void>;
}

const hasPeople = (oracle: Oracle) => oracle.people.size > 0;
const hasUsers = (oracle: Oracle) => oracle.users.size > 0;
const both = (oracle: Oracle) => hasPeople(oracle) && hasUsers(oracle);

const toStep = ({ name, needs = hasPeople, run }: Action): fc.Arbitrary<Step> =>
  fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }).map((numbers) => ({
    check: (oracle: Readonly<Oracle>) => needs(oracle, numbers),
    run: async (_: Oracle, building: Building) => {
      await run(building, numbers);
      await compare(building);
    },
    toString: () => `${name}(${numbers.join(', ')})`,
  }));

const forget = (oracle: Oracle, grant: string): void => {
  oracle.grants.delete(grant);
  for (const user of oracle.users.values()) user.keys.delete(grant);
};

/** Gives the key of a grant to the person's ACS user in the entrance's system, which the person gets if there is none. */
const giveKey = async ({ real, oracle, addUser }: Building, access_grant_id: string): Promise<void> => {
  const { person, system, entrance } = oracle.grants.get(access_grant_id) as Grant;
  const listed = await real.userIdentities.listAcsUsers({ user_identity_id: person }, {});
  for (const { acs_user_id, acs_system_id } of listed)
    if (!oracle.users.has(acs_user_id)) addUser(acs_user_id, acs_system_id, person);
  const [, user] = oracle.usersOf(person).find(([, other]) => other.system === system) ?? [];
  user?.keys.set(access_grant_id, entrance);
};

const actions: readonly Action[] = [
  {
    name: 'grant a device',
    run: async ({ real, oracle, devices }, [p = 0, d = 0]) => {
      const [user_identity_id, device_id] = [pick(oracle.people, p), pick(devices, d)];
      await real.userIdentities.grantAccessToDevice({ user_identity_id, device_id }, {});
      oracle.direct.set(user_identity_id, (oracle.direct.get(user_identity_id) ?? new Set()).add(device_id));
    },
  },
  {
    name: 'revoke a device',
    run: async ({ real, oracle, devices }, [p = 0, d = 0]) => {
      const [user_identity_id, device_id] = [pick(oracle.people, p), pick(devices, d)];
      await real.userIdentities.revokeAccessToDevice({ user_identity_id, device_id }, {});
      oracle.direct.get(user_identity_id)?.delete(device_id);
    },
  },
  {
    name: 'make a person',
    needs: () => true,
    run: async ({ real, oracle }) => {
      const { user_identity_id } = await real.userIdentities.create({}, {});
      oracle.people.add(user_identity_id);
    },
  },
  {
    name: 'delete a person',
    run: async ({ real, oracle }, [p = 0]) => {
      const user_identity_id = pick(oracle.people, p);
      await real.userIdentities.delete({ user_identity_id }, {});
      oracle.people.delete(user_identity_id);
      oracle.direct.delete(user_identity_id);
      for (const [id] of oracle.usersOf(user_identity_id)) oracle.users.delete(id);
      for (const [id, grant] of oracle.grants) if (grant.person === user_identity_id) forget(oracle, id);
    },
  },
  {
    name: 'make an ACS user',
    needs: () => true,
    run: async ({ real, systems, addUser }, [s = 0]) => {
      const acs_system_id = pick(systems, s);
      const { acs_user_id } = await real.acs.users.create({ acs_system_id, full_name: 'New' }, {});
      addUser(acs_user_id, acs_system_id);
    },
  },
  {
    name: 'delete an ACS user',
    needs: hasUsers,
    run: async ({ real, oracle }, [u = 0]) => {
      const [acs_user_id, user] = pick(oracle.users, u);
      await real.acs.users.delete({ acs_user_id }, {});
      oracle.takeKeys(user);
      oracle.users.delete(acs_user_id);
    },
  },
  {
    name: 'link',
    needs: both,
    run: async ({ real, oracle }, [p = 0, u = 0]) => {
      const user_identity_id = pick(oracle.people, p);
      const [acs_user_id, user] = pick(oracle.users, u);
      const isTaken =
        user.person !== user_identity_id &&
        (user.person !== undefined ||
          oracle.usersOf(user_identity_id).some(([, other]) => other.system === user.system));
      const call = Promise.resolve().then(() =>
        real.userIdentities.addAcsUser({ user_identity_id, acs_user_id }, {}),
      );
      if (isTaken) await expect(call).rejects.toMatchObject({ name: 'SeamApiError' });
      else {
        await call;
        user.person = user_identity_id;
      }
    },
  },
  {
    name: 'unlink',
    needs: both,
    run: async ({ real, oracle }, [p = 0, u = 0]) => {
      const user_identity_id = pick(oracle.people, p);
      const [acs_user_id, user] = pick(oracle.users, u);
      const isOfAnother = user.person !== undefined && user.person !== user_identity_id;
      const call = Promise.resolve().then(() =>
        real.userIdentities.removeAcsUser({ user_identity_id, acs_user_id }, {}),
      );
      if (isOfAnother) await expect(call).rejects.toMatchObject({ statusCode: 400 });
      else {
        await call;
        user.person = undefined;
      }
    },
  },
  {
    name: 'open an entrance',
    needs: hasUsers,
    run: async ({ real, oracle, entrances }, [u = 0, e = 0]) => {
      const [acs_user_id, user] = pick(oracle.users, u);
      const { id } = pick(
        entrances.filter(({ system }) => system === user.system),
        e,
      );
      await real.acs.entrances.grantAccess({ acs_entrance_id: id, acs_user_id }, {});
      user.entrances.add(id);
    },
  },
  {
    name: 'join a group',
    needs: hasUsers,
    run: async ({ real, oracle, groups }, [u = 0]) => {
      const [acs_user_id, user] = pick(oracle.users, u);
      const { id = '' } = groups.find(({ system }) => system === user.system) ?? {};
      await real.acs.users.addToAccessGroup({ acs_user_id, acs_access_group_id: id }, {});
      user.groups.add(id);
    },
  },
  {
    name: 'leave a group',
    needs: hasUsers,
    run: async ({ real, oracle, groups }, [u = 0, g = 0]) => {
      const [acs_user_id, user] = pick(oracle.users, u);
      const { id } = pick(groups, g);
      await real.acs.users.removeFromAccessGroup({ acs_user_id, acs_access_group_id: id }, {});
      user.groups.delete(id);
    },
  },
  {
    name: 'revoke all entrances of an ACS user',
    needs: hasUsers,
    run: async ({ real, oracle }, [u = 0]) => {
      const [acs_user_id, user] = pick(oracle.users, u);
      await real.acs.users.revokeAccessToAllEntrances({ acs_user_id }, {});
      for (const ways of [user.entrances, user.groups]) ways.clear();
      oracle.takeKeys(user);
    },
  },
  {
    name: 'revoke all entrances of a person',
    run: async ({ real, oracle }, [p = 0]) => {
      const user_identity_id = pick(oracle.people, p);
      await real.acs.users.revokeAccessToAllEntrances({ user_identity_id }, {});
      for (const [, user] of oracle.usersOf(user_identity_id)) {
        for (const ways of [user.entrances, user.groups]) ways.clear();
        oracle.takeKeys(user);
      }
    },
  },
  {
    name: 'suspend or unsuspend',
    needs: hasUsers,
    run: async ({ real, oracle }, [u = 0, which = 0]) => {
      const [acs_user_id, user] = pick(oracle.users, u);
      user.isSuspended = which % 2 === 0;
      await real.acs.users[user.isSuspended ? 'suspend' : 'unsuspend']({ acs_user_id }, {});
    },
  },
  {
    name: 'make an access grant',
    run: async (building, [p = 0, d = 0, e = 0]) => {
      const { fake, real, oracle, devices, entrances } = building;
      const person = pick(oracle.people, p);
      const [device, entrance] = [pick(devices, d), pick(entrances, e)];
      const days = 1 + (d % 5);
      const { access_grant_id } = await real.accessGrants.create(
        {
          user_identity_id: person,
          device_ids: [device],
          acs_entrance_ids: [entrance.id],
          requested_access_methods: [{ mode: 'code' }, { mode: 'mobile_key' }],
          ends_at: fake.clock.timestampIn(days * day),
        },
        {},
      );
      oracle.grants.set(access_grant_id, {
        person,
        device,
        entrance: entrance.id,
        system: entrance.system,
        ends: oracle.now + days * day,
      });
      await giveKey(building, access_grant_id);
    },
  },
  {
    name: 'delete an access grant',
    needs: (oracle) => oracle.grants.size > 0,
    run: async ({ real, oracle }, [g = 0]) => {
      const [access_grant_id] = pick(oracle.grants, g);
      await real.accessGrants.delete({ access_grant_id }, {});
      forget(oracle, access_grant_id);
    },
  },
  {
    name: 'extend an access grant',
    needs: (oracle) => oracle.grants.size > 0,
    run: async (building, [g = 0, d = 0]) => {
      const { fake, real, oracle } = building;
      const [access_grant_id, grant] = pick(oracle.grants, g);
      const days = 1 + (d % 5);
      const ends_at = fake.clock.timestampIn(days * day);
      const hasEnded = !oracle.isCurrent(access_grant_id);
      await real.accessGrants.update({ access_grant_id, ends_at }, {});
      oracle.grants.set(access_grant_id, { ...grant, ends: oracle.now + days * day });
      if (hasEnded && !oracle.revoked.has(access_grant_id)) await giveKey(building, access_grant_id);
    },
  },
  {
    name: 'let days pass',
    needs: () => true,
    run: async ({ fake, oracle }, [n = 0]) => {
      const ms = (n % 4) * day + n;
      fake.clock.advance(ms);
      oracle.now += ms;
      oracle.endGrants();
      await Promise.resolve();
    },
  },
];

describe('access', () => {
  it('matches a reference model after each of any steps', async () => {
    const steps = fc.commands<Oracle, Building, false>(actions.map(toStep), { maxCommands: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        const building = await build();
        await fc.asyncModelRun(() => ({ model: building.oracle, real: building }), commands);
      }),
      { numRuns: 300 },
    );
  });
});
