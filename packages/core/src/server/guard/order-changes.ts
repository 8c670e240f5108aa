import { checkOptions, rules, type OptionRules } from '../../check-options.ts';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { within } from '../../within.ts';
import type { Answer } from '../answer.ts';
import { apiError } from '../api-error.ts';
import type { Exchange } from './exchange.ts';
import type { IdempotencyOptions } from '../idempotency/idempotency-options.ts';
import { createInTurn } from './in-turn.ts';
import { namedIn } from './named-in.ts';
import { referenceOf } from './reference-of.ts';
import type { KernelOptions } from '../kernel-options.ts';
import { memoryIdempotencyStore } from '../idempotency/memory-idempotency-store.ts';
import { performOnce, type PerformOnceOptions } from '../idempotency/perform-once.ts';
import { timedStore } from '../idempotency/timed-store.ts';

/** Longer than the client's `totalTimeout`, and less than the minute after which proxies give up, in milliseconds. */
const defaultQueueTimeout = 40_000;

const persons = ['user_identity', 'acs_user'];

/** What a change calls the persons it is about. One person may have several names: nobody but Seam knows which. */
const personsIn = (params: object): string[] =>
  namedIn(params).flatMap(({ name, value }) => {
    const reference = referenceOf(name);
    return reference && persons.includes(reference.kind) ? [`${reference.by} ${value}`] : [];
  });

export interface OrderOptions {
  readonly idempotency?: boolean | IdempotencyOptions | undefined;
  readonly hasActor: boolean;
  readonly queueTimeout?: number | undefined;
  /** Hears that an answer could not be remembered. */
  readonly report: (error: unknown, exchange: Exchange<unknown>) => void;
  /** Gets what goes on after a call was answered. */
  readonly track: (rest: Promise<void>) => void;
}

const idempotencyRules: OptionRules<IdempotencyOptions> = {
  // What is missing of a store is said where it is first used.
  store: rules.any,
  lease: rules.milliseconds(1, Number.MAX_SAFE_INTEGER),
};

const rememberedBy = ({
  idempotency,
  hasActor,
}: OrderOptions): Required<Pick<PerformOnceOptions, 'store' | 'lease'>> | undefined => {
  if (!idempotency) return undefined;
  if (!hasActor)
    throw new SeamConfigError(
      'idempotency needs actor: two callers may choose the same key. For a start: actor: (req) => req.session?.user',
    );
  const given = idempotency === true ? {} : idempotency;
  checkOptions('idempotency', given, idempotencyRules);
  const { store = memoryIdempotencyStore(), lease = 120_000 } = given;
  return { store: timedStore(store), lease };
};

/**
 * Performs calls that are allowed: reads at once, the changes of one person one after the other, and those with an
 * idempotency key once.
 *
 * @throws SeamConfigError when keys are to be honoured and nobody says whose they are
 */
export const orderChanges = (
  options: OrderOptions,
): NonNullable<KernelOptions<Exchange<unknown>>['around']> => {
  const remembered = rememberedBy(options);
  const { queueTimeout = defaultQueueTimeout } = options;
  const inTurn = createInTurn();

  return async ({ endpoint, params, context }, { decide, perform }) => {
    if (endpoint.replay === 'safe') {
      await decide();
      return await perform();
    }
    const key = context.header('idempotency-key');
    const change = (): Promise<Answer> => {
      if (!remembered || key === undefined) return perform();
      const { actor, requestId } = context.note;
      const onFault = (error: unknown) => options.report(error, context);
      return performOnce({ endpoint, params, key, actor, requestId }, perform, {
        ...remembered,
        onFault,
        onRest: options.track,
      });
    };
    // Before the queue, so that whoever is denied keeps nobody waiting.
    await decide();
    return await inTurn(personsIn(params), {
      wait: (turn) => {
        const inTime = within(queueTimeout, turn, () =>
          apiError('change_in_progress', { retryAfterMs: 1000 }),
        );
        return context.note.slot?.untilTurn(inTime) ?? inTime;
      },
      // What was allowed may not be any more.
      afterWait: decide,
      perform: change,
    });
  };
};
