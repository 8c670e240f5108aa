import * as fc from 'fast-check';
import { pick, type World } from './random-world.test-helper.ts';

const kinds = [
  'grant_device',
  'grant_entrance',
  'join_group',
  'add_acs_user',
  'create_grant',
  'create_session',
  'unlink_acs_user',
  'give_acs_user_away',
  'delete_identity',
  'suspend',
  'unsuspend',
  'disconnect_device',
  'disconnect_system',
  'fail_code_removal',
  'fail_acs_change',
] as const;

/** What somebody else does while a run is in progress. */
const action = fc.record({
  kind: fc.constantFrom(...kinds),
  /** The number of the run's request before which it happens. */
  at: fc.integer({ min: 1, max: 120 }),
  number: fc.nat(3),
  isForEver: fc.boolean(),
});

export type Action = typeof action extends fc.Arbitrary<infer TAction> ? TAction : never;

/** Somebody who deletes the user identity adds nothing to it afterwards. */
export const actions: fc.Arbitrary<Action[]> = fc
  .array(action, { maxLength: 4 })
  .map((list) =>
    list.some(({ kind }) => kind === 'delete_identity')
      ? list.filter(({ kind }) => !/^(?:add|create|grant|join)_/.test(kind))
      : list,
  );

/** Whether an action keeps changes from taking effect until somebody ends it. */
export const isObstacle = ({ kind, isForEver }: Action): boolean =>
  isForEver && (kind === 'disconnect_device' || kind === 'disconnect_system');

/** The end of an action, 30 seconds later. */
export type Undo = () => void;

/** Somebody else's change may be refused, because what it is about is gone. */
const ignoreRefusal = async (work: () => unknown): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('Seam'))) throw error;
  }
};

type Act = (world: World, number: number) => Undo | void | Promise<Undo | void>;

const acsUserOf = ({ fake, person }: World, number: number) => {
  const users = fake.state.acsUsers.by('user_identity_id', person);
  return users.length === 0 ? undefined : pick(users, number);
};

const acts: Record<Action['kind'], Act> = {
  grant_device: ({ fake, house, person }, number) => {
    if (fake.state.userIdentities.get(person))
      fake.state.deviceAccess.add(person, pick(house.devices, number));
  },
  grant_entrance: (world, number) => {
    const user = acsUserOf(world, number);
    const system = world.house.systems.find(({ id }) => id === user?.acs_system_id);
    if (user && system) world.fake.state.entranceAccess.add(user.acs_user_id, pick(system.entrances, number));
  },
  join_group: (world, number) => {
    const user = acsUserOf(world, number);
    const system = world.house.systems.find(({ id }) => id === user?.acs_system_id);
    if (user && system) world.fake.state.groupMembers.add(user.acs_user_id, pick(system.groups, number));
  },
  add_acs_user: ({ fake, house, person }, number) => {
    if (house.systems.length === 0 || !fake.state.userIdentities.get(person)) return;
    const { id, entrances } = pick(house.systems, number);
    const { acs_user_id } = fake.add.acsUser({ acs_system_id: id, user_identity_id: person });
    fake.state.entranceAccess.add(acs_user_id, pick(entrances, number));
  },
  create_grant: async ({ fake, house, person }, number) =>
    await ignoreRefusal(() =>
      fake.handlers.accessGrants.create(
        {
          user_identity_id: person,
          device_ids: [pick(house.devices, number)],
          ...(house.systems[0] ? { acs_entrance_ids: [pick(house.systems[0].entrances, number)] } : {}),
          requested_access_methods: [{ mode: 'code' }],
        },
        {},
      ),
    ),
  create_session: ({ fake, person }) => {
    if (fake.state.userIdentities.get(person)) fake.add.clientSession({ user_identity_id: person });
  },
  unlink_acs_user: async (world, number) => {
    const user = acsUserOf(world, number);
    if (user)
      await ignoreRefusal(() =>
        world.fake.handlers.userIdentities.removeAcsUser(
          { user_identity_id: world.person, acs_user_id: user.acs_user_id },
          {},
        ),
      );
  },
  // The desk gives the access of the person to somebody else: from now on it is not the person's.
  give_acs_user_away: (world, number) => {
    const user = acsUserOf(world, number);
    const other = world.fake.add.userIdentity();
    if (user) world.fake.state.acsUsers.patch(user.acs_user_id, { user_identity_id: other.user_identity_id });
  },
  delete_identity: async ({ fake, person }) =>
    await ignoreRefusal(() => fake.handlers.userIdentities.delete({ user_identity_id: person }, {})),
  suspend: async (world, number) => {
    const user = acsUserOf(world, number);
    if (user)
      await ignoreRefusal(() => world.fake.handlers.acs.users.suspend({ acs_user_id: user.acs_user_id }, {}));
  },
  unsuspend: async (world, number) => {
    const user = acsUserOf(world, number);
    if (user)
      await ignoreRefusal(() =>
        world.fake.handlers.acs.users.unsuspend({ acs_user_id: user.acs_user_id }, {}),
      );
  },
  disconnect_device: ({ fake, house }, number) => {
    const device = pick(house.devices, number);
    fake.provider.disconnectDevice(device);
    return () => fake.provider.reconnectDevice(device);
  },
  disconnect_system: ({ fake, house }, number) => {
    if (house.systems.length === 0) return undefined;
    const { id } = pick(house.systems, number);
    fake.provider.disconnectAcsSystem(id);
    return () => fake.provider.connectAcsSystem(id);
  },
  fail_code_removal: ({ fake }) => fake.provider.failNext('access_code.remove'),
  fail_acs_change: ({ fake }, number) =>
    fake.provider.failNext(number % 2 === 0 ? 'acs_user.update' : 'acs_credential.delete'),
};

/** Carries an action out. */
export const act = async (world: World, { kind, number }: Action): Promise<Undo | void> =>
  await acts[kind](world, number);
