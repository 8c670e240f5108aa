import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as axeCore from 'axe-core';
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

declare global {
  interface Window {
    readonly axe: typeof axeCore;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe in the page, which keeps its source for the next run. */
const seriousViolations = async (page: Page, options: axeCore.RunOptions): Promise<string[]> => {
  // Axe does not look into frames by itself.
  expect(page.frames()).toHaveLength(1);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const violations: axeCore.AxeResults['violations'] = await page.evaluate(async (given) => {
    const results = await window.axe.run(document, given);
    return results.violations;
  }, options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/** Waits until the page has applied a new color scheme, and ends the transitions that it has started. */
const settleColors = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const nextFrame = () => new Promise(requestAnimationFrame);
    // The page receives the change before the first frame, and has rendered it before the second.
    await nextFrame();
    await nextFrame();
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  });

/** Screenshots take as long as the checks. They are for people, who ask for them. */
const wantsScreenshots = process.env['SCREENSHOTS'] !== undefined;

/** Takes a screenshot, `<path>.png`, when the variable `SCREENSHOTS` is set. */
export const takeScreenshot = async (page: Page, path: string, fullPage = true): Promise<void> => {
  if (wantsScreenshots) await page.screenshot({ path: `${path}.png`, fullPage });
};

/**
 * Fails when the page has serious accessibility violations in light or in dark, or scrolls horizontally. Of the rules, only the
 * contrast depends on the colors.
 */
export const checkPage = async (
  page: Page,
  { screenshot, fullPage = true, except = [] }: CheckOptions,
): Promise<void> => {
  const rules = Object.fromEntries(except.map((rule) => [rule, { enabled: false }]));
  const options = { dark: { runOnly: ['color-contrast'] }, light: { rules } };
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await settleColors(page);
    await takeScreenshot(page, `${screenshot}-${colorScheme}`, fullPage);
    // Passed checks need no details.
    const violations = await seriousViolations(page, {
      ...options[colorScheme],
      resultTypes: ['violations'],
    });
    expect(violations).toEqual([]);
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  ).toBe(false);
};
