import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { findPerson } from './find-person.ts';

const setUp = () => {
  const { add, seam, faults, journal } = createFakeSeam({ seed: 'empty' });
  const ada = add.userIdentity({
    user_identity_key: 'employee-1',
    email_address: 'ada@example.com',
    phone_number: '+4915112345678',
    full_name: 'Ada',
  });
  add.userIdentity({ email_address: 'ada@example.com.example', full_name: 'Another' });
  return { add, seam, faults, journal, ada };
};

describe('findPerson', () => {
  it.each([
    ['id', ({ user_identity_id }: { user_identity_id: string }) => user_identity_id],
    ['key', () => 'employee-1'],
    ['email address', () => 'ada@example.com'],
    ['email address in capital letters', () => 'ADA@example.com'],
    ['email address with spaces around it', () => ' ada@example.com\n'],
    ['phone number', () => '+4915112345678'],
    ['phone number as people write it', () => '+49 (151) 1234-5678'],
    ['named id', ({ user_identity_id }: { user_identity_id: string }) => ({ user_identity_id })],
    ['named key', () => ({ user_identity_key: 'employee-1' })],
    ['named email address', () => ({ email_address: 'ada@example.com' })],
    ['named phone number', () => ({ phone_number: '+4915112345678' })],
  ])('finds a user identity by its %s', async (_, personOf) => {
    const { seam, ada } = setUp();
    expect(await findPerson(seam, personOf(ada))).toMatchObject({ user_identity_id: ada.user_identity_id });
  });

  it('rejects a person that matches several user identities, and lists them', async () => {
    const { add, seam, ada } = setUp();
    const other = add.userIdentity({ user_identity_key: 'ada@example.com', full_name: 'Ada by key' });
    await expect(findPerson(seam, 'ada@example.com')).rejects.toMatchObject({
      code: 'person_ambiguous',
      candidates: [{ user_identity_id: other.user_identity_id }, { user_identity_id: ada.user_identity_id }],
    });
    expect(await findPerson(seam, { email_address: 'ada@example.com' })).toMatchObject({ full_name: 'Ada' });
  });

  it('rejects a person that matches none', async () => {
    await expect(findPerson(setUp().seam, 'nobody@example.com')).rejects.toMatchObject({
      code: 'person_not_found',
    });
  });

  it.each([
    ['id', 1, ({ user_identity_id }: { user_identity_id: string }) => user_identity_id],
    ['key', 1, () => 'employee-1'],
    ['email address', 3, () => 'ada@example.com'],
    ['phone number', 3, () => '+4915112345678'],
    ['named email address', 2, () => ({ email_address: 'ada@example.com' })],
  ])('finds a user identity by its %s in %i requests', async (_, requests, personOf) => {
    const { seam, ada, journal } = setUp();
    journal.clear();
    await findPerson(seam, personOf(ada));
    expect(journal.calls).toHaveLength(requests);
  });

  it('finds a UUID that is the key of a user identity', async () => {
    const { seam, add } = setUp();
    const user_identity_key = '11111111-1111-4111-8111-111111111111';
    add.userIdentity({ user_identity_key, full_name: 'Grace' });
    expect(await findPerson(seam, user_identity_key)).toMatchObject({ full_name: 'Grace' });
  });

  it('does not take a part of an email address, a phone number or a name for the whole', async () => {
    const { seam } = setUp();
    for (const person of ['ada@example.co', 'da@example.com', '+491511234567', '15112345678', 'Ada'])
      await expect(findPerson(seam, person)).rejects.toMatchObject({ code: 'person_not_found' });
  });

  it('finds a user identity behind many that match the search', async () => {
    const { seam, add } = setUp();
    for (let index = 0; index < 600; index += 1)
      add.userIdentity({ email_address: `${index}.grace@example.com` });
    const { user_identity_id } = add.userIdentity({ email_address: 'grace@example.com' });
    expect(await findPerson(seam, 'grace@example.com')).toMatchObject({ user_identity_id });
  });

  it('finds an address that is stored with capital letters', async () => {
    const { seam, add } = setUp();
    const { user_identity_id } = add.userIdentity({ email_address: 'Grace@Example.com' });
    expect(await findPerson(seam, 'grace@example.com')).toMatchObject({ user_identity_id });
  });

  it('finds a user identity that Seam does not manage', async () => {
    const { seam, add } = setUp();
    const { user_identity_id } = add.userIdentity({ email_address: 'grace@example.com', is_managed: false });
    expect(await findPerson(seam, 'grace@example.com')).toMatchObject({ user_identity_id });
  });

  it('rejects a user identity that Seam manages and one that it does not, with the same email address', async () => {
    const { seam, add, ada } = setUp();
    const other = add.userIdentity({ email_address: 'ada@example.com', is_managed: false });
    await expect(findPerson(seam, 'ada@example.com')).rejects.toMatchObject({
      code: 'person_ambiguous',
      candidates: [{ user_identity_id: ada.user_identity_id }, { user_identity_id: other.user_identity_id }],
    });
  });

  it('rejects two people with the same email address, and lists them', async () => {
    const { seam, add } = setUp();
    add.userIdentity({ email_address: 'ADA@example.com', full_name: 'Another Ada' });
    const error: unknown = await findPerson(seam, 'ada@example.com').catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'person_ambiguous',
      candidates: [{ full_name: 'Ada' }, { full_name: 'Another Ada' }],
    });
  });

  it('passes other errors of Seam on', async () => {
    const { seam, faults } = setUp();
    faults.queue('/user_identities/get', { kind: 'status', status: 401 });
    await expect(findPerson(seam, 'employee-1')).rejects.toMatchObject({ name: 'SeamUnauthorizedError' });
  });

  it.each([
    ['', 'A person must be a text that is not empty.'],
    [' ', 'A person must be a text that is not empty.'],
    [
      undefined,
      'A person must be a text, or an object with one of user_identity_id, user_identity_key, email_address, phone_number; got undefined.',
    ],
    [
      7,
      'A person must be a text, or an object with one of user_identity_id, user_identity_key, email_address, phone_number; got 7.',
    ],
    [
      {},
      'A person is named by exactly one of user_identity_id, user_identity_key, email_address, phone_number; got none.',
    ],
    [
      { user_identity_id: 'a', email_address: 'b' },
      'A person is named by exactly one of user_identity_id, user_identity_key, email_address, phone_number; got user_identity_id, email_address.',
    ],
    [
      { email: 'a' },
      'A person is named by exactly one of user_identity_id, user_identity_key, email_address, phone_number; got email.',
    ],
    [{ user_identity_id: '' }, 'user_identity_id of a person must be a text that is not empty; got "".'],
    [{ phone_number: 49 }, 'phone_number of a person must be a text that is not empty; got 49.'],
  ])('rejects the person %j before anything is sent', async (person, message) => {
    const { seam, journal } = setUp();
    await expect(findPerson(seam, person as never)).rejects.toMatchObject({
      code: 'invalid_person',
      message,
    });
    expect(journal.calls).toEqual([]);
  });
});
