import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { DeliveryRow, WebhookRow } from '../fake/rows.ts';
import type { World } from '../fake/world.ts';
import { makeSecret, setDisabled } from '../resources/webhooks/record.ts';
import { retrySchedule, type WebhookFault, webhookRequest } from './delivery.ts';
import { WebhookFaults } from './faults.ts';

/** Handles a delivery in-process instead of a server. */
export type WebhookReceiver = (request: Request) => Response | Promise<Response>;

const timeoutMs = 15_000;

const byHttp: WebhookReceiver = (request) => fetch(request, { signal: AbortSignal.timeout(timeoutMs) });

/**
 * Delivers events to the registered webhooks, signed like Seam's. `flush` and `drain` send pending events; a fake that
 * listens on a socket sends them automatically.
 */
export class Webhooks {
  /** Injects delivery faults. */
  readonly faults: WebhookFaults;
  readonly #world: World;
  readonly #receivers = new Map<string, WebhookReceiver>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(world: World) {
    this.#world = world;
    this.faults = new WebhookFaults(world.random);
  }

  /** Every delivery with its attempts, the latest last. */
  get deliveries(): readonly DeliveryRow[] {
    return this.#world.state.deliveries.list();
  }

  /**
   * Handles deliveries to this URL in-process.
   *
   * @example
   * fake.webhooks.receive('https://example.com/hook', (request) => receiver(request));
   */
  receive(url: string, receiver: WebhookReceiver): void {
    if (!URL.canParse(url))
      throw new SeamConfigError(`webhooks.receive() takes a URL; got ${describeValue(url)}.`);
    if (typeof receiver !== 'function')
      throw new SeamConfigError(`webhooks.receive() takes a function; got ${describeValue(receiver)}.`);
    this.#receivers.set(url, receiver);
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
    const status = await this.#send(delivery, fault);
    if (!this.#isCurrent(delivery)) return;
    const isDelivered = status !== null && status >= 200 && status < 300;
    const webhook = state.webhooks.get(webhook_id);
    const isGivenUp = fault?.kind === 'lose' || !webhook || webhook.is_disabled === true;
    const delay = isGivenUp ? undefined : retrySchedule[attempts.length];
    state.deliveries.patch(message_id, {
      attempts: [...attempts, { at: clock.timestamp(), status, ...(fault && { fault: fault.kind }) }],
      status: isDelivered ? 'delivered' : delay === undefined ? 'failed' : 'pending',
      next_attempt_at: isDelivered || delay === undefined ? undefined : clock.timestampIn(delay),
    });
  }

  /** Whether the state still has the delivery. After a reset, another one may have its id. */
  #isCurrent({ message_id, attempts }: DeliveryRow): boolean {
    return this.#world.state.deliveries.get(message_id)?.attempts === attempts;
  }

  /** The status of the response; `null` without one. */
  async #send(
    { message_id, webhook_id, event_id, event: deleted }: DeliveryRow,
    fault: WebhookFault | undefined,
  ): Promise<number | null> {
    const { state, clock } = this.#world;
    const webhook = state.webhooks.get(webhook_id);
    const event = deleted ?? state.events.get(event_id);
    if (!webhook || !event || fault?.kind === 'drop' || fault?.kind === 'lose') return null;
    const receive = this.#receivers.get(webhook.url) ?? byHttp;
    const parts = { message_id, now: clock.now(), fault };
    try {
      if (fault?.kind === 'duplicate') await receive(await webhookRequest(event, webhook, parts));
      const { status } = await receive(await webhookRequest(event, webhook, parts));
      return status;
    } catch {
      return null;
    }
  }
}
