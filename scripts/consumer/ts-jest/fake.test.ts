/** A suite of a user with ts-jest, which compiles to CommonJS. */
import { SeamNotFoundError, type UserIdentity } from '@org/seam-core';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import '@org/seam-testing/jest';

let fake: FakeSeam;
beforeEach(() => {
  fake = createFakeSeam({ strict: true });
});
afterEach(() => fake[Symbol.asyncDispose]());

test('a deleted person is not found', async () => {
  const [ada]: UserIdentity[] = await fake.seam.userIdentities.list({ search: 'Ada' });
  const user_identity_id = ada?.user_identity_id ?? '';
  await expect(fake).toHaveAccess({ user_identity_id });
  await fake.seam.userIdentities.delete({ user_identity_id });
  expect(fake).toHaveCalled('/user_identities/delete', { user_identity_id });
  // @ts-expect-error -- one of the two ids is required
  await expect(expect(fake).toHaveNoAccess({})).rejects.toThrow('needs a user_identity_id');
  const error: unknown = await fake.seam.userIdentities
    .get({ user_identity_id })
    .catch((reason: unknown) => reason);
  expect(error instanceof SeamNotFoundError && error.type).toBe('user_identity_not_found');
});
