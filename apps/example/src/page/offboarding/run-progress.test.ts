import type { JournalEntry } from '@org/seam-access';
import { expect, test } from 'vitest';
import { changeTexts } from './change-text.ts';
import { progressOf } from './run-progress.ts';

const change = {
  path: '/user_identities/revoke_access_to_device',
  params: { user_identity_id: 'ada', device_id: 'roof' },
} as const;
const door = { kind: 'device', id: 'roof', name: 'Roof terrace' };
const plan = {
  doors: [{ door, via: ['direct'] }],
  steps: [{ phase: 'revoking', change, purpose: 'Revoke the device "Roof terrace"' }],
};

const entries = (...events: object[]): JournalEntry[] =>
  events.map((event, seq) => ({ ...event, seq, at: `2026-01-01T00:00:0${seq}.000Z` })) as JournalEntry[];

const started = [
  { type: 'run_started', plan },
  { type: 'state_changed', state: 'revoking' },
  { type: 'step_started', step_id: 's', phase: 'revoking', change },
];

test('a step without an end is in progress, and the doors of the plan are open before the first read', () => {
  expect(progressOf(entries(...started))).toMatchObject({
    steps: [{ step_id: 's', at: '2026-01-01T00:00:02.000Z', request_ids: [] }],
    reads: [],
    openDoors: ['Roof terrace'],
    residual: [],
  });
  expect(progressOf(entries(...started)).steps[0]).not.toHaveProperty('outcome');
});

test('collects outcomes, reads and what is left', () => {
  const residual = [{ door, cause: 'pending', until: null }];
  const progress = progressOf(
    entries(
      ...started,
      { type: 'step_finished', step_id: 's', outcome: 'unknown', error: 'timeout', request_ids: ['r'] },
      { type: 'access_read', is_closed: false, open: [{ door, via: ['direct'] }] },
      { type: 'run_finished', state: 'stuck', residual },
    ),
  );
  expect(progress).toMatchObject({
    steps: [{ outcome: 'unknown', error: 'timeout', request_ids: ['r'] }],
    reads: [{ isClosed: false, open: ['Roof terrace'] }],
    residual,
    endedAt: '2026-01-01T00:00:05.000Z',
  });
});

test('names a change as the plan does, whatever the order of its properties', () => {
  const { plan: known } = progressOf(entries(...started));
  const textOf = changeTexts(known);
  expect(textOf({ path: change.path, params: { device_id: 'roof', user_identity_id: 'ada' } })).toBe(
    'Revoke the device "Roof terrace"',
  );
  expect(textOf({ path: '/access_grants/delete', params: { access_grant_id: 'x' } })).toBe(
    'Delete an access grant',
  );
});
