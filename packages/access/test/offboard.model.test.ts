import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  AccessError,
  continueOffboarding,
  createMemoryJournal,
  type Journal,
  offboard,
  type Receipt,
  verifyReceipt,
} from '../src/index.ts';
import { actions, isObstacle } from './actions.test-helper.ts';
import { faultPlan, injectFaults } from './faults.test-helper.ts';
import { buildWorld, type World, worldSpec } from './random-world.test-helper.ts';
import { ProcessDied, Watch } from './watch.test-helper.ts';
import { hasFailedRemoval, wayKey, waysIn } from './ways-in.test-helper.ts';

const worlds = Number(process.env['WORLDS'] ?? 80);
const seed = process.env['SEED'] === undefined ? 20_260_101 : Number(process.env['SEED']);

const settle = 10_000;
const deadline = 900_000;

const choices = fc.record({
  suspend: fc.boolean(),
  deactivatePhones: fc.boolean(),
  unlinkAcsUsers: fc.boolean(),
  deleteUserIdentity: fc.boolean(),
});

interface Pressed {
  readonly world: World;
  readonly journal: Journal;
  readonly watch: Watch;
  readonly abort: AbortController;
}

/** Carries out an offboarding as an operator does: presses again until there is a receipt. */
const press = async ({ world, journal, watch, abort }: Pressed, chosen: object): Promise<Receipt> => {
  const { seam, clock, person } = world;
  const options = { clock, journal, settle, deadline };
  const who = { actor: 'hr', reason: 'left' };
  for (let time = 0; time < 300; time += 1) {
    const { run_id } = watch;
    const signal = time === 0 ? abort.signal : undefined;
    const run =
      run_id === undefined
        ? offboard(seam, { user_identity_id: person }, { ...who, ...chosen, ...options, signal })
        : continueOffboarding(seam, run_id, options);
    try {
      return await run.result;
    } catch (error) {
      const isKnown =
        error instanceof AccessError && ['unauthorized', 'person_not_found'].includes(error.code);
      const isSeams = error instanceof Error && error.name.startsWith('Seam');
      if (!isKnown && !isSeams && !(error instanceof ProcessDied)) throw error;
      watch.processDied();
      await clock.wait(1000);
    }
  }
  throw new Error('There is no receipt after three hundred times.');
};

it(`closes every door of ${worlds} random worlds, whatever fails, and nobody else's`, async () => {
  const ends: Record<string, number> = {};
  let requests = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        spec: worldSpec,
        randomSeed: fc.nat(1_000_000),
        faults: faultPlan,
        crashes: fc.uniqueArray(
          fc.record({ write: fc.integer({ min: 1, max: 40 }), isStored: fc.boolean() }),
          { maxLength: 3, selector: ({ write }) => write },
        ),
        actions,
        chosen: choices,
        abortAt: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined, freq: 9 }),
      }),
      async ({ spec, randomSeed, faults, crashes, actions: happens, chosen, abortAt }) => {
        const { suspended_user_opens: suspendedOpens, acs_sync_ms } = spec.assumptions;
        const watch = new Watch({ actions: happens, crashes, settle, suspendedOpens });
        const world = await buildWorld(spec, { randomSeed, wrapFetch: watch.wrapFetch });
        const { fake, person, bystander, irrevocable } = world;
        const others = () => waysIn(fake, bystander, acsUsersOf(world, bystander)).map(wayKey);
        const before = others();
        watch.begin(world);
        injectFaults(fake, faults);
        const abort = new AbortController();
        const journal = watch.wrapJournal(createMemoryJournal());
        let appends = 0;
        const aborting: Journal = {
          ...journal,
          start: async (event, at) => {
            const writer = await journal.start(event, at);
            const append: typeof writer.append = async (each, when) => {
              appends += 1;
              if (appends === abortAt) abort.abort();
              return await writer.append(each, when);
            };
            return { ...writer, append };
          },
        };
        const receipt = await press({ world, journal: aborting, watch, abort }, chosen);
        fake.faults.clear();
        requests += fake.journal.calls.length;
        ends[receipt.state] = (ends[receipt.state] ?? 0) + 1;

        expect(watch.violations).toEqual([]);
        expect(verifyReceipt(receipt).problems).toEqual([]);
        expect(others()).toEqual(before);
        if (receipt.state === 'cancelled') expect(abortAt).toBeDefined();
        // Seam tries to remove a code again after ten minutes, then after twenty: the run has fifteen.
        if (receipt.state === 'stuck' && !hasFailedRemoval(fake, person))
          expect(happens.filter(isObstacle)).not.toEqual([]);

        // What happened after the last read began cannot be known to the run.
        if (watch.actionsSinceRead > 0) return;
        const listed = receipt.residual.map(({ door }) => `${door?.kind}:${door?.id}`);
        const isOver = ({ until }: { readonly until: string }) =>
          Date.parse(until) <= Date.parse(receipt.finished_at);
        const stays = irrevocable.filter((each) => !isOver(each));
        const ways = watch.visibleWays();
        if (receipt.state === 'stuck' || receipt.state === 'cancelled') {
          const open = ways.filter(({ isLatent }) => !isLatent).map(({ door }) => door);
          expect(listed).toEqual(expect.arrayContaining([...open, ...stays.map(({ door }) => door)]));
          return;
        }
        expect(ways.map(wayKey)).toEqual([]);
        expect(
          receipt.residual.map(({ door, until }) => `${door?.kind}:${door?.id} until ${until}`).toSorted(),
        ).toEqual(stays.map(({ door, until }) => `${door} until ${until}`).toSorted());
        expect(receipt.state).toBe(stays.length > 0 ? 'complete_with_residual' : 'complete');
        const exists = fake.state.userIdentities.get(person) !== undefined;
        if (chosen.deleteUserIdentity) expect(exists).toBe(stays.length > 0 && exists);
        if (exists && chosen.unlinkAcsUsers) expect([...acsUsersOf(world, person)]).toEqual([]);

        // What a suspended ACS user was granted cannot be read: neither a pending revocation, nor a new grant.
        if (happens.some(({ kind }) => kind === 'grant_entrance' || kind === 'join_group')) return;
        fake.clock.advance(acs_sync_ms);
        expect(waysIn(fake, person, watch.acsUsers).map(wayKey)).toEqual([]);
      },
    ),
    { numRuns: worlds, seed, endOnFailure: process.env['SHRINK'] === undefined },
  );
  if (process.env['WORLDS'] !== undefined) console.log(`${worlds} worlds, ${requests} requests`, ends);
}, 7_200_000);

const acsUsersOf = ({ fake }: World, person: string): Set<string> =>
  new Set(fake.state.acsUsers.by('user_identity_id', person).map(({ acs_user_id }) => acs_user_id));
