import { suggest } from '@org/seam-core/internal';
import { CsvError, parse } from 'csv-parse/sync';
import { uuid } from '../canonical-id.ts';
import type { PersonName } from '../person/find-person.ts';
import { usageError } from './exit-codes.ts';

/** The columns that name a person, each with the spellings that a header may have. */
const columns = {
  user_identity_id: ['useridentityid'],
  user_identity_key: ['useridentitykey'],
  email_address: ['emailaddress', 'email', 'mail'],
  phone_number: ['phonenumber', 'phone', 'mobile'],
  /** Any of them. */
  person: ['person'],
} as const;

type Column = keyof typeof columns;

/** A name of a person in a row. */
export interface RowName {
  readonly column: Column;
  readonly value: string;
}

/** A person of a file. */
export interface PersonRow {
  /** The line of the file, from 1; for a row of several lines, the last. */
  readonly line: number;
  /** At least one. */
  readonly names: readonly RowName[];
}

/** Something wrong with a row: what, and what to do. */
export interface RowProblem {
  readonly line: number;
  readonly message: string;
}

/** What a file contains. */
export interface PeopleFile {
  readonly rows: readonly PersonRow[];
  readonly problems: readonly RowProblem[];
  readonly ignoredColumns: readonly string[];
  /** Whether it was read to its end. */
  readonly isWhole: boolean;
}

const mostRows = 100_000;

/** A name as `findPerson` takes it. */
export const toPerson = ({ column, value }: RowName): string | PersonName =>
  column === 'person' ? value : ({ [column]: value } as unknown as PersonName);

const columnOf = (header: string): Column | undefined => {
  const name = header.toLowerCase().replaceAll(/[\s_-]/g, '');
  return (Object.keys(columns) as Column[]).find((column) =>
    (columns[column] as readonly string[]).includes(name),
  );
};

const decode = (bytes: Uint8Array): string => {
  const encoding = 'The file is not UTF-8. Save it as "CSV UTF-8".';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw usageError(encoding);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (error) {
    throw usageError(encoding, error);
  }
  throw usageError(encoding);
};

/** Spreadsheets of some countries separate with semicolons. */
const delimiterOf = (text: string): string => {
  const header = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))[0] ?? ',';
};

interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

const csvMessages: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened and not closed.',
  CSV_INVALID_CLOSING_QUOTE: 'There is text after a closing quote. Write a quote inside of quotes twice.',
  INVALID_OPENING_QUOTE:
    'There is a quote inside of a field. Quote the whole field, and write the quote twice.',
  CSV_MAX_RECORD_SIZE: 'The row is too long.',
};

/** The records of a file, as far as they can be read. */
const readRecords = (
  text: string,
): Pick<PeopleFile, 'isWhole'> & { readonly records: CsvRecord[]; readonly problems: RowProblem[] } => {
  const records: CsvRecord[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 65_536,
      on_record: (fields: string[], { lines }) => {
        records.push({ line: lines, fields });
        if (records.length > mostRows + 1)
          throw usageError(`The file has more than ${mostRows} rows. Split it.`);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as { lines?: number }).lines ?? (records.at(-1)?.line ?? 0) + 1;
    const message = csvMessages[error.code] ?? error.message;
    const problems = [{ line, message: `${message} The rows after it were not read.` }];
    return { records, problems, isWhole: false };
  }
  return { records, problems: [], isWhole: true };
};

const shapes: Readonly<Partial<Record<Column, readonly [RegExp, string]>>> = {
  user_identity_id: [uuid, 'a UUID'],
  email_address: [/^[^\s@]+@[^\s@]+$/, 'an email address'],
  phone_number: [/^\+?[\d\s().-]{5,}$/, 'a phone number'],
};

const readHeader = ({ fields }: CsvRecord) => {
  const known = fields.map(columnOf);
  const twice = known.find((column, index) => column !== undefined && known.indexOf(column) !== index);
  if (twice !== undefined) throw usageError(`The header has the column ${twice} twice.`);
  if (known.every((column) => column === undefined)) {
    const hint = suggest(fields[0] ?? '', Object.keys(columns));
    throw usageError(
      `The first line must be a header with one of the columns ${Object.keys(columns).join(', ')}; got ${fields.slice(0, 5).join(', ')}.${hint}`,
    );
  }
  return { known, ignoredColumns: fields.filter((_, index) => known[index] === undefined) };
};

/**
 * Reads the people of a CSV file. Every row is checked.
 * @throws CliError when the file has no rows, no suitable header or another encoding
 */
export const readPeople = (bytes: Uint8Array): PeopleFile => {
  const { records, problems, isWhole } = readRecords(decode(bytes));
  const [header, ...rest] = records;
  if (!header && problems.length === 0) throw usageError('The file is empty.');
  if (!header) return { rows: [], problems, ignoredColumns: [], isWhole };
  const { known, ignoredColumns } = readHeader(header);
  const rows: PersonRow[] = [];
  for (const { line, fields } of rest) {
    const report = (message: string) => problems.push({ line, message });
    if (fields.slice(known.length).some((field) => field !== '')) {
      report(
        `The row has ${fields.length} fields, and the header has ${known.length}. Quote fields that contain the separator.`,
      );
      continue;
    }
    const names = known.flatMap((column, index): RowName[] =>
      column === undefined || !fields[index] ? [] : [{ column, value: fields[index] }],
    );
    const odd = names.find(({ column, value }) => shapes[column]?.[0].test(value) === false);
    if (odd)
      report(`${odd.column} is ${JSON.stringify(odd.value)}, which is not ${shapes[odd.column]?.[1]}.`);
    else if (names.length > 0) rows.push({ line, names });
    else if (fields.some((field) => field !== '')) report('The row names no person.');
  }
  if (rows.length === 0 && problems.length === 0) throw usageError('The file has a header, and no rows.');
  return {
    rows,
    problems: problems.toSorted((one, other) => one.line - other.line),
    ignoredColumns,
    isWhole,
  };
};
