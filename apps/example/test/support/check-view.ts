import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const screenshots = new URL('../../test-results/', import.meta.url).pathname;

/** The sizes in which every view is checked, in both color schemes. */
export const sizes = [
  { name: 'wide', context: { viewport: { width: 1280, height: 860 } } },
  { name: 'narrow', context: { viewport: { width: 375, height: 812 } } },
] as const;

const seriousViolations = async (builder: AxeBuilder): Promise<string[]> => {
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/**
 * Takes a screenshot in light and in dark. Fails when the view has serious accessibility violations or scrolls horizontally.
 * Of the rules, only the contrast depends on the colors.
 */
export const checkView = async (page: Page, name: string, fullPage = true): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${screenshots}${name}-${colorScheme}.png`, fullPage });
    const builder = new AxeBuilder({ page });
    if (colorScheme === 'dark') builder.withRules('color-contrast');
    expect(await seriousViolations(builder)).toEqual([]);
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  ).toBe(false);
};
