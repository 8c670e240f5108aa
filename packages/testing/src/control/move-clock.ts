import { checkOptions, rules } from '@org/seam-core/internal';
import type { Clock } from '../clock.ts';

/**
 * Moves a clock as JSON says: `{ "advance_ms": 60000 }` or `{ "set": "2026-01-02T00:00:00Z" }`.
 * @throws Error that says what is wrong
 */
export const moveClock = (clock: Clock, body: unknown): void => {
  const options = (body ?? {}) as { readonly advance_ms?: number; readonly set?: string };
  checkOptions('clock', options, { advance_ms: rules.any, set: rules.any });
  const { advance_ms, set } = options;
  if (advance_ms !== undefined && set === undefined) clock.advance(advance_ms);
  else if (set !== undefined && advance_ms === undefined) clock.set(set);
  else throw new TypeError('The clock takes { "advance_ms": 60000 } or { "set": "2026-01-02T00:00:00Z" }.');
};
