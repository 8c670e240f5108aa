import { count, times, type Budget, type Row } from './row.ts';
import { subjects } from './subjects.ts';

const show = (value: number, { unit }: Budget): string =>
  unit === '×' ? times(value) : `${count(value)} ${unit}`;

const judge = ({ found, budget }: Row): string[] =>
  found === undefined || budget === undefined
    ? ['', '']
    : [`≤ ${show(budget.atMost, budget)}`, found <= budget.atMost ? 'ok' : 'OVER'];

const toLine = (cells: readonly string[], widths: readonly number[]): string =>
  `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;

/** The rows as a table in Markdown, ready for docs/benchmarks.md. */
export const toTable = (rows: readonly Row[]): string => {
  const head = ['', ...subjects, 'budget of core', ''];
  const body = rows.map((row) => [
    row.what,
    ...subjects.map((name) => row.cells[name] ?? '–'),
    ...judge(row),
  ]);
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...body].map((cells) => cells[column]?.length ?? 0)),
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [toLine(head, widths), rule, ...body.map((cells) => toLine(cells, widths))].join('\n');
};
