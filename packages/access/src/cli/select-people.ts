import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { CommandContext } from './command.ts';
import { usageError } from './exit-codes.ts';
import { findPeople, type FoundPerson } from './find-people.ts';
import { readPeople, type RowProblem } from './people-file.ts';
import { createProgress } from './progress.ts';

const shownProblems = 50;

const reportProblems = (
  { terminal }: CommandContext,
  file: string,
  problems: readonly RowProblem[],
): void => {
  for (const { line, message } of problems.slice(0, shownProblems))
    terminal.note(`${file}:${line}: ${message}`);
  if (problems.length > shownProblems) terminal.note(`Not shown: ${problems.length - shownProblems} more.`);
};

const readBytes = async (file: string, { stdin }: CommandContext): Promise<Uint8Array> => {
  try {
    return file === '-' ? await buffer(stdin) : await readFile(file);
  } catch (error) {
    throw usageError(`${file}: The file cannot be read.`, error);
  }
};

/** The people of a file who are worked on. */
export interface PeopleOfFile {
  readonly people: readonly FoundPerson[];
  /** Rows with errors, which `--skip-errors` left out: their people are not offboarded. */
  readonly skipped: readonly RowProblem[];
}

/** The people of the file, each found. @throws CliError when a row has an error, unless `--skip-errors` is given */
export const peopleOf = async (context: CommandContext, file: string): Promise<PeopleOfFile> => {
  const { terminal, connection, values, signal, concurrency } = context;
  const { rows, problems: odd, ignoredColumns, isWhole } = readPeople(await readBytes(file, context));
  if (ignoredColumns.length > 0) terminal.note(`Ignored columns: ${ignoredColumns.join(', ')}.`);
  // Without errors in the file, so that a large one is not looked up in vain.
  const canContinue = odd.length === 0 || (values['skip-errors'] === true && isWhole);
  const show = createProgress({ terminal, what: 'Finding people' });
  const found = canContinue
    ? await findPeople(connection.seam, rows, {
        signal,
        concurrency,
        onFound: (done) => show({ done, total: rows.length }),
      })
    : { people: [], problems: [], duplicates: [] };
  const problems = [...odd, ...found.problems].toSorted((one, other) => one.line - other.line);
  reportProblems(context, file, problems);
  if (!isWhole) throw usageError('The file was not read to its end. Nothing was sent. Correct it.');
  if (problems.length > 0 && !values['skip-errors'])
    throw usageError(
      `Rows with errors: ${problems.length}. Nothing was sent. Correct them, or pass --skip-errors.`,
    );
  for (const { line, message } of found.duplicates) terminal.note(`${file}:${line}: ${message}`);
  return { people: found.people, skipped: problems };
};

/** Repeats at the end, where it is seen, that rows were skipped. */
export const noteSkipped = ({ terminal }: CommandContext, skipped: readonly RowProblem[]): void => {
  if (skipped.length === 0) return;
  terminal.note(`Rows that were skipped: ${skipped.length}. Their people are not offboarded.`);
};
