import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './examples.ts';

/** A table of a Markdown file. Cells have no backticks, and numbers no separators, so that they can be compared. */
export interface MarkdownTable {
  /** The first cell of the header, which identifies the table in its file. */
  readonly title: string;
  readonly columns: readonly string[];
  /** The cells of each row by column. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** The text of a cell in the form in which tables and docstrings are compared. */
export const toPlainCell = (text: string): string =>
  text
    .replaceAll('`', '')
    .replaceAll(String.raw`\|`, '|')
    .replaceAll(/(?<=\d),(?=\d{3}\b)/g, '')
    .trim();

const toCells = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map(toPlainCell);

const separator = /^\|(?:\s*:?-+:?\s*\|)+$/;

/** The tables of a Markdown file, which is named from the root of the repository. */
export const readTables = (file: string): MarkdownTable[] => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (!separator.test(line)) return [];
    const columns = toCells(lines[index - 1] ?? '');
    const after = lines.slice(index + 1);
    const end = after.findIndex((next) => !next.startsWith('|'));
    const rows = after
      .slice(0, end)
      .map((row) => Object.fromEntries(toCells(row).map((cell, column) => [columns[column] ?? '', cell])));
    return [{ title: columns[0] ?? '', columns, rows }];
  });
};

/** @throws Error when the file has no table, or several, with this title */
export const readTable = (file: string, title: string): MarkdownTable => {
  const [found, ...others] = readTables(file).filter((table) => table.title === title);
  if (!found || others.length > 0) throw new Error(`${file} needs exactly one table "${title}".`);
  return found;
};
