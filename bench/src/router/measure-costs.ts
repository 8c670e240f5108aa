import { interleave } from '../interleave.ts';
import { median, ratioOf } from '../median.ts';
import { count, withRatio, type Row } from '../row.ts';
import { budgets } from './budgets.ts';
import type { Call } from './child/calls.ts';
import type { Cost, CostRequest } from './child/measure-cost.ts';
import { runChild } from './run-child.ts';
import { subjects, type Subject } from './subjects.ts';

const rounds = 5;

const calls = ['change', 'read'] as const satisfies readonly Call[];

type Costs = Record<(typeof calls)[number], Cost>;

const measure: Subject = 'express + ky';

/** The cost of a request that is forwarded to Seam. Each round has a fresh process. */
export const measureCosts = (project: string, requests: number): Row<Subject>[] => {
  const measured = interleave(
    subjects,
    rounds,
    (subject) =>
      runChild('measure-cost.ts', { project, subject, calls, requests } satisfies CostRequest) as Costs,
  );
  const toRow = (call: keyof Costs, kind: 'rate' | 'cpu'): Row<Subject> => {
    const of = (subject: Subject) => measured[subject].map((costs) => costs[call][kind]);
    const ratio = (subject: Subject) => ratioOf(of(subject), of(measure));
    const unit = kind === 'cpu' ? ' µs' : '';
    const cells = Object.fromEntries(
      subjects.map((subject) => [subject, withRatio(count(median(of(subject))) + unit, ratio(subject))]),
    );
    const what = `${call}, ${kind === 'cpu' ? 'CPU of the server' : 'requests a second'}`;
    return { what, cells, found: ratio('router'), budget: budgets[kind] };
  };
  return calls.flatMap((call) => [toRow(call, 'cpu'), toRow(call, 'rate')]);
};
