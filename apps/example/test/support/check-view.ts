import { checkPage } from '@org/tests/support/check-page';
import type { Page } from 'playwright-core';

export const screenshots = new URL('../../test-results/', import.meta.url).pathname;

/**
 * Fails when the view has serious accessibility violations in light or in dark, or scrolls horizontally.
 */
export const checkView = (page: Page, name: string, fullPage = true): Promise<void> =>
  checkPage(page, { screenshot: `${screenshots}${name}`, fullPage });
