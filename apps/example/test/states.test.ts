import { apiError } from '@org/seam-server';
import { expect, test } from 'vitest';
import { findInFake } from './support/find-in-fake.ts';
import { useBrowser } from './support/use-browser.ts';

const { open } = useBrowser();

test("shows Seam's error, and that the person no longer exists", async () => {
  await using opened = await open();
  const { page, console } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Ada Okafor');
  await console.fake.seam.userIdentities.delete({
    user_identity_id: findInFake(console.fake).person('Ada Okafor'),
  });
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).click();
  await opened.confirm('Revoke Roof terrace');
  const alert = page.getByRole('alert').filter({ hasText: 'Roof terrace was not revoked.' });
  await alert.getByText('The user identity does not exist.').waitFor();
  await alert.getByText('404 user_identity_not_found').waitFor();
  await page.getByText('This person could not be loaded').waitFor();
  await page.getByRole('link', { name: 'Ada Okafor' }).waitFor({ state: 'detached' });
});

test('shows a notice when Seam accepts a change that is not visible yet', async () => {
  await using opened = await open({
    target: ({ handlers }) => ({
      ...handlers,
      userIdentities: { ...handlers.userIdentities, revokeAccessToDevice: () => {} },
    }),
  });
  const { page } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Ada Okafor');
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).click();
  await opened.confirm('Revoke Roof terrace');
  await page.getByText('Seam accepted the change, but it is not visible yet.').waitFor();
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).waitFor();
});

test.each([
  [
    'was made',
    true,
    'Ada Okafor can no longer open Roof terrace. The response was lost, but the reloaded data shows the change.',
  ],
  ['was not made', false, 'The outcome is unknown, and the change is not visible.'],
])('reloads when the response to a change that %s is lost', async (_what, isMade, said) => {
  await using opened = await open();
  const { page } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Ada Okafor');
  await page.route('**/revoke_access_to_device*', async (route) => {
    if (isMade) await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).click();
  await opened.confirm('Revoke Roof terrace');
  await page.getByText(said).waitFor();
  expect(await page.getByRole('button', { name: 'Revoke Roof terrace' }).count()).toBe(isMade ? 0 : 1);
});

test('does not report a deletion as done because the search hides the person', async () => {
  await using opened = await open();
  const { page } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Hugo Lindqvist');
  await page.getByLabel('Search people').fill('rossi');
  await page.getByText('1 person').waitFor();
  await page.route('**/user_identities/delete*', (route) => route.abort());
  await page.getByRole('button', { name: 'Delete identity' }).click();
  await opened.confirm('Delete Hugo Lindqvist');
  await page.getByText('The outcome is unknown, and the change is not visible.').waitFor();
  await page.getByRole('button', { name: 'Delete identity' }).waitFor();
});

test('says that the start of an offboarding is unknown when its response is lost', async () => {
  await using opened = await open();
  const { page } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Ada Okafor');
  await page.route('**/api/access/offboard', (route) => route.abort());
  await page.getByRole('link', { name: 'Offboard…' }).click();
  await page.getByLabel('Reason').fill('Left');
  await page.getByLabel('to confirm').fill('Ada Okafor');
  await page.getByRole('button', { name: 'Start offboarding' }).click();
  await page.getByText('It is unknown whether the offboarding was started.').waitFor();
});

test('shows a failed load, and loads again on request', async () => {
  let isDown = true;
  await using opened = await open({
    target: ({ handlers }) => ({
      ...handlers,
      userIdentities: {
        ...handlers.userIdentities,
        list: (params, context) => {
          if (isDown) throw apiError('upstream_timeout');
          return handlers.userIdentities.list(params, context);
        },
      },
    }),
  });
  const { page } = opened;
  await page.getByRole('button', { name: 'Sign in as viewer' }).click();
  await page.getByText('The people could not be loaded').waitFor();
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Ada Okafor' }).waitFor();
});

test('an ended session leads to the sign-in, and then back to the same view', async () => {
  await using opened = await open();
  const { page } = opened;
  await opened.signIn('manager');
  await opened.openPerson('Ada Okafor');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).click();
  await opened.confirm('Revoke Roof terrace');
  await page.getByText('Your session has ended.').waitFor();
  await page.getByRole('button', { name: 'Sign in as manager' }).click();
  await page.getByRole('button', { name: 'Revoke Roof terrace' }).waitFor();
});

test('searches, and says when no person matches', async () => {
  await using opened = await open();
  const { page } = opened;
  await opened.signIn('viewer');
  await page.getByLabel('Search people').fill('rossi');
  await page.getByText('1 person').waitFor();
  expect(await page.locator('.people .row-name').allInnerTexts()).toEqual(['Chiara Rossi']);
  await page.getByLabel('Search people').fill('no such person');
  await page.getByText('No person matches “no such person”.').waitFor();
});

test.each([
  [1280, ['#people-heading', '.people .row', '#view-heading', '.panel', '.panel .row']],
  [375, ['#view-heading', '.panel', '.panel .row']],
])('at %i px the layout does not shift when loading ends', async (width, landmarks) => {
  await using opened = await open({ context: { viewport: { width, height: 812 } } });
  const { page } = opened;
  const positions = () =>
    Promise.all(landmarks.map(async (selector) => (await page.locator(selector).first().boundingBox())?.y));
  await opened.signIn('manager');
  await opened.openPerson('Ada Okafor');

  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/seam/**', async (route) => {
    await released;
    await route.continue();
  });
  await page.reload();
  await page.locator('.person[aria-busy=true] .skeleton').first().waitFor();
  const loading = await positions();
  release();
  await page.locator('.people[aria-busy=false]').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Delete identity' }).waitFor();
  expect(loading).not.toContain(undefined);
  expect(await positions()).toEqual(loading);
});
