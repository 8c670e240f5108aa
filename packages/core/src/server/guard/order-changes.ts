import { SeamConfigError } from '../../errors/seam-config-error.ts';
import type { Answer } from '../answer.ts';
import type { Exchange } from './exchange.ts';
import type { IdempotencyStore } from '../idempotency/idempotency-store.ts';
import { createInTurn } from './in-turn.ts';
import type { AuthorizeRequest } from '../kernel-options.ts';
import { memoryIdempotencyStore } from '../idempotency/memory-idempotency-store.ts';
import { performOnce } from '../idempotency/perform-once.ts';

/** The person whose access a change is about. */
const personIn = (params: Readonly<Record<string, unknown>>): string | undefined => {
  const id = params['user_identity_id'] ?? params['acs_user_id'];
  return typeof id === 'string' ? id : undefined;
};

export interface OrderOptions {
  readonly idempotency?: boolean | { readonly store: IdempotencyStore } | undefined;
  readonly hasActor: boolean;
  /** Hears that an answer could not be remembered. */
  readonly report: (error: unknown, exchange: Exchange<unknown>) => void;
}

const storeOf = ({ idempotency, hasActor }: OrderOptions): IdempotencyStore | undefined => {
  if (!idempotency) return undefined;
  if (!hasActor)
    throw new SeamConfigError(
      'idempotency needs actor: two callers may choose the same key. For a start: actor: (req) => req.session?.user',
    );
  return idempotency === true ? memoryIdempotencyStore() : idempotency.store;
};

/**
 * Performs calls that are allowed: reads at once, the changes of one person one after the other, and those with an
 * idempotency key once.
 *
 * @throws SeamConfigError when keys are to be honoured and nobody says whose they are
 */
export const orderChanges = (options: OrderOptions) => {
  const store = storeOf(options);
  const inTurn = createInTurn();

  return (
    { endpoint, params, context }: AuthorizeRequest<Exchange<unknown>>,
    perform: () => Promise<Answer>,
  ): Promise<Answer> => {
    if (endpoint.replay === 'safe') return perform();
    const { actor, requestId } = context.note;
    const key = context.header('idempotency-key');
    const change = async (): Promise<Answer> =>
      store === undefined || key === undefined
        ? await perform()
        : await performOnce({ endpoint, params, key, actor, requestId }, perform, {
            store,
            onFault: (error) => options.report(error, context),
          });
    const person = personIn(params);
    return person === undefined ? change() : inTurn(person, change);
  };
};
