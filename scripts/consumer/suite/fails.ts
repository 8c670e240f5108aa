/** A suite that has to fail, each test for its own reason. */
import { createSeamTest } from '@org/seam-testing/vitest';
import { expect } from 'vitest';

const test = createSeamTest({ strict: true });

test('a door is open: 1 door is open', async ({ fake, seam }) => {
  const [person] = await seam.userIdentities.list({ search: 'Hugo' });
  await expect(fake).toHaveNoAccess({ user_identity_id: person?.user_identity_id ?? '' });
});

test('a fault meets no call: waited for /devices/list, which was not called', ({ fake }) => {
  fake.faults.queue('/devices/list', { kind: 'hang', applied: false });
});

test('an endpoint that Seam does not have: is no endpoint', async ({ fake }) => {
  await fake.fetch(`${fake.endpoint}/devices/explode`, { method: 'POST' });
});

test('a call that did not come: was not called', ({ fake }) => {
  expect(fake).toHaveCalled('/devices/list');
});

test('a call that fails shows its line: suite/fails.ts', async ({ fake, seam }) => {
  expect(fake).toBeDefined();
  await seam.devices.get({ device_id: 'c0ffee00-0000-4000-8000-000000000000' });
});
