/** A suite in which each test must fail, with the message in its title. */
import { createSeamTest } from '@org/seam-testing/vitest';
import { expect } from 'vitest';

const test = createSeamTest({ strict: true });

test('a door is open: 1 door is open', async ({ fake, seam }) => {
  const [person] = await seam.userIdentities.list({ search: 'Hugo' });
  await expect(fake).toHaveNoAccess({ user_identity_id: person?.user_identity_id ?? '' });
});

test('an injected fault is not used: was queued for /devices/list but not used', ({ fake }) => {
  fake.faults.queue('/devices/list', { kind: 'hang', applied: false });
});

test('an unknown endpoint: is not a Seam endpoint', async ({ fake }) => {
  await fake.fetch(`${fake.endpoint}/devices/explode`, { method: 'POST' });
});

test('a missing call: was not called', ({ fake }) => {
  expect(fake).toHaveCalled('/devices/list');
});

test('a call that fails shows its line: suite/fails.ts', async ({ fake, seam }) => {
  expect(fake).toBeDefined();
  await seam.devices.get({ device_id: 'c0ffee00-0000-4000-8000-000000000000' });
});
