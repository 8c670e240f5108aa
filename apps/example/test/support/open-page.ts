import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '../../src/session.ts';
import { startConsole, type StartOptions, type StartedConsole } from './start-console.ts';

export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  readonly console: StartedConsole;
  /** The router's responses, as "status path". */
  readonly responses: string[];
  /** Uncaught errors, violations of the security policy, and requests to other hosts. */
  readonly errors: string[];
  signIn(role: Role): Promise<void>;
  /** Opens a person from the list and waits until their doors are loaded. */
  openPerson(name: string): Promise<void>;
}

export interface OpenOptions extends StartOptions {
  readonly browser: Browser;
  readonly context?: BrowserContextOptions;
}

const failedResource = /^Failed to load resource: the server responded with a status of/;

/** Starts a console and opens its sign-in in a new browser context. */
export const openPage = async ({ browser, context, ...options }: OpenOptions): Promise<OpenedPage> => {
  const console = await startConsole(options);
  const window = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...context });
  const page = await window.newPage();
  const [responses, errors]: [string[], string[]] = [[], []];
  const prefix = `${console.url}/api/seam`;
  window.on('response', (response) => {
    const url = response.url();
    if (url.startsWith(prefix))
      responses.push(`${response.status()} ${new URL(url.slice(prefix.length), console.url).pathname}`);
  });
  window.on('request', (request) => {
    if (!request.url().startsWith(console.url)) errors.push(`request to another host: ${request.url()}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !failedResource.test(message.text())) errors.push(message.text());
  });
  await page.goto(console.url);
  return {
    page,
    console,
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
    [Symbol.asyncDispose]: async () => {
      await window.close();
      await console[Symbol.asyncDispose]();
    },
  };
};
