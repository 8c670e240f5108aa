import { createFakeSeam } from '@org/seam-testing';
import { expect, it } from 'vitest';
import { findPeople } from './find-people.ts';
import { readPeople } from './people-file.ts';

const { signal } = new AbortController();

it('finds each person once, and reports every row that matches no user identity or several', async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const ada = fake.add.userIdentity({
    full_name: 'Ada',
    email_address: 'ada@x.org',
    phone_number: '+15550100',
  });
  fake.add.userIdentity({ full_name: 'One', email_address: 'twin@x.org' });
  fake.add.userIdentity({ full_name: 'Two', user_identity_key: 'twin@x.org' });
  const { rows } = readPeople(
    Buffer.from(`person,email,phone
ada@x.org,,
,ADA@x.org,
,nobody@x.org,
twin@x.org,,
,ada@x.org,+1 555-0100
,ada@x.org,+1 555 0199`),
  );
  const counts: number[] = [];
  const { people, duplicates, problems } = await findPeople(fake.seam, rows, {
    signal,
    onFound: (count) => counts.push(count),
  });
  expect(people.map(({ line, user_identity }) => [line, user_identity.user_identity_id])).toEqual([
    [2, ada.user_identity_id],
  ]);
  expect(duplicates).toEqual([
    { line: 3, message: 'The same person as in line 2.' },
    { line: 6, message: 'The same person as in line 2.' },
  ]);
  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '4: No user identity has the email_address "nobody@x.org". Correct it, or remove the row.',
    expect.stringMatching(
      /^5: Several user identities have the person "twin@x.org"\. Use the user_identity_id of one: /,
    ),
    expect.stringMatching(
      /^7: email_address is Ada, ada@x.org, .*, and phone_number is "\+1 555 0199"\. Keep what/,
    ),
  ]);
  expect(counts).toEqual([1, 2, 3, 4, 5, 6]);
});

it('reports a row whose columns name different people, in the column for any name as well', async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@x.org', user_identity_key: 'ada-1' });
  fake.add.userIdentity({ full_name: 'Ben', email_address: 'ben@x.org' });
  const { rows } = readPeople(Buffer.from('email,person\nada@x.org,ben@x.org\nada@x.org,ada-1'));
  const { people, problems } = await findPeople(fake.seam, rows, { signal, onFound: () => {} });
  expect(people).toMatchObject([{ line: 3, user_identity: { full_name: 'Ada' } }]);
  expect(problems).toEqual([
    {
      line: 2,
      message: expect.stringMatching(/^email_address is Ada, .*, and person is "ben@x.org"\./) as string,
    },
  ]);
});

it('rejects when Seam refuses the credential: no row is wrong', async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  fake.faults.rate('*', { kind: 'status', status: 401 }, 1);
  const { rows } = readPeople(Buffer.from('email\nada@x.org'));
  await expect(findPeople(fake.seam, rows, { signal, onFound: () => {} })).rejects.toMatchObject({
    name: 'SeamUnauthorizedError',
  });
});
