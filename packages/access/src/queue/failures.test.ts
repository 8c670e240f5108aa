import { createFakeSeam } from '@org/seam-testing';
import { beforeAll, expect, it } from 'vitest';
import { addPerson, clientThrough, setUpQueue, testDatabase } from './queue.test-helper.ts';

beforeAll(testDatabase, 120_000);

const asked = { actor: 'hr@example.com', reason: 'left the company' };

it('a run that is cancelled while its job fails for good ends as cancelled, and is no dead letter', async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const person = addPerson(fake);
  let run_id = '';
  const path = '/user_identities/revoke_access_to_device';
  const seam = clientThrough(fake, async (each) => {
    if (each !== path || (await queue.run(run_id))?.isCancelling) return;
    await queue.cancel(run_id);
    fake.faults.queue(path, { kind: 'status', status: 401, type: 'unauthorized' } as never);
  });
  const { queue, runToEnd } = await setUpQueue({ fake, seam });
  ({ run_id } = await queue.add(person, asked));
  await runToEnd();
  expect(await queue.deadLetters()).toEqual([]);
  expect(await queue.run(run_id)).toMatchObject({ state: 'cancelled', receipt: { state: 'cancelled' } });
  expect(await queue.add(person, asked)).toMatchObject({ isNew: true });
  await runToEnd();
  expect(fake.state.deviceAccess.rightsOf(person)).toEqual([]);
});
