import { endpoints } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultAssumptions } from '../src/fake/assumptions.ts';
import { handlers } from '../src/fake/handlers.ts';
import { eventTypes } from '../src/generated/event-types.ts';
import { everyEvent } from './events/every-event.test-helper.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

const resourceOf = (path: string) => path.split('/').slice(1, -1).join('/');

/** The assumptions in the order of the interface: its docstrings say what they are for. */
const assumptions = [
  ...readFileSync(join(import.meta.dirname, '../src/fake/assumptions.ts'), 'utf8').matchAll(
    /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+readonly (\w+): ([^;]+);/g,
  ),
].map(([, comment = '', name = '', type = '']) => ({
  name,
  type: type.replaceAll(/\breadonly /g, ''),
  text: comment
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim(),
}));

const inCell = (code: string): string => `\`${code.replaceAll('|', '\\|')}\``;

const assumptionRow = ({ name, type, text }: (typeof assumptions)[number]): string => {
  const value = JSON.stringify(defaultAssumptions[name as keyof typeof defaultAssumptions]);
  return `| \`${name}\` | ${inCell(type)} | ${inCell(value.replaceAll('"', "'"))} | ${text} |`;
};

const render = (): string => {
  const resources = [...new Set(paths.map(resourceOf))].toSorted();
  const sections = resources.map((resource) => {
    const own = paths.filter((path) => resourceOf(path) === resource).toSorted();
    return [`### ${resource}`, '', ...own.map((path) => `- \`${path}\``), ''].join('\n');
  });
  return [
    '# Supported endpoints and events, and assumptions',
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
    '## Assumptions',
    '',
    'What the fake does where the documentation of Seam states no rule, or contradicts itself.',
    '`createFakeSeam({ assumptions })` changes it.',
    '',
    '| Assumption | Type | Default | What it sets |',
    '| --- | --- | --- | --- |',
    ...assumptions.map(assumptionRow),
    '',
  ].join('\n');
};

describe('SUPPORTED.md', () => {
  it('lists what the code supports', async () => {
    await expect(render()).toMatchFileSnapshot('../SUPPORTED.md');
  });

  it('lists every assumption', () => {
    expect(assumptions.map(({ name }) => name)).toEqual(Object.keys(defaultAssumptions));
  });

  it('lists each endpoint of the contract, and each has a handler', () => {
    const missing: string[] = [];
    mapEndpoints(endpoints, ({ path }, names) => {
      if (typeof valueAt(handlers, names) !== 'function') missing.push(path);
    });
    expect(missing).toEqual([]);
  });
});
