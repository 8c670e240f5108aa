import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import { copyData } from '../fake/copy-data.ts';
import type { DeliveryRow, WebhookRow } from '../fake/rows.ts';
import type { Violations } from '../fake/violations.ts';
import type { World } from '../fake/world.ts';
import { omitUndefined } from '../fake/search.ts';
import { makeSecret, setDisabled } from '../resources/webhooks/record.ts';
import { retrySchedule, type WebhookFault, webhookRequest } from './delivery.ts';
import { WebhookFaults } from './faults.ts';
import {
  type AttemptResult,
  byHttp,
  callReceiver,
  normalizeUrl,
  refusalOf,
  type WebhookReceiver,
} from './receivers.ts';

/**
 * Delivers events to the registered webhooks, signed like Seam's. `flush` and `drain` send pending events; a fake that
 * listens on a socket sends them automatically. Deliveries go to the receivers of `receive`, and over HTTP to this machine and
 * private networks. Others fail without a request.
 */
export class Webhooks {
  /** Injects delivery faults. */
  readonly faults: WebhookFaults;
  readonly #world: World;
  readonly #violations: Violations;
  readonly #receivers = new Map<string, WebhookReceiver>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(world: World, violations: Violations) {
    this.#world = world;
    this.#violations = violations;
    this.faults = new WebhookFaults(world.random);
  }

  /** Every delivery with its attempts, the latest last. */
  get deliveries(): readonly DeliveryRow[] {
    return copyData(this.#world.state.deliveries.list());
  }

  /**
   * Handles deliveries to this URL in-process. A receiver that throws an error has not received the delivery, which is tried
   * again; `fake.verify()` reports the error unless the attempt had a fault. To send deliveries to a public URL, or to handlers
   * of Mock Service Worker, pass `fetch`.
   *
   * @example
   * fake.webhooks.receive('https://example.com/hook', (request) => receiver(request));
   */
  receive(url: string, receiver: WebhookReceiver): void {
    if (!URL.canParse(url))
      throw new SeamConfigError(`webhooks.receive() takes a URL; got ${describeValue(url)}.`);
    if (typeof receiver !== 'function')
      throw new SeamConfigError(`webhooks.receive() takes a function; got ${describeValue(receiver)}.`);
    this.#receivers.set(normalizeUrl(url), receiver);
  }

  /** Gives a webhook a new secret and returns it. */
  rotateSecret(webhook_id: string): string {
    const { state, random } = this.#world;
    const webhook = this.#require(webhook_id);
    const secret = makeSecret(random);
    state.webhooks.patch(webhook_id, { secret, previous_secret: webhook.secret });
    return secret;
  }

  /**
   * Disables a webhook, as in Seam Console: it gets no further events, and its pending deliveries fail.
   * @throws SeamConfigError when there is no such webhook
   */
  disable(webhook_id: string): void {
    setDisabled(this.#world, this.#require(webhook_id).webhook_id, true);
  }

  /**
   * Enables a disabled webhook. It gets the events from now on.
   * @throws SeamConfigError when there is no such webhook
   */
  enable(webhook_id: string): void {
    setDisabled(this.#world, this.#require(webhook_id).webhook_id, false);
  }

  /** Attempts each delivery that is due on the fake's clock once. Never rejects: a receiver that throws counts as a failed attempt. */
  flush(): Promise<void> {
    const run = this.#running.then(() => this.#attemptAll());
    this.#running = run.catch(() => {});
    return run;
  }

  /** Advances the clock from retry to retry until every delivery was accepted or has failed. */
  async drain(): Promise<void> {
    await this.flush();
    for (let next = this.#nextDue(); next !== undefined; next = this.#nextDue()) {
      if (Date.parse(next) > this.#world.clock.now().getTime()) this.#world.clock.set(next);
      await this.flush();
    }
  }

  /** Forgets the planned faults, and the deliveries that are being sent: their state is restored. */
  reset(): void {
    this.faults.clear();
    this.#running = Promise.resolve();
  }

  #require(webhook_id: string): WebhookRow {
    const webhook = this.#world.state.webhooks.get(webhook_id);
    if (!webhook) throw new SeamConfigError(`There is no webhook ${describeValue(webhook_id)}.`);
    return webhook;
  }

  #pending(): DeliveryRow[] {
    return this.#world.state.deliveries.by('status', 'pending');
  }

  #nextDue(): string | undefined {
    return this.#pending()
      .flatMap(({ next_attempt_at }) => next_attempt_at ?? [])
      .toSorted()[0];
  }

  async #attemptAll(): Promise<void> {
    const now = this.#world.clock.timestamp();
    const due = this.#pending().filter(({ next_attempt_at = '' }) => next_attempt_at <= now);
    const planned = due.map((delivery) => ({ delivery, fault: this.faults.take() }));
    const isLate = ({ fault }: { fault?: WebhookFault | undefined }) => fault?.kind === 'reorder';
    const inOrder = [...planned.filter((item) => !isLate(item)), ...planned.filter(isLate).toReversed()];
    for (const { delivery, fault } of inOrder) await this.#attempt(delivery, fault);
  }

  async #attempt(delivery: DeliveryRow, fault: WebhookFault | undefined): Promise<void> {
    const { state, clock } = this.#world;
    const { message_id, webhook_id, attempts } = delivery;
    if (!this.#isCurrent(delivery) || state.deliveries.get(message_id)?.status !== 'pending') return;
    const { status, error, isRefused = false } = await this.#send(delivery, fault);
    if (!this.#isCurrent(delivery)) return;
    const isDelivered = status !== null && status >= 200 && status < 300;
    const webhook = state.webhooks.get(webhook_id);
    if (error !== undefined && !fault && webhook && this.#receiverOf(webhook))
      this.#violations.add(`The receiver of ${webhook.url} failed: ${error}`);
    const isGivenUp = isRefused || fault?.kind === 'lose' || !webhook || webhook.is_disabled === true;
    const delay = isGivenUp ? undefined : retrySchedule[attempts.length];
    const attempt = omitUndefined({ at: clock.timestamp(), status, error, fault: fault?.kind });
    state.deliveries.patch(message_id, {
      attempts: [...attempts, attempt],
      status: isDelivered ? 'delivered' : delay === undefined ? 'failed' : 'pending',
      next_attempt_at: isDelivered || delay === undefined ? undefined : clock.timestampIn(delay),
    });
  }

  /** Whether the state still has the delivery. After a reset, another one may have its id. */
  #isCurrent({ message_id, attempts }: DeliveryRow): boolean {
    return this.#world.state.deliveries.get(message_id)?.attempts === attempts;
  }

  /** Sends a delivery, a duplicate twice. */
  async #send(
    { message_id, webhook_id, event_id, event: deleted }: DeliveryRow,
    fault: WebhookFault | undefined,
  ): Promise<AttemptResult & { readonly isRefused?: boolean }> {
    const { state, clock } = this.#world;
    const webhook = state.webhooks.get(webhook_id);
    const event = deleted ?? state.events.get(event_id);
    if (!webhook || !event || fault?.kind === 'drop' || fault?.kind === 'lose') return { status: null };
    const receiver = this.#receiverOf(webhook);
    const refusal = receiver ? undefined : refusalOf(webhook.url);
    if (refusal !== undefined) return { status: null, error: refusal, isRefused: true };
    const parts = { message_id, now: clock.now(), fault };
    const send = () => callReceiver(receiver ?? byHttp, webhookRequest(event, webhook, parts));
    if (fault?.kind === 'duplicate') await send();
    return await send();
  }

  #receiverOf({ url }: WebhookRow): WebhookReceiver | undefined {
    return this.#receivers.get(normalizeUrl(url));
  }
}
