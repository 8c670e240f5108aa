import { checkPage } from '@org/tests/support/check-page';
import type { Page } from 'playwright-core';

export const screenshots = new URL('../../test-results/', import.meta.url).pathname;

/**
 * Takes a screenshot in light and in dark. Fails when the view has serious accessibility violations or scrolls horizontally.
 */
export const checkView = (page: Page, name: string, fullPage = true): Promise<void> =>
  checkPage(page, { screenshot: `${screenshots}${name}`, fullPage });
