import { expect, test } from 'vitest';
import { changes, reads } from './exposed-endpoints.ts';
import { mayCall } from './may-call.ts';

test.each(reads)('%s may be called by everybody signed in', (endpoint) => {
  expect(mayCall('viewer', endpoint)).toBe(true);
  expect(mayCall('manager', endpoint)).toBe(true);
  expect(mayCall(undefined, endpoint)).toBe(false);
});

test.each(changes)('%s may be called by managers alone', (endpoint) => {
  expect(mayCall('viewer', endpoint)).toBe(false);
  expect(mayCall('manager', endpoint)).toBe(true);
  expect(mayCall(undefined, endpoint)).toBe(false);
});
