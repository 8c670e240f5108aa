import { checkOptions, rules } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import type { Clock } from '../fake/clock.ts';
import type { Journal } from '../fake/journal.ts';
import type { Snapshot } from '../fake/snapshot.ts';
import type { Webhooks } from '../webhooks/deliveries.ts';
import { type Faults, planFaults } from '../wire/faults.ts';
import { redactTokens } from '../wire/redact.ts';

/** For `JSON.stringify`: redacts secrets, found by the name of the property or the format of the value. */
const redactSecrets = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (/token|secret|password|api_?key|authorization/i.test(name)) return '[hidden]';
  return redactTokens(value);
};

/** The parts of a fake that the control API uses. */
export interface ControlledFake {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly webhooks: Pick<Webhooks, 'flush'>;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  reset(): void;
}

/**
 * Moves a clock according to JSON: `{ "advance_ms": 60000 }` or `{ "set": "2026-01-02T00:00:00Z" }`.
 * @throws Error when the body or the time is invalid
 */
const moveClock = (clock: Clock, body: unknown): void => {
  const options = (body ?? {}) as { readonly advance_ms?: number; readonly set?: string };
  checkOptions('clock', options, { advance_ms: rules.any, set: rules.any });
  const { advance_ms, set } = options;
  if (advance_ms !== undefined && set === undefined) clock.advance(advance_ms);
  else if (set !== undefined && advance_ms === undefined) clock.set(set);
  else throw new TypeError('The body must be { "advance_ms": 60000 } or { "set": "2026-01-02T00:00:00Z" }.');
};

type Route = Readonly<Record<string, (body: unknown) => unknown>>;

const ok = { ok: true };

/** Applies a change. An error becomes a response with the status 400. */
const attempt = (change: () => void): object => {
  try {
    change();
    return ok;
  } catch (error) {
    throw apiError('invalid_input', { message: error instanceof Error ? error.message : 'Invalid input.' });
  }
};

/** A route that rejects a body with properties. */
const withoutBody =
  (run: () => unknown): ((body: unknown) => unknown) =>
  (body) => {
    attempt(() => checkOptions('the body', body ?? {}, {}));
    return run();
  };

/** The routes of the control API, by path below its prefix and by verb. */
export const controlRoutes = (fake: ControlledFake): Readonly<Record<string, Route | undefined>> => ({
  '/journal': {
    GET: () => JSON.parse(JSON.stringify({ calls: fake.journal.calls }, redactSecrets)) as unknown,
  },
  '/snapshot': {
    GET: () => fake.snapshot(),
    PUT: (body) => attempt(() => fake.restore(body as Snapshot)),
  },
  '/reset': {
    POST: withoutBody(() => attempt(() => fake.reset())),
  },
  '/faults': {
    POST: (body) => attempt(() => planFaults(fake.faults, body)),
    DELETE: withoutBody(() => attempt(() => fake.faults.clear())),
  },
  '/clock': {
    POST: (body) => {
      attempt(() => moveClock(fake.clock, body));
      return { now: fake.clock.timestamp() };
    },
  },
  '/webhooks/flush': {
    POST: withoutBody(async () => {
      await fake.webhooks.flush();
      return ok;
    }),
  },
});
