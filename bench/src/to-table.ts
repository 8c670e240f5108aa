import { markdownTable } from './markdown-table.ts';
import { count, times, type Budget, type Row } from './row.ts';
import { subjects } from './subjects.ts';

const show = (value: number, { unit }: Budget): string =>
  unit === '×' ? times(value) : `${count(value)} ${unit}`;

const judge = ({ found, budget }: Row): string[] =>
  found === undefined || budget === undefined
    ? ['', '']
    : [`≤ ${show(budget.atMost, budget)}`, found <= budget.atMost ? 'ok' : 'OVER'];

/** The rows as a table in Markdown, ready for docs/benchmarks.md. */
export const toTable = (rows: readonly Row[]): string => {
  const head = ['', ...subjects, 'budget of core', ''];
  const body = rows.map((row) => [
    row.what,
    ...subjects.map((name) => row.cells[name] ?? '–'),
    ...judge(row),
  ]);
  return markdownTable(head, body);
};
