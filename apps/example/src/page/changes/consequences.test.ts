import { expect, test } from 'vitest';
import type { DoorView, ReasonView } from '../../access.ts';
import { consequencesOf, type Revocation } from './consequences.ts';

const possible = { isPossible: true, path: '/access_grants/delete', isRequested: false } as const;

const reason = (via: string, more: Partial<ReasonView> = {}): ReasonView => ({
  via,
  isCertain: true,
  removal: possible,
  ...more,
});

const device = (id: string, ...reasons: ReasonView[]): DoorView => ({
  door: { kind: 'device', id, name: id },
  reasons,
});

const entrance = (id: string, ...reasons: ReasonView[]): DoorView => ({
  door: { kind: 'entrance', id, name: id, acs_system_id: 'system' },
  reasons,
});

const offline = { isPossible: false, cause: 'offline_code', until: '2026-12-01T12:00:00.000Z' } as const;

const doors: readonly DoorView[] = [
  device('roof', reason('direct')),
  device('storage', reason('direct', { isCertain: false }), reason('access_grant', { name: 'Works' })),
  device('cabin', reason('access_grant', { removal: offline })),
  entrance('main', reason('acs_user', { acs_user_id: 'offices' })),
  entrance('archive', reason('credential', { acs_user_id: 'offices' }), reason('access_grant')),
  entrance('garage', reason('access_group', { acs_user_id: 'garage' })),
];

test.each<[Revocation, { closes: string[]; staysOpen: string[]; untouched: string[] }]>([
  [
    { kind: 'device', device_id: 'roof' },
    { closes: ['roof'], staysOpen: [], untouched: ['storage', 'cabin', 'main', 'archive', 'garage'] },
  ],
  [
    { kind: 'device', device_id: 'storage' },
    { closes: [], staysOpen: ['storage'], untouched: ['roof', 'cabin', 'main', 'archive', 'garage'] },
  ],
  [
    { kind: 'device', device_id: 'cabin' },
    { closes: [], staysOpen: ['cabin'], untouched: ['roof', 'storage', 'main', 'archive', 'garage'] },
  ],
  [
    { kind: 'entrances' },
    { closes: ['main', 'garage'], staysOpen: ['archive'], untouched: ['roof', 'storage', 'cabin'] },
  ],
  [
    { kind: 'acs_user', acs_user_id: 'offices' },
    { closes: [], staysOpen: ['main', 'archive'], untouched: ['roof', 'storage', 'cabin', 'garage'] },
  ],
  [
    { kind: 'identity' },
    { closes: ['roof', 'storage', 'main', 'archive', 'garage'], staysOpen: ['cabin'], untouched: [] },
  ],
])('%j closes and leaves open', (revocation, expected) => {
  const { closes, staysOpen, untouched } = consequencesOf(doors, revocation);
  expect({
    closes: closes.map(({ name }) => name),
    staysOpen: staysOpen.map(({ door }) => door.name),
    untouched: untouched.map(({ name }) => name),
  }).toEqual(expected);
});

test('says why a door stays open', () => {
  const why = (revocation: Revocation) => consequencesOf(doors, revocation).staysOpen[0]?.why;
  expect(why({ kind: 'device', device_id: 'storage' })).toBe('Part of the access grant “Works”.');
  expect(why({ kind: 'identity' })).toMatch(/^The lock accepts this offline code until 1 Dec 2026/);
});
