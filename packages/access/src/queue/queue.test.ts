import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { grantAccess } from '../grant/grant-access.ts';
import { planOffboarding } from '../offboarding/plan.ts';
import { verifyReceipt } from '../receipt/verify-receipt.ts';
import { addPerson, clientThrough, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left the company' };
const key = 'a secret of 16 characters or more';

/** A fake with access systems. */
const withSystems = (count: number) => {
  const fake = createFakeSeam({ seed: 'empty' });
  const systems = Array.from({ length: count }, () => fake.add.acsSystem().acs_system_id);
  return { fake, systems };
};

describe('createOffboardingQueue', () => {
  it('offboards a person across access systems and keeps the receipt', async () => {
    const { fake, systems } = withSystems(2);
    const { queue, runToEnd, errors } = await setUpQueue({ fake, signingKey: key });
    const person = addPerson(fake, { systems });
    const added = await queue.add(person, asked);
    expect(added).toMatchObject({ user_identity_id: person, isNew: true });
    expect(await queue.run(added.run_id)).toMatchObject({ state: 'queued', entries: [], person: 'Ada' });
    await runToEnd();
    const run = await queue.run(added.run_id);
    expect(errors).toEqual([]);
    expect(run).toMatchObject({ state: 'complete', ...asked, isCancelling: false });
    expect(verifyReceipt(run!.receipt!, { key })).toEqual({ valid: true, problems: [] });
    const open = await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id: person });
    expect(open).toEqual([]);
    expect(await fake.seam.userIdentities.listAcsUsers({ user_identity_id: person })).toEqual([]);
  });

  it('waits for a settle delay of 72 hours without waiting', async () => {
    const hours = 72 * 3_600_000;
    const { queue, fake, runToEnd } = await setUpQueue({ settle: hours });
    const { run_id } = await queue.add(addPerson(fake), asked);
    const begin = fake.clock.now().getTime();
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
    expect(fake.clock.now().getTime() - begin).toBeGreaterThanOrEqual(hours);
  });

  it('has one live run of a person, and another one after its end', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const person = addPerson(fake);
    const [one, two] = await Promise.all([queue.add(person, asked), queue.add(person, asked)]);
    expect(one.run_id).toBe(two.run_id);
    expect(one.isNew).not.toBe(two.isNew);
    await runToEnd();
    const three = await queue.add(person, asked);
    expect(three).toMatchObject({ isNew: true });
    expect(three.run_id).not.toBe(one.run_id);
    expect((await queue.runs({ user_identity_id: person })).map(({ run_id }) => run_id)).toEqual([
      three.run_id,
      one.run_id,
    ]);
  });

  it('adds many people and reports those it does not find', async () => {
    const { queue, fake } = await setUpQueue();
    const people = [addPerson(fake), 'nobody@example.com', addPerson(fake, { name: 'Bob' })];
    const results = await Array.fromAsync(queue.addMany([...people, people[0]!], asked));
    expect(results).toMatchObject([
      { person: people[0], isNew: true },
      { person: people[1], error: { code: 'person_not_found' } },
      { person: people[2], isNew: true },
      { person: people[0], isNew: false },
    ]);
    expect(await queue.status()).toMatchObject({ total: 2, finished: 0, byState: { queued: 2 } });
  });

  it('counts the runs and the rate of the last minute', async () => {
    const { queue, fake, runToEnd, advance } = await setUpQueue();
    const people = Array.from({ length: 3 }, () => addPerson(fake));
    for await (const _ of queue.addMany(people, asked));
    expect(await queue.status()).toMatchObject({ total: 3, perSecond: 0, remainingMs: null });
    await runToEnd();
    expect(await queue.status()).toMatchObject({
      total: 3,
      finished: 3,
      perSecond: 3 / 60,
      remainingMs: 0,
      byState: { complete: 3, queued: 0 },
    });
    await advance(60_000);
    await queue.add(addPerson(fake), asked);
    expect(await queue.status()).toMatchObject({ total: 4, perSecond: 0, remainingMs: null });
  });

  it('calls the hooks of a run in order', async () => {
    const states: string[] = [];
    const [onStepEnd, onEnd] = [vi.fn(), vi.fn()];
    const { queue, fake, runToEnd } = await setUpQueue({
      hooks: { onState: ({ state }) => states.push(state), onStepEnd, onEnd },
    });
    const { run_id } = await queue.add(addPerson(fake), asked);
    await runToEnd();
    expect(states).toEqual(['planned', 'revoking', 'verifying', 'complete']);
    expect(onStepEnd).toHaveBeenCalledWith(expect.objectContaining({ run_id, outcome: 'done' }));
    expect(onEnd).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ run_id, state: 'complete' }));
  });
});

describe('a plan', () => {
  it('is carried out with its choices', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const person = addPerson(fake);
    const plan = await planOffboarding(fake.seam, person, { deleteUserIdentity: true });
    const { run_id } = await queue.add(person, { ...asked, plan });
    await runToEnd();
    const run = await queue.run(run_id);
    expect(run?.state).toBe('complete');
    expect(run?.receipt?.plan_hash).toBe(plan.hash);
    expect(await fake.seam.userIdentities.list()).toEqual([]);
  });

  it('that is outdated makes a dead letter, and nothing is sent', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const person = addPerson(fake);
    const plan = await planOffboarding(fake.seam, person);
    const { run_id } = await queue.add(person, { ...asked, plan });
    fake.state.deviceAccess.add(person, fake.add.device().device_id);
    await runToEnd();
    expect(await queue.deadLetters()).toMatchObject([
      { run_id, state: 'queued', deadLetter: { code: 'plan_outdated' } },
    ]);
    expect(await fake.seam.userIdentities.listAccessibleDevices({ user_identity_id: person })).toHaveLength(
      2,
    );
    await queue.cancel(run_id);
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'cancelled' });
    expect((await queue.add(person, asked)).isNew).toBe(true);
  });

  it('other than that of the live run is refused, and the live run stays as it is', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const person = addPerson(fake);
    const plan = await planOffboarding(fake.seam, person);
    const other = await planOffboarding(fake.seam, person, { deleteUserIdentity: true });
    const { run_id } = await queue.add(person, { ...asked, plan });
    expect(await queue.add(person, { ...asked, plan })).toMatchObject({ run_id, isNew: false });
    expect(await queue.add(person, { ...asked, suspend: true })).toMatchObject({ run_id, isNew: false });
    await expect(queue.add(person, { ...asked, plan: other })).rejects.toMatchObject({
      code: 'plan_outdated',
      message: expect.stringContaining(run_id) as string,
    });
    await runToEnd();
    expect((await queue.run(run_id))?.receipt?.plan_hash).toBe(plan.hash);
  });

  it('that was changed, or is of another person, is refused', async () => {
    const { queue, fake } = await setUpQueue();
    const [ada, bob] = [addPerson(fake), addPerson(fake)];
    const plan = await planOffboarding(fake.seam, ada);
    await expect(queue.add(ada, { ...asked, plan: { ...plan, steps: [] } })).rejects.toMatchObject({
      code: 'plan_invalid',
    });
    await expect(queue.add(bob, { ...asked, plan })).rejects.toMatchObject({ code: 'plan_invalid' });
    expect(await queue.status()).toMatchObject({ total: 0 });
  });
});

describe('cancel', () => {
  it('of a live run does not count for who adds the person again, until it has ended', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const [person, other] = [addPerson(fake), addPerson(fake)];
    const { run_id } = await queue.add(person, asked);
    await queue.cancel(run_id);
    await expect(queue.add(person, asked)).rejects.toMatchObject({ code: 'run_finished' });
    const added = await Array.fromAsync(queue.addMany([person, other], asked));
    expect(added).toMatchObject([
      { person, error: { code: 'run_finished' } },
      { person: other, isNew: true },
    ]);
    await runToEnd();
    expect(await queue.add(person, asked)).toMatchObject({ isNew: true });
    await runToEnd();
    expect(fake.state.deviceAccess.rightsOf(person)).toEqual([]);
  });

  it('ends a queued run without a request', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const { run_id } = await queue.add(addPerson(fake), asked);
    await queue.cancel(run_id);
    const before = fake.journal.calls.length;
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'cancelled', entries: [] });
    expect(fake.journal.calls).toHaveLength(before);
  });

  it('ends a waiting run at once, with a receipt', async () => {
    const { queue, fake, runUntilIdle } = await setUpQueue({ settle: 72 * 3_600_000 });
    const { run_id } = await queue.add(addPerson(fake), asked);
    await runUntilIdle();
    expect(await queue.run(run_id)).toMatchObject({ state: 'verifying' });
    await queue.cancel(run_id);
    await runUntilIdle();
    expect(await queue.run(run_id)).toMatchObject({ state: 'cancelled', receipt: { state: 'cancelled' } });
  });

  it('takes effect between the changes of a lane', async () => {
    const { fake, systems } = withSystems(1);
    const person = addPerson(fake, { systems: [systems[0]!, systems[0]!, systems[0]!] });
    let run_id = '';
    const seam = clientThrough(fake, async (path) => {
      if (path === '/acs/users/revoke_access_to_all_entrances') await queue.cancel(run_id);
    });
    const { queue, runUntilIdle } = await setUpQueue({ fake, seam });
    ({ run_id } = await queue.add(person, asked));
    await runUntilIdle();
    const run = await queue.run(run_id);
    expect(run).toMatchObject({ state: 'cancelled' });
    expect(run?.entries.filter(({ type }) => type === 'step_started')).toHaveLength(1);
    expect(run?.receipt?.residual.length).toBeGreaterThan(0);
  });

  it('leaves a run that has ended as it is, and rejects an unknown one', async () => {
    const { queue, fake, runToEnd } = await setUpQueue();
    const { run_id } = await queue.add(addPerson(fake), asked);
    await runToEnd();
    await queue.cancel(run_id);
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete', isCancelling: false });
    await expect(queue.cancel('unknown')).rejects.toMatchObject({ code: 'run_not_found' });
    await expect(queue.retry('unknown')).rejects.toMatchObject({ code: 'run_not_found' });
  });
});

describe('pause', () => {
  it('lets nothing be sent until resume, also by other processes', async () => {
    const { queue, fake, open, runUntilIdle, runToEnd } = await setUpQueue();
    const other = await open();
    const { run_id } = await queue.add(addPerson(fake), asked);
    await queue.pause();
    const before = fake.journal.calls.length;
    await runUntilIdle();
    await other.runUntilIdle();
    expect(fake.journal.calls).toHaveLength(before);
    expect((await other.queue.status()).isPaused).toBe(true);
    await queue.resume();
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  });

  it('in the middle of a step lets its request end, and starts no other', async () => {
    const { fake, systems } = withSystems(1);
    const person = addPerson(fake, { systems: [systems[0]!, systems[0]!, systems[0]!] });
    const paths: string[] = [];
    const seam = clientThrough(fake, async (path) => {
      paths.push(path);
      if (
        path === '/acs/users/revoke_access_to_all_entrances' &&
        paths.filter((p) => p === path).length === 1
      )
        await queue.pause();
    });
    const { queue, runUntilIdle, runToEnd } = await setUpQueue({ fake, seam });
    const { run_id } = await queue.add(person, asked);
    await runUntilIdle();
    expect(paths.filter((path) => path.includes('revoke_access_to_all'))).toHaveLength(1);
    const paused = await queue.run(run_id);
    expect(paused?.entries.at(-1)?.type).toBe('step_finished');
    await queue.resume();
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
    expect(paths.filter((path) => path.includes('revoke_access_to_all'))).toHaveLength(3);
  });
});

describe('dead letters', () => {
  it('hold a run whose credential is not accepted, until retry', async () => {
    const { queue, fake, runToEnd, errors } = await setUpQueue();
    const person = addPerson(fake);
    const { run_id } = await queue.add(person, asked);
    fake.faults.queue('/user_identities/revoke_access_to_device', {
      kind: 'status',
      status: 401,
      type: 'unauthorized',
    } as never);
    await runToEnd();
    expect(await queue.deadLetters()).toMatchObject([
      { run_id, state: 'revoking', deadLetter: { code: 'unauthorized' } },
    ]);
    expect(await queue.status()).toMatchObject({ deadLetters: 1, finished: 0 });
    expect(errors).toMatchObject([{ code: 'unauthorized' }]);
    await queue.retry(run_id);
    await runToEnd();
    expect(await queue.deadLetters()).toEqual([]);
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  });

  it('hold a run whose journal was changed, at once, and nothing is sent until it is cancelled', async () => {
    const { queue, fake, database, schema, runUntilIdle, runToEnd, errors } = await setUpQueue();
    const person = addPerson(fake);
    const { run_id } = await queue.add(person, asked);
    await runUntilIdle();
    await database.query(
      `UPDATE ${schema}.entries SET entry = replace(entry::text, 'left the company', 'moved')::json WHERE seq = 0`,
    );
    const before = fake.journal.calls.length;
    await runToEnd();
    expect(await queue.deadLetters()).toMatchObject([{ run_id, deadLetter: { code: 'journal_invalid' } }]);
    expect(errors).toHaveLength(1);
    expect(fake.journal.calls).toHaveLength(before);
    await queue.cancel(run_id);
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'cancelled' });
    expect(await queue.add(person, asked)).toMatchObject({ isNew: true });
  });

  it('hold a run that fails again and again, with growing delays between', async () => {
    let isBroken = true;
    const fake = createFakeSeam({ seed: 'empty' });
    const person = addPerson(fake);
    const seam = {
      ...fake.seam,
      userIdentities: {
        ...fake.seam.userIdentities,
        listAcsUsers: (...args: Parameters<typeof fake.seam.userIdentities.listAcsUsers>) =>
          isBroken ? Promise.reject(new TypeError('broken')) : fake.seam.userIdentities.listAcsUsers(...args),
      },
    };
    const { queue, runToEnd, errors } = await setUpQueue({ fake, seam });
    const { run_id } = await queue.add(person, asked);
    const begin = fake.clock.now().getTime();
    await runToEnd();
    expect(errors).toHaveLength(8);
    expect(fake.clock.now().getTime() - begin).toBeGreaterThanOrEqual(120_000);
    expect(await queue.deadLetters()).toMatchObject([
      { run_id, deadLetter: { code: 'TypeError', message: 'broken' } },
    ]);
    isBroken = false;
    await queue.retry(run_id);
    await runToEnd();
    expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  });
});

it('a run cancels a grant of the person that is in progress in the same process', async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const person = addPerson(fake);
  const device_ids = Array.from({ length: 3 }, () => fake.add.device().device_id);
  let working: Promise<void> | undefined;
  const seam = clientThrough(fake, async (path) => {
    if (path !== '/user_identities/grant_access_to_device' || working) return;
    working = runUntilIdle();
    await new Promise(setImmediate);
  });
  const { queue, runUntilIdle, runToEnd } = await setUpQueue({ fake, seam });
  const { run_id } = await queue.add(person, asked);
  const doors = await grantAccess(seam, person, { device_ids });
  await working;
  await runToEnd();
  expect(doors.map(({ outcome }) => outcome)).toContain('cancelled');
  expect(await queue.run(run_id)).toMatchObject({ state: 'complete' });
  expect(fake.state.deviceAccess.rightsOf(person)).toEqual([]);
});
