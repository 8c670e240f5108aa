import type { endpoints, Handlers, Seam } from '@org/seam-core';
import type { HandlerContext } from '@org/seam-server';
import type { WebviewCompletion } from '../resources/connect-webviews/complete.ts';
import type { FakeEvents } from '../resources/events/emit.ts';
import type { Webhooks } from '../webhooks/deliveries.ts';
import type { Faults } from '../wire/faults.ts';
import type { ListeningFake, ListenOptions } from '../wire/listen.ts';
import type { RateLimits } from '../wire/rate-limits.ts';
import type { Add } from './add-interface.ts';
import type { Assumptions } from './assumptions.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import type { Provider } from './provider.ts';
import type { Snapshot } from './snapshot.ts';
import type { State } from './state.ts';

/** A fake of the Seam API in memory. */
export interface FakeSeam extends AsyncDisposable {
  /**
   * A client that talks to the fake without a socket. It retries after 1, 2 and 4 milliseconds, and polls a pending action
   * attempt every 5 milliseconds for at most 3 seconds; a `Retry-After` is waited for in full. Other options: pass `fetch`
   * and `endpoint` to a client of your own.
   */
  readonly seam: Seam;
  /** Responds to requests. Pass it to a client as its `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * The fake's handlers, for your own router or server. They use the fake's first workspace. Parameters that Seam does not have
   * are ignored, and with `strict` they are an error. The journal has their calls; faults and rate limits do not apply to them:
   * for these, pass `fake.seam` to the router.
   */
  readonly handlers: Handlers<typeof endpoints, HandlerContext>;
  /** The API key of the fake's first workspace. */
  readonly apiKey: string;
  /** The id of the fake's first workspace. */
  readonly workspaceId: string;
  /** The base URL that `fetch` serves. Requests to it never leave the process. */
  readonly endpoint: string;
  /** The seed of the random numbers. Pass it as `randomSeed` to reproduce a run. */
  readonly randomSeed: number;
  /** The assumptions of this fake: the defaults, and what the options set. */
  readonly assumptions: Assumptions;
  /** Adds objects without a request. */
  readonly add: Add;
  /** The stored rows, also those that no endpoint returns. */
  readonly state: State;
  /** The time of the fake, which stands still until it is moved. */
  readonly clock: Clock;
  /** Every request the fake received, and every call of `handlers`. */
  readonly journal: Journal;
  /** Injects faults between the caller and Seam. */
  readonly faults: Faults;
  /** What happens at devices, in access systems and in accounts without a request to Seam, failures included. */
  readonly provider: Provider;
  /** Writes events that nothing in the fake causes. */
  readonly events: FakeEvents;
  /** Signed deliveries of events to registered webhooks. */
  readonly webhooks: Webhooks;
  /** The documented rate limits per minute. Off by default. */
  readonly rateLimits: RateLimits;
  /**
   * Completes a connect webview as its user would: with a login, which connects an account and its devices, or with a failure.
   * A login to an account that exists connects it again.
   * @returns the URL to which the webview redirects its user; `null` without a `custom_redirect_url`
   * @throws Error when there is no such webview, when it is not pending, or when it does not accept the provider
   */
  completeConnectWebview(connect_webview_id: string, completion?: WebviewCompletion): string | null;
  /** The whole state as plain data, for `restore` or for a file. */
  snapshot(): Snapshot;
  /** Restores a snapshot of this or another fake. The journal and what is planned stay; the rate limits count from 0. */
  restore(snapshot: Snapshot): void;
  /** Restores the initial state, clock and rate limits, and clears the journal, the faults and the planned failures. */
  reset(): void;
  /**
   * Checks how the fake was used, also when it is not strict.
   * @throws Error after a request to an endpoint that Seam does not have, after one with a parameter that a strict fake
   * refused, when a receiver of webhooks failed without a fault, and when a queued fault or a planned failure was not used
   */
  verify(): void;
  /** Listens on a socket, by default only for this machine. */
  listen(options?: ListenOptions): Promise<ListeningFake>;
}
