import { startFake } from '@org/tests/support/start-fake';
import type { FakeSeam, FakeSeamOptions } from '@org/seam-testing';
import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { examples, folderFor, isPrinting, titleOf } from './support.ts';

const folder = folderFor('printing');
const home = process.cwd();

interface Setting {
  readonly options?: FakeSeamOptions;
  readonly prepare?: (fake: FakeSeam) => void | Promise<void>;
}

const idOf = ({ state }: FakeSeam, name: string) =>
  state.userIdentities.by('full_name', name)[0]?.user_identity_id ?? '';

/** What the fake of an example has, by page or by example. Without a setting, it is the building. */
const settings: Readonly<Record<string, Setting>> = {
  'guides/lost-phone': {
    prepare: (fake) => {
      const user_identity_id = idOf(fake, 'Ada Okafor');
      fake.add.phone({ user_identity_id, display_name: 'Old phone' });
      fake.add.phone({ user_identity_id, display_name: 'Tablet' });
    },
  },
  'guides/outcomes handle-outcome': {
    prepare: ({ faults }) => {
      faults.rate('/user_identities/revoke_access_to_device', { kind: 'reset', applied: true }, 1);
    },
  },
  'guides/reservation-change': { options: { seed: 'hotel' } },
  'guides/webhooks backfill': {
    prepare: async ({ seam }) => {
      const [user] = await seam.acs.users.list();
      await seam.acs.users.delete({ acs_user_id: user?.acs_user_id ?? '' });
    },
  },
};

beforeAll(() => {
  folder.remove();
  // Files of the examples, such as a journal, are written here.
  mkdirSync(folder.path, { recursive: true });
  process.chdir(folder.path);
});
afterAll(() => {
  process.chdir(home);
  folder.remove();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it.each(examples.filter(isPrinting).map((example) => [titleOf(example), example] as const))(
  '%s prints what the page shows',
  async (title, { code, output }) => {
    const { options, prepare } = settings[title] ?? settings[title.split(' ')[0] ?? ''] ?? {};
    await using fake = await startFake(options);
    // The workflows compare times of the fake with the time of this process.
    vi.useFakeTimers({ toFake: ['Date'], now: fake.clock.now(), shouldAdvanceTime: true });
    await prepare?.(fake);
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => void lines.push(values.join(' ')));
    await import(/* @vite-ignore */ folder.write(title, code));
    expect(`${lines.join('\n')}\n`).toBe(output);
  },
);
