import { markdownTable } from './markdown-table.ts';
import { count, times, type Budget, type Row } from './row.ts';

const show = (value: number, { unit }: Budget): string =>
  unit === '×' ? times(value) : `${count(value)} ${unit}`;

const judge = (found: number | undefined, budget: Budget | undefined): string[] => {
  if (found === undefined || budget === undefined) return ['', ''];
  return 'atMost' in budget
    ? [`≤ ${show(budget.atMost, budget)}`, found <= budget.atMost ? 'ok' : 'OVER']
    : [`≥ ${show(budget.atLeast, budget)}`, found >= budget.atLeast ? 'ok' : 'OVER'];
};

interface Columns<TSubject extends string> {
  readonly subjects: readonly TSubject[];
  /** The title of the column of budgets. */
  readonly budget: string;
}

/** The rows as a table in Markdown, ready for docs/benchmarks.md. */
export const toTable = <TSubject extends string>(
  { subjects, budget }: Columns<TSubject>,
  rows: readonly Row<TSubject>[],
): string => {
  const body = rows.map((row) => [
    row.what,
    ...subjects.map((name) => row.cells[name] ?? '–'),
    ...judge(row.found, row.budget),
  ]);
  return markdownTable(['', ...subjects, budget, ''], body);
};
