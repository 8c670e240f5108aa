import { interleave } from '../interleave.ts';
import { median, ratioOf } from '../median.ts';
import { count, withRatio, type Row } from '../row.ts';
import { budgets } from './budgets.ts';
import type { Call } from './child/calls.ts';
import type { Cost, CostRequest } from './child/measure-cost.ts';
import { runChild } from './run-child.ts';

const rounds = 5;

const calls = ['unknown path', 'bad parameters', 'cross-site', 'denied'] as const satisfies readonly Call[];

type Costs = Record<(typeof calls)[number], Cost>;

/** The subjects, by the names of the columns: a check written by hand, and the router. */
export const refusers = ['bare express', 'router'] as const;

type Refuser = (typeof refusers)[number];

/** The cost of a rejected request, and the number of rejected requests that reached Seam. */
export const measureRefusals = (project: string, requests: number): Row<Refuser>[] => {
  const measured = interleave(
    refusers,
    rounds,
    (subject) =>
      runChild('measure-cost.ts', { project, subject, calls, requests } satisfies CostRequest) as Costs,
  );
  const upstream = measured.router
    .flatMap((costs) => Object.values(costs))
    .reduce((sum, cost) => sum + cost.upstream, 0);
  const toRow = (call: (typeof calls)[number]): Row<Refuser> => {
    const of = (subject: Refuser) => measured[subject].map((costs) => costs[call].cpu);
    const ratio = (subject: Refuser) => ratioOf(of(subject), of('bare express'));
    const cells = Object.fromEntries(
      refusers.map((subject) => [subject, withRatio(`${count(median(of(subject)))} µs`, ratio(subject))]),
    );
    return { what: `${call}, CPU of the server`, cells, found: ratio('router'), budget: budgets.refusal };
  };
  const reached = { router: count(upstream) };
  return [
    ...calls.map(toRow),
    {
      what: 'rejected requests that reached Seam, of all',
      cells: reached,
      found: upstream,
      budget: budgets.refusedUpstream,
    },
  ];
};
