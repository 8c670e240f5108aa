import { expect, test } from 'vitest';
import { findInFake } from './support/find-in-fake.ts';
import { useBrowser } from './support/use-browser.ts';

const { open } = useBrowser();

test('signs in and out, and shows the source of the data', async () => {
  await using opened = await open();
  const { page } = opened;
  await page.getByText('Demo data').waitFor();
  expect(opened.responses).toEqual([]);
  await opened.signIn('manager');
  expect(await page.locator('.people .row').count()).toBe(8);
  await page.reload();
  await page.getByRole('link', { name: 'Ada Okafor' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in as viewer' }).waitFor();
  expect(opened.errors).toEqual([]);
});

test('shows when it is connected to Seam', async () => {
  await using opened = await open({ source: 'seam' });
  await opened.page.getByText('Connected to Seam').waitFor();
  await opened.signIn('viewer');
  await opened.page.getByText('Connected to Seam').waitFor();
});

test('shows every door of a person, and each ACS user with its system', async () => {
  await using opened = await open();
  const { page } = opened;
  await opened.signIn('viewer');
  await opened.openPerson('Ada Okafor');
  const rowsOf = async (name: string) =>
    (await page.getByRole('region', { name }).locator('li .row-text').allInnerTexts()).map((text) =>
      text.split(/\n+/),
    );
  expect(await rowsOf('Single locks')).toEqual([
    ['Roof terrace', 'August', 'Granted to the person directly. Revoking the lock removes it.'],
  ]);
  const reason = (system: string) =>
    `Assigned to the ACS user in ${system}. Revoking all entrances removes it.`;
  expect(await rowsOf('Entrances')).toEqual([
    ['Main entrance', 'Offices', reason('Offices')],
    ['Server room', 'Offices', reason('Offices')],
    ['Garage gate', 'Garage', reason('Garage')],
  ]);
  expect(await rowsOf('ACS users')).toEqual([
    ['Offices', 'Ada Okafor'],
    ['Garage', 'Ada Okafor'],
  ]);
  expect(await page.title()).toBe('Ada Okafor · Access console');
});

test('grants a lock', async () => {
  await using opened = await open();
  const { page, console } = opened;
  const find = findInFake(console.fake);
  await opened.signIn('manager');
  await opened.openPerson('Chiara Rossi');
  await page.getByText('No single locks.').waitFor();
  await page.getByLabel('Give access to').selectOption('Storage');
  await page.getByRole('button', { name: 'Grant' }).click();
  await page.getByText('Chiara Rossi can open Storage now.').waitFor();
  await page.getByRole('button', { name: 'Revoke Storage' }).waitFor();
  expect(await page.getByLabel('Give access to').locator('option').allInnerTexts()).not.toContain('Storage');
  expect(console.fake.state.deviceAccess.has(find.person('Chiara Rossi'), find.lock('Storage'))).toBe(true);
  expect(opened.responses).toContain('200 /user_identities/grant_access_to_device');
});

test('revokes a lock', async () => {
  await using opened = await open();
  const { page, console } = opened;
  const find = findInFake(console.fake);
  await opened.signIn('manager');
  await opened.openPerson('Ben Castillo');
  await page.getByRole('button', { name: 'Revoke Bike room' }).click();
  await opened.confirm('Revoke Bike room');
  await page.getByText('Ben Castillo can no longer open Bike room.').waitFor();
  await page.getByRole('button', { name: 'Revoke Bike room' }).waitFor({ state: 'detached' });
  const { deviceAccess } = console.fake.state;
  expect(deviceAccess.rightsOf(find.person('Ben Castillo'))).toEqual([find.lock('Meeting room')]);
  expect(deviceAccess.has(find.person('Farid Haddad'), find.lock('Bike room'))).toBe(true);
  expect(opened.errors).toEqual([]);
});

test('revokes all entrances, in every system', async () => {
  await using opened = await open();
  const { page, console } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Ada Okafor');
  await page.getByRole('button', { name: 'Revoke all entrances' }).click();
  await opened.confirm('Revoke all entrances');
  await page.getByText('Ada Okafor can no longer open any entrance.').waitFor();
  await page.getByText('No entrances.').waitFor();
  const find = findInFake(console.fake);
  const users = find.acsUsers('Ada Okafor');
  expect(users).toHaveLength(2);
  for (const { acs_user_id } of users)
    expect(console.fake.state.entranceAccess.rightsOf(acs_user_id)).toEqual([]);
  const user_identity_id = find.person('Ada Okafor');
  expect(await console.fake.seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toEqual([]);
});

test('removes an ACS user from the identity, which stays in its system', async () => {
  await using opened = await open();
  const { page, console } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Emi Tanaka');
  await page.getByRole('button', { name: 'Remove ACS user in Garage' }).click();
  await opened.confirm('Remove ACS user');
  await page.getByText('The ACS user in Garage no longer belongs to Emi Tanaka.').waitFor();
  await page.getByRole('link', { name: 'Emi Tanaka 1 access system' }).waitFor();
  const linked = findInFake(console.fake)
    .acsUsers('Emi Tanaka')
    .map(({ user_identity_id }) => user_identity_id);
  expect(linked).toEqual([findInFake(console.fake).person('Emi Tanaka'), undefined]);
});

test('deletes the identity after a confirmation', async () => {
  await using opened = await open();
  const { page, console } = opened;
  const user_identity_id = findInFake(console.fake).person('Hugo Lindqvist');
  await opened.signIn('manager');
  await opened.openPerson('Hugo Lindqvist');
  await page.getByRole('button', { name: 'Delete identity' }).click();
  await page.getByRole('dialog', { name: 'Delete Hugo Lindqvist?' }).waitFor();
  await page.getByText('They can still open one door.').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(console.fake.state.userIdentities.get(user_identity_id)).toBeDefined();

  await page.getByRole('button', { name: 'Delete identity' }).click();
  await page.getByRole('button', { name: 'Delete Hugo Lindqvist' }).click();
  await page.getByText('Hugo Lindqvist is deleted.').waitFor();
  await page.getByRole('link', { name: 'Hugo Lindqvist' }).waitFor({ state: 'detached' });
  expect(console.fake.state.userIdentities.get(user_identity_id)).toBeUndefined();
  expect(console.fake.state.deviceAccess.rightsOf(user_identity_id)).toEqual([]);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('people-heading');
  expect(opened.errors).toEqual([]);
});

test('the router refuses a change by a viewer (403)', async () => {
  await using opened = await open();
  const { page, console, responses } = opened;
  await opened.signIn('viewer');
  await page.getByText('Viewers cannot change anything.').waitFor();
  await opened.openPerson('Ada Okafor');
  const reads = responses.filter(
    (response) => response === '200 /user_identities/list_accessible_devices',
  ).length;
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).click();
  await opened.confirm('Revoke Roof terrace');
  const alert = page.getByRole('alert').filter({ hasText: 'Roof terrace was not revoked.' });
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/Permission denied\.\s+403 forbidden · request [\w-]+/);
  expect(responses).toContain('403 /user_identities/revoke_access_to_device');
  expect(
    responses.filter((response) => response === '200 /user_identities/list_accessible_devices').length,
  ).toBeGreaterThan(reads);
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).waitFor();
  const find = findInFake(console.fake);
  expect(console.fake.state.deviceAccess.has(find.person('Ada Okafor'), find.lock('Roof terrace'))).toBe(
    true,
  );
  expect(opened.errors).toEqual([]);
});
