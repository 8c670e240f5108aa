import { interleave } from '../interleave.ts';
import { median, ratioOf } from '../median.ts';
import { withRatio, type Row } from '../row.ts';
import { budgets } from './budgets.ts';
import type { Projects } from './install-fakes.ts';
import { runScript } from './run-script.ts';
import { load, printAndExit } from './scripts.ts';

/** The numbers of identities in the store, by the names of the columns. */
export const sizes = ['100 identities', '1,000 identities', '10,000 identities'] as const;

type Size = (typeof sizes)[number];

const rounds = 7;

const [smallest, , largest] = sizes;

/** Prints the times of several calls, in microseconds. All identities have access to the same ten doors. */
export const growthScript = (identities: number) => `
  ${load['@org/seam-testing']}
  const build = (identities) => {
    const { add, state, handlers } = createFakeSeam({ seed: 'empty' });
    const { acs_system_id } = add.acsSystem();
    const entrances = Array.from({ length: 5 }, () => add.acsEntrance({ acs_system_id }).acs_entrance_id);
    const devices = Array.from({ length: 5 }, () => add.device().device_id);
    const people = Array.from({ length: identities }, (_, index) => {
      const full_name = 'Person ' + index;
      const { user_identity_id } = add.userIdentity({ full_name });
      const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, full_name });
      for (const id of devices) state.deviceAccess.add(user_identity_id, id);
      for (const id of entrances) state.entranceAccess.add(acs_user_id, id);
      return { user_identity_id, acs_user_id };
    });
    return { handlers, people, device_id: devices[0] };
  };
  const calls = {
    "list a person's devices": ({ userIdentities }, { user_identity_id }) =>
      userIdentities.listAccessibleDevices({ user_identity_id }),
    "list a person's entrances": ({ userIdentities }, { user_identity_id }) =>
      userIdentities.listAccessibleEntrances({ user_identity_id }),
    'list 100 identities': ({ userIdentities }) => userIdentities.list({ limit: 100 }),
    'revoke a device': ({ userIdentities }, { user_identity_id }, device_id) =>
      userIdentities.revokeAccessToDevice({ user_identity_id, device_id }),
    'revoke all entrances': ({ acs }, { acs_user_id }) => acs.users.revokeAccessToAllEntrances({ acs_user_id }),
    'delete an identity': ({ userIdentities }, { user_identity_id }) => userIdentities.delete({ user_identity_id }),
  };
  // Each call has its own identities, because a revocation can be repeated only with another one.
  const share = 16;
  const pass = async (size, report) => {
    const { handlers, people, device_id } = build(size);
    for (const [index, [name, call]] of Object.entries(calls).entries())
      for (const person of people.slice(index * share, (index + 1) * share)) {
        const start = performance.now();
        await call(handlers, person, device_id);
        report(name, (performance.now() - start) * 1000);
      }
  };
  // The same warm-up for each measurement, until the engine has optimized all of it: a larger store takes longer to build, in
  // which the engine would catch up.
  for (let index = 0; index < 400; index += 1) await pass(100, () => {});
  const times = Object.fromEntries(Object.keys(calls).map((name) => [name, []]));
  for (let index = 0; index < 12; index += 1) await pass(${identities}, (name, time) => times[name].push(time));
  ${printAndExit('times')}
`;

/** The cost of a call of our fake by the number of identities. Each identity has the same number of doors. */
export const measureGrowth = (projects: Projects): Row<Size>[] => {
  const measured = interleave(sizes, rounds, (size) => {
    const identities = Number.parseInt(size.replace(',', ''), 10);
    const times = runScript(growthScript(identities), projects['@org/seam-testing']) as Record<
      string,
      number[]
    >;
    return new Map(Object.entries(times).map(([name, values]) => [name, median(values)]));
  });
  const names = [...(measured[smallest][0]?.keys() ?? [])];
  return names.map((what) => {
    const of = (size: Size) => measured[size].map((round) => round.get(what) ?? Number.NaN);
    const cells = Object.fromEntries(
      sizes.map((size) => [
        size,
        withRatio(`${median(of(size)).toFixed(1)} µs`, ratioOf(of(size), of(smallest))),
      ]),
    );
    return { what, cells, found: ratioOf(of(largest), of(smallest)), budget: budgets.growth };
  });
};
