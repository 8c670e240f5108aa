import { checkOptions, rules } from '@org/seam-core/internal';
import type { Clock } from '../fake/clock.ts';
import type { Journal } from '../fake/journal.ts';
import type { Snapshot } from '../fake/snapshot.ts';
import type { Webhooks } from '../webhooks/deliveries.ts';
import { type Faults, planFaults } from '../wire/faults.ts';
import { redactTokens } from '../wire/redact.ts';
import { type FakeFunctions, functionRoutes } from './function-routes.ts';
import { attempt, type Routes, withoutBody } from './route.ts';

/** For `JSON.stringify`: redacts secrets, found by the name of the property or the format of the value. */
const redactSecrets = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (/token|secret|password|api_?key|authorization/i.test(name)) return '[hidden]';
  return redactTokens(value);
};

/** The parts of a fake that the control API uses. */
export interface ControlledFake extends FakeFunctions {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly webhooks: Pick<Webhooks, 'flush' | 'deliveries'>;
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

const ok = { ok: true };

/** The routes of the control API. */
export const controlRoutes = (fake: ControlledFake): Routes => {
  const change = (run: () => void): object => {
    attempt(run);
    return ok;
  };
  const routes: Routes = {
    '': {
      description: 'Lists the routes.',
      methods: {
        GET: () => ({
          routes: Object.entries(routes).flatMap(([path, route]) =>
            route
              ? { path: `/_fake${path}`, methods: Object.keys(route.methods), description: route.description }
              : [],
          ),
        }),
      },
    },
    '/journal': {
      description: 'Returns every request, without tokens.',
      methods: {
        GET: () => JSON.parse(JSON.stringify({ calls: fake.journal.calls }, redactSecrets)) as unknown,
      },
    },
    '/snapshot': {
      description: 'Returns or restores the complete state.',
      methods: {
        GET: () => fake.snapshot(),
        PUT: (body) => change(() => fake.restore(body as Snapshot)),
      },
    },
    '/reset': {
      description: 'Restores the initial state.',
      methods: { POST: withoutBody(() => change(() => fake.reset())) },
    },
    '/faults': {
      description: 'Adds one fault or a list: { "target", "fault", "probability"? }. DELETE removes all.',
      methods: {
        POST: (body) => change(() => planFaults(fake.faults, body)),
        DELETE: withoutBody(() => change(() => fake.faults.clear())),
      },
    },
    '/clock': {
      description:
        'Returns the time. POST moves it: { "advance_ms": 60000 } or { "set": "2026-02-01T00:00:00Z" }.',
      methods: {
        GET: () => ({ now: fake.clock.timestamp() }),
        POST: (body) => {
          attempt(() => moveClock(fake.clock, body));
          return { now: fake.clock.timestamp() };
        },
      },
    },
    '/webhooks/flush': {
      description: 'Attempts the deliveries that are due.',
      methods: {
        POST: withoutBody(async () => {
          await fake.webhooks.flush();
          return ok;
        }),
      },
    },
    '/webhooks/deliveries': {
      description: 'Returns every delivery with its attempts.',
      methods: { GET: () => ({ deliveries: fake.webhooks.deliveries }) },
    },
    ...functionRoutes(fake),
  };
  return routes;
};
