import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { findPerson } from './find-person.ts';

const setUp = () => {
  const { add, seam } = createFakeSeam({ seed: 'empty' });
  const ada = add.userIdentity({
    user_identity_key: 'employee-1',
    email_address: 'ada@example.com',
    phone_number: '+4915112345678',
    full_name: 'Ada',
  });
  add.userIdentity({ email_address: 'ada@example.com.example', full_name: 'Another' });
  return { add, seam, ada };
};

describe('findPerson', () => {
  it.each([
    ['id', ({ user_identity_id }: { user_identity_id: string }) => user_identity_id],
    ['key', () => 'employee-1'],
    ['email address', () => 'ada@example.com'],
    ['email address in capital letters', () => 'ADA@example.com'],
    ['phone number', () => '+4915112345678'],
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

  it.each([[''], [' '], [{}], [{ user_identity_id: '' }], [{ user_identity_id: 'a', email_address: 'b' }]])(
    'rejects the person %j before anything is sent',
    async (person) => {
      const { seam } = createFakeSeam({ seed: 'empty' });
      await expect(findPerson(seam, person as never)).rejects.toMatchObject({ code: 'invalid_person' });
    },
  );
});
