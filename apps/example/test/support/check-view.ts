import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const screenshots = new URL('../../test-results/', import.meta.url).pathname;

/** The sizes and color schemes in which every view is checked. */
export const views = [
  { name: 'wide-light', context: { viewport: { width: 1280, height: 860 }, colorScheme: 'light' } },
  { name: 'wide-dark', context: { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' } },
  { name: 'narrow-light', context: { viewport: { width: 375, height: 812 }, colorScheme: 'light' } },
  { name: 'narrow-dark', context: { viewport: { width: 375, height: 812 }, colorScheme: 'dark' } },
] as const;

const seriousViolations = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/** Takes a screenshot. Fails when the view has serious accessibility violations or scrolls horizontally. */
export const checkView = async (page: Page, name: string, fullPage = true): Promise<void> => {
  await page.screenshot({ path: `${screenshots}${name}.png`, fullPage });
  expect(await seriousViolations(page)).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  ).toBe(false);
};
