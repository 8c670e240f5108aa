import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findInFake } from '../../../test/support/find-in-fake.ts';
import { startDemoSeam } from './demo-seam.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-console-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (onEvent: (event: { readonly event_type: string }) => void = () => {}) =>
  startDemoSeam({ file: join(folder, 'fake.json'), onEvent });

test('a confirmed change is in the file before its response, so that a kill does not lose it', async () => {
  await using first = await start();
  const find = findInFake(first.fake);
  const user_identity_id = find.person('Hugo Lindqvist');
  await first.seam.userIdentities.revokeAccessToDevice({
    user_identity_id,
    device_id: find.lock('Bike room'),
  });
  // The first one still runs: nothing was saved at its end.
  await using second = await start();
  expect(await second.seam.userIdentities.listAccessibleDevices({ user_identity_id })).toEqual([]);
});

test('has access that a revocation does not end, also after a restart', async () => {
  await using first = await start();
  const user_identity_id = findInFake(first.fake).person('Emi Tanaka');
  await first.seam.userIdentities.listAccessibleDevices({ user_identity_id });
  await using second = await start();
  const names = (await second.seam.userIdentities.listAccessibleDevices({ user_identity_id })).map(
    ({ display_name }) => display_name,
  );
  expect(names.toSorted()).toEqual(['Garden house', 'Meeting room']);
});

test('delivers events of changes from elsewhere, also after a restart', async () => {
  await (await start())[Symbol.asyncDispose]();
  const events: string[] = [];
  await using demo = await start(({ event_type }) => void events.push(event_type));
  const [user] = demo.fake.state.acsUsers.list();
  await demo.seam.acs.users.delete({ acs_user_id: user?.acs_user_id ?? '' });
  await expect.poll(() => events, { timeout: 20_000 }).toContain('acs_user.deleted');
});
