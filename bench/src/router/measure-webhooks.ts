import { count } from '../row.ts';
import { budgets } from './budgets.ts';
import type { WebhooksRequest, WebhooksResult } from './child/measure-webhooks.ts';
import { finding, type Finding } from './finding.ts';
import { runChild } from './run-child.ts';
import { mebibytes, milliseconds, number } from './units.ts';

const deliveries = 5000;
const events = 4500;
/** The time that the application needs for each event, in milliseconds. */
const acting = 20;

/** The processing of many concurrent deliveries. */
export const measureWebhooks = (project: string): Finding[] => {
  const request: WebhooksRequest = { project, deliveries, events, acting };
  const found = runChild('measure-webhooks.ts', request) as WebhooksResult;
  const at = (what: string) => `${count(deliveries)} at once, ${what}`;
  return [
    finding(at('events not processed'), number(found.never), budgets.neverHandled),
    finding(at('events processed twice'), number(found.twice), budgets.handledTwice),
    finding(at('deliveries rejected with a retry'), number(found.returned)),
    finding(at('until all were acknowledged'), milliseconds(found.inAll)),
    finding(at('p99 of a response'), milliseconds(found.p99)),
    finding(at('slowest response'), milliseconds(found.slowest), budgets.slowestAck),
    finding(at('heap before'), mebibytes(found.before.heap)),
    finding(at('heap after'), mebibytes(found.after.heap)),
    finding(at('resident set at most'), mebibytes(found.after.rss), budgets.rss),
    finding(
      `${count(found.rate)} per second, p99 of a response`,
      milliseconds(found.p99AtRate),
      budgets.ackAtRate,
    ),
  ];
};
