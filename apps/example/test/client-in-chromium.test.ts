import { createFakeSeam } from '@org/seam-testing';
import { bundleSmoke, expectedSmoke, mountRouter } from '@org/tests/smoke';
import { expect, test } from 'vitest';
import { launchBrowser } from '@org/tests/support/launch-browser';

test('the client runs in Chromium behind the router, with the fetch of the page', async () => {
  await using fake = createFakeSeam();
  await using router = await mountRouter(fake.handlers);
  await using launched = await launchBrowser();
  const page = await launched.browser.newPage();
  // Any response of the server makes the page same-origin.
  await page.goto(`${router.url}/nothing-here`);
  await page.evaluate(await bundleSmoke());
  const result = await page.evaluate("smoke({ endpoint: '/api/seam', auth: 'none' })");
  expect(result).toEqual(expectedSmoke);
});
