import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The sizes in which every page is checked, in both color schemes. */
export const sizes = [
  { name: 'wide', context: { viewport: { width: 1280, height: 860 } } },
  { name: 'narrow', context: { viewport: { width: 375, height: 812 } } },
] as const;

interface CheckOptions {
  /** The path of the screenshots, without the color scheme and the extension. */
  readonly screenshot: string;
  /** Whether the screenshots show the whole page. Default: true. */
  readonly fullPage?: boolean;
  /** Rules of axe that are not checked. */
  readonly except?: readonly string[];
}

const seriousViolations = async (builder: AxeBuilder): Promise<string[]> => {
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/**
 * Takes a screenshot in light and in dark. Fails when the page has serious accessibility violations or scrolls horizontally.
 * Of the rules, only the contrast depends on the colors.
 */
export const checkPage = async (
  page: Page,
  { screenshot, fullPage = true, except = [] }: CheckOptions,
): Promise<void> => {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${screenshot}-${colorScheme}.png`, fullPage });
    const builder = new AxeBuilder({ page });
    if (colorScheme === 'dark') builder.withRules('color-contrast');
    else builder.disableRules([...except]);
    expect(await seriousViolations(builder)).toEqual([]);
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  ).toBe(false);
};
