import { describe, expect, it } from 'vitest';
import { readPeople } from './people-file.ts';

const read = (text: string) => readPeople(Buffer.from(text));
const valuesOf = (text: string) =>
  read(text).rows.map(({ line, names }) => [line, ...names.map(({ column, value }) => `${column}=${value}`)]);

const id = '00000005-0000-4000-8000-000000000001';

describe('readPeople', () => {
  it.each<[what: string, text: string, rows: unknown[]]>([
    [
      'a column',
      'email\na@x.org\nb@x.org\n',
      [
        [2, 'email_address=a@x.org'],
        [3, 'email_address=b@x.org'],
      ],
    ],
    ['a byte order mark', '\uFEFFemail\na@x.org', [[2, 'email_address=a@x.org']]],
    [
      'CRLF and empty lines',
      'email\r\n\r\na@x.org\r\n \r\n\r\nb@x.org\r\n\r\n',
      [
        [3, 'email_address=a@x.org'],
        [6, 'email_address=b@x.org'],
      ],
    ],
    ['CR alone', 'email\ra@x.org\r', [[2, 'email_address=a@x.org']]],
    [
      'quotes',
      'name,email\n"Okafor, ""Ada""\nthe first",a@x.org\nb,b@x.org',
      [
        [3, 'email_address=a@x.org'],
        [4, 'email_address=b@x.org'],
      ],
    ],
    ['semicolons', 'name;email\nOkafor, Ada;a@x.org', [[2, 'email_address=a@x.org']]],
    ['tabs', 'name\temail\nOkafor, Ada\ta@x.org', [[2, 'email_address=a@x.org']]],
    ['spaces around', ' Email Address , x\n  a@x.org ,1', [[2, 'email_address=a@x.org']]],
    [
      'every column',
      `person,user_identity_id,user_identity_key,E-Mail,Phone number\np,${id},k,a@x.org,+1 555 0100`,
      [
        [
          2,
          'person=p',
          `user_identity_id=${id}`,
          'user_identity_key=k',
          'email_address=a@x.org',
          'phone_number=+1 555 0100',
        ],
      ],
    ],
    [
      'empty fields',
      'email,phone\n,+15550100\na@x.org,\nb@x.org',
      [
        [2, 'phone_number=+15550100'],
        [3, 'email_address=a@x.org'],
        [4, 'email_address=b@x.org'],
      ],
    ],
    ['trailing separators', 'email,\na@x.org,,,\n,,\n', [[2, 'email_address=a@x.org']]],
    [
      'a hostile value',
      'person\n=cmd()\n__proto__',
      [
        [2, 'person==cmd()'],
        [3, 'person=__proto__'],
      ],
    ],
  ])('reads %s', (_, text, rows) => {
    expect(valuesOf(text)).toEqual(rows);
    expect(read(text).problems).toEqual([]);
  });

  it.each<[text: string, line: number, message: string]>([
    ['email\nada', 2, 'email_address is "ada", which is not an email address.'],
    ['user_identity_id\n\nada', 3, 'user_identity_id is "ada", which is not a UUID.'],
    ['phone\nnone', 2, 'phone_number is "none", which is not a phone number.'],
    ['name,email\nOkafor, Ada,a@x.org', 2, 'The row has 3 fields, and the header has 2. Quote fields'],
    ['name,email\nAda,', 2, 'The row names no person.'],
    [
      'email\na@x.org\n"b@x.org\nc@x.org',
      4,
      'A quote is opened and not closed. The rows after it were not read.',
    ],
    ['email\na@x.org\n"b"@x.org', 3, 'There is text after a closing quote.'],
    ['email\na"b"@x.org', 2, 'There is a quote inside of a field.'],
    [`email\n${'x'.repeat(70_000)}@x.org`, 2, 'The row is too long.'],
  ])('reports the row of %j', (text, line, message) => {
    expect(read(text).problems).toEqual([{ line, message: expect.stringContaining(message) as string }]);
  });

  it('says whether it was read to its end', () => {
    expect(read('email\na@x.org\nada').isWhole).toBe(true);
    expect(read('email\na@x.org\n"b@x.org\nc@x.org').isWhole).toBe(false);
  });

  it('reports every row, in order', () => {
    expect(read('email\nx\na@x.org\ny').problems.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('lists the columns that it ignores', () => {
    expect(read('name,email,dept\na,a@x.org,b').ignoredColumns).toEqual(['name', 'dept']);
  });

  it.each<[text: string, message: string]>([
    ['', 'The file is empty.'],
    ['\n\n', 'The file is empty.'],
    ['email', 'The file has a header, and no rows.'],
    ['email\n,,\n', 'The file has a header, and no rows.'],
    ['emial\na@x.org', 'The first line must be a header with one of the columns user_identity_id, '],
    ['a@x.org\nb@x.org', 'got a@x.org.'],
    ['email,E-Mail\na,b', 'The header has the column email_address twice.'],
  ])('refuses the file %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFemail\na@x.org', 'utf16le')],
    ['UTF-16 without a byte order mark', Buffer.from('email\na@x.org', 'utf16le')],
    ['Latin-1', Buffer.from('name,email\nZoë,z@x.org', 'latin1')],
  ])('refuses %s', (_, bytes) => {
    expect(() => readPeople(bytes)).toThrow('Save it as "CSV UTF-8".');
  });

  it('refuses more than 100,000 rows', () => {
    expect(() => read(`email\n${'a@x.org\n'.repeat(100_001)}`)).toThrow('more than 100000 rows');
  });
});
