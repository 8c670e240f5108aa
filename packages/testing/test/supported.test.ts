import { endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '../src/generated/event-types.ts';
import { unimplemented } from '../src/wire/authenticate.ts';
import { everyEvent } from './events/every-event.test-helper.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

const resourceOf = (path: string) => path.split('/').slice(1, -1).join('/');

const render = (): string => {
  const resources = [...new Set(paths.map(resourceOf))].toSorted();
  const supported = paths.filter((path) => !unimplemented.has(path));
  const sections = resources.map((resource) => {
    const own = paths.filter((path) => resourceOf(path) === resource).toSorted();
    const lines = own.map((path) => `| \`${path}\` | ${unimplemented.has(path) ? '501' : 'yes'} |`);
    return [`### ${resource}`, '', '| Endpoint | Supported |', '| --- | --- |', ...lines, ''].join('\n');
  });
  return [
    '# Supported endpoints and events',
    '',
    '## Endpoints',
    '',
    `${supported.length} of the ${paths.length} documented endpoints are implemented. The others return 501 with the type`,
    '`not_implemented_by_fake`. `test/supported.test.ts` generates this file and fails when it is stale. To update it:',
    '`pnpm --filter @org/seam-testing exec vitest run test/supported.test.ts --update`.',
    '',
    ...sections,
    '## Events',
    '',
    'How each documented event type happens in the fake: `test/events` does what this table says and expects the event.',
    'A function with a resource is one of the client (`fake.seam`), the others are members of the fake.',
    '`fake.events.emit` writes an event of any type.',
    '',
    '| Event type | Happens by |',
    '| --- | --- |',
    ...eventTypes.map((type) => `| \`${type}\` | ${everyEvent[type].how} |`),
    '',
  ].join('\n');
};

/** The resources that affect access. */
const accessResources = [
  'user_identities',
  'acs',
  'devices',
  'locks',
  'access_grants',
  'client_sessions',
  'events',
  'webhooks',
];

describe('SUPPORTED.md', () => {
  it('lists what the code supports', async () => {
    await expect(render()).toMatchFileSnapshot('../SUPPORTED.md');
  });

  it('covers at least 190 endpoints, and every endpoint that affects access', () => {
    expect(paths.length - unimplemented.size).toBeGreaterThanOrEqual(190);
    const missing = [...unimplemented].filter((path) => accessResources.includes(path.split('/')[1] ?? ''));
    expect(missing).toEqual([]);
  });
});
