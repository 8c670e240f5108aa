import type { Seam, UserIdentity } from '@org/seam-core';
import { AccessError } from '../access-error.ts';
import { mapLimited } from '../changes/limit.ts';
import { findPerson } from '../person/find-person.ts';
import { formatPerson } from './format-access.ts';
import { type PersonRow, type RowName, type RowProblem, toPerson } from './people-file.ts';

/** A person who was found, with the line of the file. */
export interface FoundPerson {
  readonly line: number;
  readonly user_identity: UserIdentity;
}

/** The people of a file: each once, and what is wrong with the others. */
export interface FoundPeople {
  readonly people: readonly FoundPerson[];
  readonly problems: readonly RowProblem[];
  /** Lines that name a person of an earlier line. */
  readonly duplicates: readonly RowProblem[];
}

const names = ['user_identity_id', 'user_identity_key', 'email_address', 'phone_number'] as const;

/** Whether a value names the person who was found by another column. */
const matches = ({ column, value }: RowName, person: UserIdentity): boolean => {
  if (column === 'person') return names.some((name) => matches({ column: name, value }, person));
  const actual = person[column];
  if (typeof actual !== 'string') return false;
  if (column === 'phone_number') return actual.replaceAll(/\D/g, '') === value.replaceAll(/\D/g, '');
  return actual.toLowerCase() === value.toLowerCase();
};

const problemOf = ({ code, message, candidates }: AccessError, { column, value }: RowName): string => {
  const named = `${column} ${JSON.stringify(value)}`;
  if (code === 'person_not_found') return `No user identity has the ${named}. Correct it, or remove the row.`;
  if (code !== 'person_ambiguous') return message;
  return `Several user identities have the ${named}. Use the user_identity_id of one: ${candidates.map(formatPerson).join('; ')}`;
};

const findRow = async (
  seam: Seam,
  { line, names }: PersonRow,
  signal: AbortSignal,
): Promise<FoundPerson | RowProblem> => {
  const [first, ...others] = names as [RowName, ...RowName[]];
  try {
    const user_identity = await findPerson(seam, toPerson(first), { signal });
    const other = others.find((name) => !matches(name, user_identity));
    if (!other) return { line, user_identity };
    const message = `${first.column} is ${formatPerson(user_identity)}, and ${other.column} is ${JSON.stringify(other.value)}. Keep what names the right person.`;
    return { line, message };
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return { line, message: problemOf(error, first) };
  }
};

interface FindOptions {
  readonly signal: AbortSignal;
  readonly concurrency?: number | undefined;
  /** Called after each row. */
  readonly onFound: (count: number) => void;
}

/** Finds the people of the rows. Reads only. @throws SeamError when Seam cannot be reached or refuses the credential */
export const findPeople = async (
  seam: Seam,
  rows: readonly PersonRow[],
  { signal, concurrency = 4, onFound }: FindOptions,
): Promise<FoundPeople> => {
  let count = 0;
  const results = await mapLimited(rows, concurrency, async (row) => {
    signal.throwIfAborted();
    const result = await findRow(seam, row, signal);
    count += 1;
    onFound(count);
    return result;
  });
  const people = new Map<string, FoundPerson>();
  const duplicates: RowProblem[] = [];
  const problems: RowProblem[] = [];
  for (const result of results) {
    if ('message' in result) {
      problems.push(result);
      continue;
    }
    const { line, user_identity } = result;
    const known = people.get(user_identity.user_identity_id);
    if (known) duplicates.push({ line, message: `The same person as in line ${known.line}.` });
    else people.set(user_identity.user_identity_id, result);
  }
  return { people: [...people.values()], problems, duplicates };
};
