import { sizes } from '@org/tests/support/check-page';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkView } from './support/check-view.ts';
import { findInFake } from './support/find-in-fake.ts';
import { useBrowser } from './support/use-browser.ts';

const { open } = useBrowser();

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

test.each(sizes)(
  '$name: no view has serious accessibility violations or scrolls horizontally',
  async ({ name, context }) => {
    await using opened = await open({ context });
    const { page } = opened;
    const check = (view: string, fullPage = true) => checkView(page, `${view}-${name}`, fullPage);

    await page.getByRole('button', { name: 'Sign in as viewer' }).waitFor();
    await check('sign-in');
    await opened.signIn('viewer');
    await check('people');
    await opened.openPerson('Ada Okafor');
    await check('person');
    await page.getByRole('button', { name: 'Revoke Roof terrace' }).click();
    await opened.confirm('Revoke Roof terrace');
    await page.getByText('Roof terrace was not revoked.').waitFor();
    await check('refused', false);
    await page.getByRole('button', { name: 'Delete identity' }).click();
    await page.getByRole('dialog').waitFor();
    await check('dialog', false);
    expect(opened.errors).toEqual([]);
  },
);

test('the keyboard alone signs in, revokes and deletes, and keeps the focus', async () => {
  await using opened = await open();
  const { page, console } = opened;
  const { deviceAccess, userIdentities } = console.fake.state;
  const find = findInFake(console.fake);
  const ben = find.person('Ben Castillo');
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 40 && (await focused(page)) !== name; presses += 1)
      await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(name);
    await page.keyboard.press('Enter');
  };
  const nowFocused = (name: string) => expect.poll(() => focused(page)).toBe(name);

  await page.getByRole('button', { name: 'Sign in as manager' }).waitFor();
  await tabTo('Sign in as managerSees who can open what. Grants and revokes access.');
  await nowFocused('People');
  await page.getByRole('link', { name: 'Ben Castillo' }).waitFor();
  await tabTo('BCBen Castillo1 access system');
  await nowFocused('Ben Castillo');

  await page.getByRole('button', { name: 'Revoke Bike room' }).waitFor();
  await tabTo('Revoke Bike room');
  await nowFocused('Cancel');
  await tabTo('Revoke Bike room');
  await page.getByText('can no longer open Bike room').waitFor();
  await nowFocused('Revoke Meeting room');
  await page.keyboard.press('Enter');
  await nowFocused('Cancel');
  await tabTo('Revoke Meeting room');
  await page.getByText('can no longer open Meeting room').waitFor();
  await nowFocused('Single locks 0');
  expect(deviceAccess.rightsOf(ben)).toEqual([]);

  await tabTo('Delete identity…');
  await nowFocused('Cancel');
  await page.keyboard.press('Escape');
  await nowFocused('Delete identity…');
  await page.keyboard.press('Enter');
  await nowFocused('Cancel');
  await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Enter')]);
  await nowFocused('Cancel');
  await tabTo('Delete Ben Castillo');
  await page.getByText('Ben Castillo is deleted.').waitFor();
  await nowFocused('People');
  expect(userIdentities.get(ben)).toBeUndefined();
});

test('after a deletion the focus stays at the list, which may load longer than the deletion takes', async () => {
  await using opened = await open();
  const { page, console } = opened;
  const ben = findInFake(console.fake).person('Ben Castillo');
  const { userIdentities } = console.fake.state;
  await opened.signIn('manager');
  await opened.openPerson('Ben Castillo');
  await page.route('**/user_identities/list*', async (route) => {
    if (userIdentities.get(ben) === undefined) await page.waitForURL((url) => url.hash === '#/');
    // A later load of the list may have aborted this one.
    await route.continue().catch(() => {});
  });
  await page.getByRole('button', { name: 'Delete identity…' }).click();
  await opened.confirm('Delete Ben Castillo');
  await page.waitForURL((url) => url.hash === '#/');
  await page.getByText('7 people').waitFor();
  await expect.poll(() => focused(page)).toBe('People');
});

test('on a narrow screen, going back moves the focus to the name in the list', async () => {
  await using opened = await open({ context: { viewport: { width: 375, height: 812 } } });
  const { page } = opened;
  await opened.signIn('viewer');
  await opened.openPerson('Emi Tanaka');
  expect(await page.getByRole('link', { name: 'Ada Okafor' }).count()).toBe(0);
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('link', { name: 'Ada Okafor' }).waitFor();
  await expect.poll(() => focused(page)).toContain('Emi Tanaka');
});
