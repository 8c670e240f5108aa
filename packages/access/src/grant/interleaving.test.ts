import { createSeam } from '@org/seam-core';
import { createFakeSeam, type Fault } from '@org/seam-testing';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Clock } from '../offboarding/clock.ts';
import { revokeAccess } from '../revoke/revoke-access.ts';
import { grantAccess } from './grant-access.ts';

/** One grant or revocation, and how many turns of the event loop after the one before it is started. */
interface Started {
  readonly kind: 'grant' | 'revoke';
  readonly after: number;
  /** Whether the person is named by the email address, which takes another request to look up. */
  readonly byEmail: boolean;
}

const started = fc.record<Started>({
  kind: fc.constantFrom('grant' as const, 'revoke' as const),
  after: fc.nat(12),
  byEmail: fc.boolean(),
});

const faults: (readonly [Fault, number])[] = [
  [{ kind: 'latency', ms: 300 }, 0.2],
  [{ kind: 'reset', applied: true }, 0.03],
  [{ kind: 'reset', applied: false }, 0.03],
  [{ kind: 'status', status: 503 }, 0.03],
];

const setUp = (acs_sync_ms: number, randomSeed: number) => {
  const fake = createFakeSeam({
    seed: 'empty',
    wait: 'clock',
    randomSeed,
    assumptions: { acs_sync_ms, acs_users_per_system: 'many' },
  });
  const { add, state, clock: time, fetch, apiKey, endpoint } = fake;
  const email_address = 'ada@example.com';
  const { user_identity_id } = add.userIdentity({ email_address });
  const { device_id } = add.device();
  const { acs_system_id } = add.acsSystem({ external_type: 'brivo_account' });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const clock: Clock = {
    now: () => time.now(),
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) reject(signal.reason as Error);
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        void time.wait(ms).then(resolve);
      }),
  };
  const users = () => state.acsUsers.by('user_identity_id', user_identity_id);
  /** What is open, from the stored state. */
  const open = () => [
    ...state.deviceAccess.rightsOf(user_identity_id),
    ...users().flatMap(({ acs_user_id }) => state.entranceAccess.rightsOf(acs_user_id)),
  ];
  return {
    fake,
    seam: createSeam({ apiKey, endpoint, fetch, retry: { baseDelay: 1 } }),
    clock,
    time,
    email_address,
    user_identity_id,
    device_id,
    acs_entrance_id,
    open,
    users,
  };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Starts everything at its turn, while the time passes, and returns the results. */
const run = async (scene: ReturnType<typeof setUp>, schedule: readonly Started[]) => {
  const { seam, clock, time, user_identity_id, email_address, device_id, acs_entrance_id } = scene;
  const results: Promise<unknown>[] = [];
  const pass = async (turns: number) => {
    for (let count = 0; count < turns; count += 1) {
      await turn();
      time.advance(50);
    }
  };
  for (const { kind, after, byEmail } of schedule) {
    await pass(after);
    const person = byEmail ? email_address : user_identity_id;
    const options = { clock, deadline: 60_000 };
    const wanted = { device_ids: [device_id], acs_entrance_ids: [acs_entrance_id] };
    results.push(
      kind === 'grant'
        ? grantAccess(seam, person, wanted, options)
        : revokeAccess(seam, person, 'everything', options),
    );
  }
  const progress = { isDone: false };
  const all = Promise.allSettled(results).finally(() => {
    progress.isDone = true;
  });
  while (!progress.isDone) await pass(1);
  // Whatever is still on its way arrives.
  time.advance(60_000);
  await pass(5);
  return await all;
};

const schedules = Number(process.env['SCHEDULES'] ?? 300);

it(`leaves what was started last in ${schedules} random schedules of grants and revocations (L15)`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(started, { minLength: 2, maxLength: 4 }),
      fc.constantFrom(0, 2000),
      fc.boolean(),
      fc.nat(1_000_000),
      async (schedule, acs_sync_ms, hasFaults, randomSeed) => {
        const scene = setUp(acs_sync_ms, randomSeed);
        const { fake, open, users, device_id, acs_entrance_id } = scene;
        if (hasFaults) for (const [fault, share] of faults) fake.faults.rate('*', fault, share);
        const results = await run(scene, schedule);
        const last = results.at(-1)!;
        const state = { open: open().toSorted(), users: users().length };
        expect(state.users).toBeLessThanOrEqual(1);
        if (!hasFaults) expect(results.map(({ status }) => status)).toEqual(results.map(() => 'fulfilled'));
        if (last.status === 'rejected') return;
        if (schedule.at(-1)?.kind === 'revoke') {
          const { isComplete } = last.value as { isComplete: boolean };
          if (isComplete) expect(state.open).toEqual([]);
          if (!hasFaults) expect(isComplete).toBe(true);
          return;
        }
        const doors = last.value as { door: { id: string }; outcome: string }[];
        const granted = doors.filter(({ outcome }) => ['granted', 'already_open'].includes(outcome));
        expect(state.open).toEqual(expect.arrayContaining(granted.map(({ door }) => door.id)));
        if (!hasFaults) expect(state.open).toEqual([device_id, acs_entrance_id].toSorted());
      },
    ),
    { numRuns: schedules, seed: Number(process.env['SEED'] ?? 7) },
  );
}, 600_000);
