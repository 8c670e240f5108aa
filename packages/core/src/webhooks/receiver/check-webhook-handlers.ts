import { SeamConfigError } from '../../errors/seam-config-error.ts';
import type { WebhookCatchAll, WebhookHandlers } from './webhook-handlers.ts';

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
  readonly otherwise?: WebhookCatchAll | undefined;
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
