import { endpoints } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { handlers } from '../src/fake/handlers.ts';
import { eventTypes } from '../src/generated/event-types.ts';
import { everyEvent } from './events/every-event.test-helper.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

const resourceOf = (path: string) => path.split('/').slice(1, -1).join('/');

const render = (): string => {
  const resources = [...new Set(paths.map(resourceOf))].toSorted();
  const sections = resources.map((resource) => {
    const own = paths.filter((path) => resourceOf(path) === resource).toSorted();
    return [`### ${resource}`, '', ...own.map((path) => `- \`${path}\``), ''].join('\n');
  });
  return [
    '# Supported endpoints and events',
    '',
    '## Endpoints',
    '',
    `All ${paths.length} documented endpoints. \`test/supported.test.ts\` generates this file and fails when it is stale. To`,
    'update it: `pnpm --filter @org/seam-testing exec vitest run test/supported.test.ts --update`.',
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

describe('SUPPORTED.md', () => {
  it('lists what the code supports', async () => {
    await expect(render()).toMatchFileSnapshot('../SUPPORTED.md');
  });

  it('lists each endpoint of the contract, and each has a handler', () => {
    const missing: string[] = [];
    mapEndpoints(endpoints, ({ path }, names) => {
      if (typeof valueAt(handlers, names) !== 'function') missing.push(path);
    });
    expect(missing).toEqual([]);
  });
});
