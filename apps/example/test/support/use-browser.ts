import { afterAll, beforeAll } from 'vitest';
import { buildPage } from './build-page.ts';
import { launchBrowser, type LaunchedBrowser } from './launch-browser.ts';
import { openPage, type OpenedPage, type OpenOptions } from './open-page.ts';

/** Starts a browser for the tests of a file. Returns a function that opens a new console in it. */
export const useBrowser = (): ((options?: Omit<OpenOptions, 'browser'>) => Promise<OpenedPage>) => {
  let launched: LaunchedBrowser;
  beforeAll(async () => {
    await buildPage();
    launched = await launchBrowser();
  });
  afterAll(() => launched[Symbol.asyncDispose]());
  return (options) => openPage({ browser: launched.browser, ...options });
};
