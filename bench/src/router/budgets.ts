import type { Budget } from '../row.ts';

/** The budgets of the router and of the webhook receiver. */
export const budgets = {
  cpu: { atMost: 1.25, unit: '×' },
  rate: { atLeast: 0.8, unit: '×' },
  refusal: { atMost: 1.5, unit: '×' },
  refusedUpstream: { atMost: 0, unit: 'calls' },
  calm: { atMost: 50, unit: 'ms' },
  acceptedP99: { atMost: 250, unit: 'ms' },
  refusedP99: { atMost: 20, unit: 'ms' },
  recovery: { atMost: 5000, unit: 'ms' },
  delayP99: { atMost: 50, unit: 'ms' },
  delayMax: { atMost: 200, unit: 'ms' },
  growth: { atMost: 1, unit: 'MiB' },
  rss: { atMost: 400, unit: 'MiB' },
  leftover: { atMost: 2, unit: 'handles' },
  besideSlow: { atMost: 2, unit: '×' },
  handledTwice: { atMost: 0, unit: 'events' },
  neverHandled: { atMost: 0, unit: 'events' },
  ackAtRate: { atMost: 100, unit: 'ms' },
  // The time that Seam waits for a response.
  slowestAck: { atMost: 15_000, unit: 'ms' },
} satisfies Record<string, Budget>;
