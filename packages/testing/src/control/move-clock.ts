import type { Clock } from '../clock.ts';

/**
 * Moves a clock as JSON says: `{ "advance_ms": 60000 }` or `{ "set": "2026-01-02T00:00:00Z" }`.
 * @throws TypeError or RangeError when it says something else
 */
export const moveClock = (clock: Clock, body: unknown): void => {
  const { advance_ms, set } = (body ?? {}) as { advance_ms?: unknown; set?: unknown };
  if (typeof advance_ms === 'number' && set === undefined) clock.advance(advance_ms);
  else if (typeof set === 'string' && advance_ms === undefined) clock.set(set);
  else throw new TypeError('The clock takes { "advance_ms": 60000 } or { "set": "2026-01-02T00:00:00Z" }.');
};
