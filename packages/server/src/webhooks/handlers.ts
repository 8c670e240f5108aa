import { SeamConfigError, type SeamEvent } from '@org/seam-core';
import type { WebhookDelivery } from '@org/seam-core/webhooks';

/**
 * A function for each type of event you act on. It may be called again for one event if it fails, or the process ends. The
 * order of events is not kept, across deliveries or with a back-fill: what matters is what Seam says when you ask.
 */
export type WebhookHandlers = {
  readonly [T in SeamEvent['event_type']]?:
    ((event: Extract<SeamEvent, { event_type: T }>, delivery: WebhookDelivery) => unknown) | undefined;
};

/** A function for all other events, of the types that this version does not know, too. */
export type WebhookFallback = (event: WebhookDelivery['event'], delivery: WebhookDelivery) => unknown;

/** The function for an event; `undefined` when nothing is to be done about it. */
export const handlerOf = (
  on: WebhookHandlers,
  otherwise: WebhookFallback | undefined,
  { event_type }: WebhookDelivery['event'],
): WebhookFallback | undefined =>
  (Object.hasOwn(on, event_type)
    ? (on as Readonly<Record<string, WebhookFallback | undefined>>)[event_type]
    : undefined) ?? otherwise;

/** What a name of an event looks like. Which ones there are is known to the types alone. */
const eventName = /^[a-z0-9_]+(\.[a-z0-9_]+)+$/;

/** Whether all that an object has is its own. The prototype of all objects has none, in each realm. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/**
 * Refuses functions that no event would ever reach, and having none. A name that looks like an event's and is none is left
 * to the types: Seam adds names.
 *
 * @throws SeamConfigError that names what is no function, no name of an event, or no plain object
 */
export const checkWebhookHandlers = ({
  on = {},
  otherwise,
}: {
  readonly on?: WebhookHandlers | undefined;
  readonly otherwise?: WebhookFallback | undefined;
}): void => {
  if (typeof on !== 'object' || on === null || !isPlain(on))
    throw new SeamConfigError(
      'The option on is a plain object of functions. Those that a class has on its prototype are not found: list them.',
    );
  for (const [name, value] of Object.entries(on)) {
    if (!eventName.test(name))
      throw new SeamConfigError(
        `The option on has a function for ${name}, which is no name of an event. Those are like acs_user.deleted; what ` +
          'looks otherwise goes to otherwise.',
      );
    if (value !== undefined && typeof value !== 'function')
      throw new SeamConfigError(`What is to be done about ${name} is no function.`);
  }
  if (otherwise !== undefined && typeof otherwise !== 'function')
    throw new SeamConfigError('What is to be done otherwise is no function.');
  if (otherwise === undefined && Object.values(on).every((value) => value === undefined))
    throw new SeamConfigError(
      'There is no function in on, and no otherwise: all events would be acknowledged, and none acted on. For a start: ' +
        'otherwise: ({ event_type }) => console.log(event_type)',
    );
};

/** Whether two texts are the same but for one letter that is missing, wrong or too many, or two that changed places. */
const isOneSlipApart = (one: string, other: string): boolean => {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const shorter = Math.min(one.length, other.length);
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
};

/** The name under which a function was most likely meant for events of this type, of which there is none. */
export const misspeltHandler = (on: object, eventType: string): string | undefined =>
  Object.hasOwn(on, eventType) ? undefined : Object.keys(on).find((name) => isOneSlipApart(name, eventType));
