import { afterAll, beforeAll } from 'vitest';
import { buildPage } from './build-page.ts';
import { launchBrowser, type LaunchedBrowser } from '@org/tests/support/launch-browser';
import {
  openConsole,
  openPage,
  type OpenAtOptions,
  type OpenedConsole,
  type OpenedPage,
  type OpenOptions,
} from './open-page.ts';

interface OpenInBrowser {
  /** Opens a new console of its own. */
  readonly open: (options?: Omit<OpenOptions, 'browser'>) => Promise<OpenedConsole>;
  /** Opens a console that is running already. */
  readonly openAt: (options: Omit<OpenAtOptions, 'browser'>) => Promise<OpenedPage>;
}

/** Starts a browser for the tests of a file. */
export const useBrowser = (): OpenInBrowser => {
  let launched: LaunchedBrowser;
  beforeAll(async () => {
    await buildPage();
    launched = await launchBrowser();
  });
  afterAll(() => launched[Symbol.asyncDispose]());
  return {
    open: (options) => openConsole({ browser: launched.browser, ...options }),
    openAt: (options) => openPage({ browser: launched.browser, ...options }),
  };
};
