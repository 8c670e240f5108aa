import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildWorld, worldSpec } from '../../test/random-world.test-helper.ts';
import { doorKey } from './door.ts';
import { readAccess } from './read-access.ts';
import { whoCanOpen } from './who-can-open.ts';

const worlds = Number(process.env['WORLDS'] ?? 15);

it(`whoCanOpen and readAccess agree in ${worlds} random worlds, and with what Seam lists`, async () => {
  await fc.assert(
    fc.asyncProperty(worldSpec, fc.nat(1_000_000), async (spec, randomSeed) => {
      const wrapFetch: Parameters<typeof buildWorld>[1]['wrapFetch'] = (fake) => fake.fetch;
      const { fake, clock, person, bystander } = await buildWorld(spec, { randomSeed, wrapFetch });
      const { seam } = fake;
      const options = { clock, unassignedCodes: false };
      const byPerson = new Set<string>();
      for (const user_identity_id of [person, bystander]) {
        const { doors } = await readAccess(seam, user_identity_id, options);
        for (const { door } of doors) byPerson.add(`${user_identity_id} ${doorKey(door)}`);
        const listed = [
          ...(await seam.userIdentities.listAccessibleDevices({ user_identity_id })).map(
            ({ device_id }) => `device:${device_id}`,
          ),
          ...(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).map(
            ({ acs_entrance_id }) => `entrance:${acs_entrance_id}`,
          ),
        ];
        expect(doors.map(({ door }) => doorKey(door))).toEqual(expect.arrayContaining(listed));
      }
      const byDoor = new Set<string>();
      const doors = [
        ...[...fake.state.devices].map(({ device_id }) => ({ device_id })),
        ...[...fake.state.acsEntrances].map(({ acs_entrance_id }) => ({ acs_entrance_id })),
      ];
      for (const door of doors) {
        const key = 'device_id' in door ? `device:${door.device_id}` : `entrance:${door.acs_entrance_id}`;
        for (const { user_identity } of await whoCanOpen(seam, door, { clock }))
          if (user_identity) byDoor.add(`${user_identity.user_identity_id} ${key}`);
      }
      expect([...byDoor].toSorted()).toEqual([...byPerson].toSorted());
    }),
    { numRuns: worlds, seed: Number(process.env['SEED'] ?? 3) },
  );
}, 600_000);
