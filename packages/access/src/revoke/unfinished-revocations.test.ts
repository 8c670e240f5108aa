import { createSeam, type Seam } from '@org/seam-core';
import { expect, it } from 'vitest';
import { type Door, doorKey } from '../doors/door.ts';
import { doorsBeingRevoked, forgetRevocation, noteRevocation } from './unfinished-revocations.ts';

const door: Door = { kind: 'device', id: 'front', name: 'Front door' };

const clientOf = () => createSeam({ apiKey: 'seam_test1_key' });

const revoking = (seam: Seam, person: string): void =>
  noteRevocation(seam, person, {
    pending: [{ door, cause: 'pending', until: null, request_ids: ['request1'] }],
    verified: [],
    requested: [],
  });

const doorsOf = (seam: Seam, person: string) => [...doorsBeingRevoked(seam, person)];

it('remembers the doors of a person that a revocation may still close', () => {
  const seam = clientOf();
  revoking(seam, 'ada');
  expect(doorsOf(seam, 'ada')).toEqual([doorKey(door)]);
  expect(doorsOf(seam, 'hugo')).toEqual([]);
  expect(doorsOf(clientOf(), 'ada')).toEqual([]);
});

it.each<[how: string, forget: (seam: Seam) => void]>([
  [
    'a later revocation found closed',
    (seam) =>
      noteRevocation(seam, 'ada', { pending: [], verified: [{ door, request_ids: [] }], requested: [] }),
  ],
  ['was granted again', (seam) => forgetRevocation(seam, 'ada', doorKey(door))],
])('forgets a door that %s', (_, forget) => {
  const seam = clientOf();
  revoking(seam, 'ada');
  forget(seam);
  expect(doorsOf(seam, 'ada')).toEqual([]);
});

it('remembers 10,000 people, those of the last revocations', () => {
  const seam = clientOf();
  revoking(seam, 'ada');
  for (let person = 1; person < 10_000; person += 1) revoking(seam, String(person));
  revoking(seam, 'ada');
  revoking(seam, 'hugo');
  const counts = ['ada', '1', '2', 'hugo'].map((person) => doorsOf(seam, person).length);
  expect(counts).toEqual([1, 0, 1, 1]);
});
