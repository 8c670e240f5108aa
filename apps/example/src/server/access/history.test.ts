import { expect, test } from 'vitest';
import { toHistoryEntry } from './history.ts';

const at = '2026-11-28T13:00:00.000Z';

test('shows a change of the router with its device', () => {
  const entry = toHistoryEntry({
    at,
    requestId: 'request1',
    actor: 'manager',
    endpoint: '/user_identities/revoke_access_to_device',
    verb: 'POST',
    params: { user_identity_id: 'ada', device_id: 'roof' },
    outcome: 'refused',
    status: 403,
    isReplay: false,
    isAbandoned: false,
    durationMs: 1,
  });
  expect(entry).toEqual({
    at,
    actor: 'manager',
    action: '/user_identities/revoke_access_to_device',
    object: 'roof',
    outcome: 'refused',
    request_id: 'request1',
  });
});

test('shows a run with its state', () => {
  const params = { user_identity_id: 'ada', run_id: 'run', state: 'stuck', reason: 'left' };
  const entry = toHistoryEntry({ at, action: 'offboarding', params, outcome: 'done' });
  expect(entry).toEqual({ at, actor: 'unknown', action: 'offboarding', outcome: 'stuck', run_id: 'run' });
});
