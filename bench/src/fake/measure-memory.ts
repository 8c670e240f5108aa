import { interleave } from '../interleave.ts';
import { median } from '../median.ts';
import type { Row } from '../row.ts';
import { budgets } from './budgets.ts';
import type { Projects } from './install-fakes.ts';
import { runScript } from './run-script.ts';
import { load, printAndExit } from './scripts.ts';
import { fakes, type Subject } from './subjects.ts';

/** What the scripts print. */
export interface Memory {
  /** The time for filling the fake, in milliseconds. */
  readonly ms: number;
  /** The growth of the heap, in bytes. */
  readonly heap: number;
  /** The memory of the process, in bytes. */
  readonly rss: number;
}

const rounds = 5;

const [our, their] = fakes;

const filling = (fill: string) => `
  globalThis.gc();
  const before = process.memoryUsage().heapUsed, start = performance.now();
  ${fill}
  const ms = performance.now() - start;
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  // A use after the measurement, so that it was not collected before.
  if (identities() !== 10000) throw new Error('there are ' + identities());
  ${printAndExit('{ ms, heap: heapUsed - before, rss }')}
`;

const person = (index: string) => `
  full_name: 'Person ' + ${index}, email_address: 'person' + ${index} + '@example.com'
`;

/** Scripts that fill a fake. They need the flag `--expose-gc`. */
export const fillScripts = {
  [our]: `${load[our]}${filling(`
    const fake = createFakeSeam({ seed: 'empty' });
    const { acs_system_id } = fake.add.acsSystem();
    for (let index = 0; index < 10000; index += 1) {
      const person = { ${person('index')} };
      const { user_identity_id } = fake.add.userIdentity(person);
      fake.add.acsUser({ ...person, acs_system_id, user_identity_id });
    }
    const identities = () => fake.state.userIdentities.size;
  `)}`,
  [their]: `${load[their]}${filling(`
    const fake = await createFake();
    await fake.seed();
    const there = fake.database.user_identities.length;
    const { workspace_id } = fake.database.workspaces[0];
    const { acs_system_id } = fake.database.acs_systems[0];
    for (let index = 0; index < 10000; index += 1) {
      const person = { workspace_id, ${person('index')} };
      const user_identity_key = 'person' + index;
      const { user_identity_id } = fake.database.addUserIdentity({ ...person, user_identity_key });
      fake.database.addAcsUser({ ...person, acs_system_id, user_identity_id, external_type: 'salto_site_user' });
    }
    const identities = () => fake.database.user_identities.length - there;
  `)}`,
  large: `${load[our]}${filling(`
    const fake = createFakeSeam({ seed: 'large' });
    const identities = () => fake.state.userIdentities.size;
  `)}`,
};

/** The memory of 10,000 identities in both fakes, and of our seed 'large'. */
export const measureMemory = (projects: Projects): Row<Subject>[] => {
  const measured = interleave([our, their, 'large'] as const, rounds, (name) => {
    const project = projects[name === 'large' ? our : name];
    return runScript(fillScripts[name], project, ['--expose-gc']) as Memory;
  });
  const of = (name: keyof typeof fillScripts, kind: keyof Memory) =>
    median(measured[name].map((round) => round[kind]));
  const show = (name: keyof typeof fillScripts, kind: keyof Memory) =>
    kind === 'ms' ? `${of(name, 'ms').toFixed(0)} ms` : `${(of(name, kind) / 1_000_000).toFixed(0)} MB`;

  const both = (what: string, kind: keyof Memory): Row<Subject> => ({
    what: `10,000 people, ${what}`,
    cells: { [our]: show(our, kind), [their]: show(their, kind) },
  });
  const large = (what: string, kind: keyof Memory): Row<Subject> => ({
    what: `seed 'large', ${what}`,
    cells: { [our]: show('large', kind) },
  });
  return [
    { ...both('time to make', 'ms'), found: of(our, 'ms'), budget: budgets.timeToMake },
    both('heap', 'heap'),
    both('resident set', 'rss'),
    large('time to make', 'ms'),
    large('heap', 'heap'),
    large('resident set', 'rss'),
  ];
};
