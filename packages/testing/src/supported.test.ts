import { endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { unimplemented } from './fake/not-implemented.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

const resourceOf = (path: string) => path.split('/').slice(1, -1).join('/');

const render = (): string => {
  const resources = [...new Set(paths.map(resourceOf))].toSorted();
  const supported = paths.filter((path) => !unimplemented.has(path));
  const sections = resources.map((resource) => {
    const own = paths.filter((path) => resourceOf(path) === resource).toSorted();
    const lines = own.map((path) => `| \`${path}\` | ${unimplemented.has(path) ? '501' : 'yes'} |`);
    return [`## ${resource}`, '', '| Endpoint | Supported |', '| --- | --- |', ...lines, ''].join('\n');
  });
  return [
    '# What the fake supports',
    '',
    `${supported.length} of the ${paths.length} documented endpoints have behaviour. The others are answered with 501 and the type`,
    '`not_implemented_by_fake`. This file is written by `src/supported.test.ts`, which fails when it is stale; to write it anew:',
    '`pnpm --filter @org/seam-testing exec vitest run --update src/supported.test.ts`.',
    '',
    ...sections,
  ].join('\n');
};

const needed = [
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
  it('says what the code supports', async () => {
    await expect(render()).toMatchFileSnapshot('../SUPPORTED.md');
  });

  it('lists at least 190 endpoints, and leaves none out of what access depends on', () => {
    expect(paths.length - unimplemented.size).toBeGreaterThanOrEqual(190);
    const missing = [...unimplemented].filter((path) => needed.includes(path.split('/')[1] ?? ''));
    expect(missing).toEqual([]);
  });
});
