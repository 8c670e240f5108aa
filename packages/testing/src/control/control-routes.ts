import { apiError } from '@org/seam-core/server';
import { checkOptions } from '@org/seam-core/internal';
import { planFaults } from '../faults/plan-faults.ts';
import type { Snapshot } from '../snapshot.ts';
import type { ControlledFake } from './controlled-fake.ts';
import { hideTokens } from './hide-tokens.ts';
import { moveClock } from './move-clock.ts';

type Route = Readonly<Record<string, (body: unknown) => unknown>>;

const ok = { ok: true };

/** Does what the caller asked for. What the caller got wrong is an error of the caller's. */
const attempt = (change: () => void): object => {
  try {
    change();
    return ok;
  } catch (error) {
    throw apiError('invalid_input', { message: error instanceof Error ? error.message : 'It is not valid.' });
  }
};

/** Whoever sends something expects something of it. */
const withoutBody =
  (run: () => unknown): ((body: unknown) => unknown) =>
  (body) => {
    attempt(() => checkOptions('the body', body ?? {}, {}));
    return run();
  };

/** What the control API does, by path below its prefix and by verb. */
export const controlRoutes = (fake: ControlledFake): Readonly<Record<string, Route | undefined>> => ({
  '/journal': { GET: () => JSON.parse(JSON.stringify({ calls: fake.journal.calls }, hideTokens)) as unknown },
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
