import { expect } from 'vitest';
import { test } from './index.ts';

const path = '/user_identities/get';

test('holds when the endpoint was called, with what is named', async ({ fake, seam }) => {
  const [person] = fake.state.userIdentities.list();
  const user_identity_id = person?.user_identity_id ?? '';
  expect(fake).not.toHaveCalled(path);
  await seam.userIdentities.get({ user_identity_id });
  expect(fake).toHaveCalled(path);
  expect(fake).toHaveCalled(path, { user_identity_id });
  expect(fake).not.toHaveCalled(path, { user_identity_id: 'another' });
});

test('says how the calls that came differ', async ({ fake, seam }) => {
  const [person] = fake.state.userIdentities.list();
  const user_identity_id = person?.user_identity_id ?? '';
  await seam.userIdentities.get({ user_identity_id });
  const wrong = () => expect(fake).toHaveCalled(path, { user_identity_id: 'another' });
  expect(wrong).toThrow(`- user_identity_id: "another"\n  + user_identity_id: "${user_identity_id}"`);
  expect(() => expect(fake).toHaveCalled('/devices/list')).toThrow(`What was called: ${path}`);
  expect(() => expect(fake).not.toHaveCalled(path)).toThrow('was called 1 times');
});

test('is for a fake', ({ seam }) => {
  expect(() => expect(seam).toHaveCalled(path)).toThrow('toHaveCalled is for a fake');
});
