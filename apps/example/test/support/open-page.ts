import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '../../src/session.ts';
import { startConsole, type StartOptions, type StartedConsole } from './start-console.ts';

export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** The router's responses, as "status path". */
  readonly responses: string[];
  /** Uncaught errors, violations of the security policy, and requests to other hosts. */
  readonly errors: string[];
  signIn(role: Role): Promise<void>;
  /** Opens a person from the list and waits until their doors are loaded. */
  openPerson(name: string): Promise<void>;
  /** Presses a button of the open dialog. */
  confirm(name: string): Promise<void>;
}

/** A page of a console that was started for it. */
export interface OpenedConsole extends OpenedPage {
  readonly console: StartedConsole;
}

interface BrowserOptions {
  readonly browser: Browser;
  readonly context?: BrowserContextOptions;
}

export interface OpenAtOptions extends BrowserOptions {
  /** The URL of a running console. */
  readonly url: string;
}

export interface OpenOptions extends BrowserOptions, StartOptions {}

const failedResource = /^Failed to load resource: the server responded with a status of/;

/** Opens the sign-in of a running console in a new browser context. */
export const openPage = async ({ browser, context, url }: OpenAtOptions): Promise<OpenedPage> => {
  const window = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...context });
  const page = await window.newPage();
  const [responses, errors]: [string[], string[]] = [[], []];
  const prefix = `${url}/api/seam`;
  window.on('response', (response) => {
    const called = response.url();
    if (called.startsWith(prefix))
      responses.push(`${response.status()} ${new URL(called.slice(prefix.length), url).pathname}`);
  });
  window.on('request', (request) => {
    if (!request.url().startsWith(url)) errors.push(`request to another host: ${request.url()}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !failedResource.test(message.text())) errors.push(message.text());
  });
  await page.goto(url);
  return {
    page,
    responses,
    errors,
    signIn: async (role) => {
      await page.getByRole('button', { name: `Sign in as ${role}` }).click();
      await page.getByRole('link', { name: 'Ada Okafor' }).waitFor();
    },
    openPerson: async (name) => {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await page.getByRole('button', { name: 'Delete identity' }).waitFor();
    },
    confirm: (name) => page.getByRole('dialog').getByRole('button', { name }).click(),
    [Symbol.asyncDispose]: () => window.close(),
  };
};

/** Starts a console and opens its sign-in in a new browser context. */
export const openConsole = async ({ browser, context, ...options }: OpenOptions): Promise<OpenedConsole> => {
  const console = await startConsole(options);
  const opened = await openPage({ browser, url: console.url, ...(context && { context }) });
  return {
    ...opened,
    console,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await console[Symbol.asyncDispose]();
    },
  };
};
