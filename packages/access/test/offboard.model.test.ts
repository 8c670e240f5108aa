import { type Fault } from '@org/seam-testing';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AccessError,
  continueOffboarding,
  createMemoryJournal,
  type Journal,
  type JournalWriter,
  offboard,
  type Receipt,
  verifyReceipt,
} from '../src/index.ts';
import { buildWorld, waysIn, type World, worldSpec } from './random-world.test-helper.ts';

const worlds = Number(process.env['WORLDS'] ?? 100);

/** A journal whose process dies at the given writes. */
class Crash extends Error {}
const crashing = (journal: Journal, crashes: readonly number[]): Journal => {
  let writes = 0;
  const dying = (writer: JournalWriter): JournalWriter => ({
    ...writer,
    append: async (event, at) => {
      writes += 1;
      if (crashes.includes(writes)) throw new Crash('The process died.');
      return await writer.append(event, at);
    },
  });
  return {
    ...journal,
    start: async (event, at) => dying(await journal.start(event, at)),
    open: async (run_id) => {
      const writer = await journal.open(run_id);
      return writer && dying(writer);
    },
  };
};

const faults: Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retry_after: 0 },
  { kind: 'reset', applied: true },
  { kind: 'reset', applied: false },
  { kind: 'html', status: 502, applied: true },
];

/** Carries out an offboarding as an operator does: presses again until there is a receipt. */
const press = async (world: World, journal: Journal, choices: object): Promise<Receipt> => {
  const { seam, clock, person } = world;
  const options = { clock, journal, settle: 10_000, deadline: 900_000 };
  let run_id: string | undefined;
  for (let time = 0; time < 60; time += 1) {
    const run =
      run_id === undefined
        ? offboard(seam, person, { actor: 'hr', reason: 'left', ...choices, ...options })
        : continueOffboarding(seam, run_id, options);
    try {
      return await run.result;
    } catch (error) {
      if (error instanceof AccessError) throw error;
      run_id ??= await journal.openRunOf(person);
      await clock.wait(1000);
    }
  }
  throw new Error('There is no receipt after sixty times.');
};

it(`closes every door of ${worlds} random worlds, whatever fails, and nobody else's`, async () => {
  await fc.assert(
    fc.asyncProperty(
      worldSpec,
      fc.nat(1_000_000),
      fc.array(fc.constantFrom(...faults), { maxLength: 3 }),
      fc.uniqueArray(fc.integer({ min: 2, max: 30 }), { maxLength: 3 }),
      fc.record({ suspend: fc.boolean(), deactivatePhones: fc.boolean(), deleteUserIdentity: fc.boolean() }),
      async (spec, randomSeed, injected, crashes, choices) => {
        const world = await buildWorld(spec, randomSeed);
        const { fake, person, bystander } = world;
        const acsUsers = fake.state.acsUsers
          .by('user_identity_id', person)
          .map(({ acs_user_id }) => acs_user_id);
        const others = waysIn(fake.state, fake.clock.now(), bystander, []);
        for (const fault of injected) fake.faults.rate('*', fault, 0.12);
        const journal = crashing(createMemoryJournal(), crashes);
        const receipt = await press(world, journal, choices);

        // What a suspended ACS user was granted cannot be read, so a pending revocation of it cannot be waited for.
        if (spec.isSuspended || choices.suspend) fake.clock.advance(spec.acs_sync_ms);
        const left = waysIn(fake.state, fake.clock.now(), person, acsUsers);
        expect({ state: receipt.state, left }).toEqual({ state: 'complete', left: [] });
        expect(waysIn(fake.state, fake.clock.now(), bystander, [])).toEqual(others);
        expect(fake.state.userIdentities.get(person) === undefined).toBe(choices.deleteUserIdentity);
        expect(verifyReceipt(receipt).problems).toEqual([]);

        const order = fake.journal.calls.filter(({ applied }) => applied).map(({ endpoint }) => endpoint);
        const firstUnlink = order.indexOf('/user_identities/remove_acs_user');
        const lastRevoke = order.lastIndexOf('/acs/users/revoke_access_to_all_entrances');
        if (firstUnlink !== -1) expect(lastRevoke).toBeLessThan(firstUnlink);
        const deletion = order.indexOf('/user_identities/delete');
        if (deletion !== -1)
          expect(order.lastIndexOf('/user_identities/remove_acs_user')).toBeLessThan(deletion);
      },
    ),
    { numRuns: worlds, ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}) },
  );
}, 3_600_000);
