import { checkPage, sizes } from '@org/tests/support/check-page';
import { launchBrowser, type LaunchedBrowser } from '@org/tests/support/launch-browser';
import type { Listening } from '@org/tests/support/listen';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite } from './site.ts';

const screenshots = join(import.meta.dirname, '../test-results');

let launched: LaunchedBrowser;
let site: Listening;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  [launched, site] = await Promise.all([launchBrowser(), serveSite()]);
});
afterAll(async () => {
  await launched[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

const open = async (context: (typeof sizes)[number]['context']) => {
  const window = await launched.browser.newContext(context);
  const page = await window.newPage();
  const errors: string[] = [];
  window.on('request', (request) => {
    if (!request.url().startsWith(site.url)) errors.push(`request to another host: ${request.url()}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(site.url);
  return { page, errors, [Symbol.asyncDispose]: () => window.close() };
};

/** The visible text of VitePress's search button contains a keyboard shortcut, which its label does not repeat. */
const check = (page: Page, name: string) =>
  checkPage(page, {
    screenshot: join(screenshots, name),
    fullPage: false,
    except: ['label-content-name-mismatch'],
  });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

describe.each(sizes)('$name, in light and dark', ({ name, context }) => {
  it('leads from the home page through the start guide to the next one', async () => {
    await using opened = await open(context);
    const { page, errors } = opened;
    await check(page, `home-${name}`);
    await page.getByRole('link', { name: 'Start', exact: true }).last().click();
    await heading(page, 'Start').waitFor();
    await page.getByText('console.log(person.full_name)').waitFor();
    await check(page, `start-${name}`);

    if (context.viewport.width < 960) await page.getByRole('button', { name: 'On this page' }).click();
    await page.getByRole('link', { name: 'Close a door', exact: true }).click();
    await expect.poll(() => page.url()).toContain('#close-a-door');
    await page.getByText('closed: 1, not yet: 0, stays open: 0').waitFor();

    await page.getByRole('link', { name: 'Next page Outcomes' }).click();
    await heading(page, 'Outcomes').waitFor();
    await check(page, `outcomes-${name}`);
    expect(errors).toEqual([]);
  });
});

it('the search finds a function, and opens its reference', async () => {
  await using opened = await open(sizes[0].context);
  const { page, errors } = opened;
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('revokeAccessToAllEntrances');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await heading(page, 'acs.users').waitFor();
  expect(errors).toEqual([]);
});
