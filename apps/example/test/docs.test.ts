import { expect, test } from 'vitest';
import { changes, reads } from '../src/server/permissions.ts';
import { useBrowser } from './support/use-browser.ts';

const { open } = useBrowser();

test('the documentation shows the endpoints of the console, and calls one', async () => {
  await using opened = await open();
  const { page, console, responses } = opened;
  await opened.signIn('viewer');
  await page.goto(`${console.url}/docs`);
  await page.getByRole('heading', { name: 'Access console' }).waitFor();
  const shown = await page.locator('.opblock-summary-path').evaluateAll((paths) =>
    // Swagger UI inserts zero-width spaces into paths.
    paths.map((path) => path.textContent.replaceAll('\u200b', '')),
  );
  expect([...new Set(shown)].toSorted()).toEqual([...reads, ...changes].toSorted());

  const list = page.locator('#operations-user_identities-userIdentitiesList');
  await list.getByRole('button', { name: 'GET /user_identities/list List' }).click();
  await list.getByRole('cell', { name: 'user_identity_ids' }).waitFor();
  await list.getByRole('button', { name: 'Try it out' }).click();
  await list.getByPlaceholder('search').fill('Ada');
  await list.getByRole('button', { name: 'Execute' }).click();
  await list.locator('.live-responses-table').getByText('"Ada Okafor"').first().waitFor();
  expect(responses.filter((response) => response === '200 /user_identities/list')).toHaveLength(2);
  expect(opened.errors).toEqual([]);
});

test('the documentation requires a session', async () => {
  await using opened = await open();
  const { page, console, responses } = opened;
  await page.goto(`${console.url}/docs`);
  await page.getByText('Failed to load API definition.').waitFor();
  expect(responses).toEqual(['401 /openapi.json']);
  expect(await page.locator('.opblock').count()).toBe(0);
});
