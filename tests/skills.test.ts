import type { FakeSeam } from '@org/seam-testing';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createExampleFolder, type Example, isSuite, readExamples, root } from './support/examples.ts';
import { startFake } from './support/start-fake.ts';

const folder = createExampleFolder(join(import.meta.dirname, '.skills'));

const files = globSync('packages/*/SKILL.md', { cwd: root }).toSorted();
const examples = readExamples(files);
const programs = examples.filter((example) => !isSuite(example)).map((each) => [each.name, each] as const);

beforeAll(folder.remove);
afterAll(folder.remove);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('core and testing have a skill', () => {
  expect(files).toEqual(['packages/core/SKILL.md', 'packages/testing/SKILL.md']);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const manifest = JSON.parse(readFileSync(join(root, dirname(file), 'package.json'), 'utf8')) as {
    name: string;
    files: string[];
  };

  it('has the name of its package, and a description of one line', () => {
    const [, name, description = ''] = /^---\nname: (.+)\ndescription: (.+)\n---\n/.exec(text) ?? [];
    expect(name).toBe(basename(manifest.name));
    expect(description).toContain(manifest.name);
    // A colon and a space would end the value in YAML. Longer descriptions are refused by the format of skills.
    expect(description).not.toContain(': ');
    expect(description.length).toBeLessThanOrEqual(1024);
  });

  it('is packed, and links only to files that are packed', () => {
    // npm packs the README in any case.
    const packed = [...manifest.files, 'README.md'];
    expect(packed).toContain('SKILL.md');
    const targets = [...text.matchAll(/\]\((?!#)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets).toContain('README.md');
    const others = targets.filter(
      (target) => !packed.includes(target) || !existsSync(join(root, dirname(file), target)),
    );
    expect(others).toEqual([]);
  });

  it('has 60 to 120 lines', () => {
    const lines = text.trimEnd().split('\n').length;
    expect(lines).toBeGreaterThanOrEqual(60);
    expect(lines).toBeLessThanOrEqual(120);
  });
});

const exampleOf = (kind: string): Example => {
  const found = examples.find((example) => example.kind === kind);
  if (!found) throw new Error(`No skill has the example ${kind}.`);
  return found;
};

/** Runs an example with a client that retries at once. Returns what it prints. */
const run = async (name: string, { code }: Example): Promise<string> => {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const quick = code.replace('createSeam()', 'createSeam({ retry: { baseDelay: 1 } })');
  await import(/* @vite-ignore */ folder.write(name, quick));
  return `${lines.join('\n')}\n`;
};

it.each(programs)('%s prints what the skill shows', async (name, example) => {
  await using _ = await startFake();
  expect(await run(name, example)).toBe(example.output);
});

const lost = { kind: 'reset', applied: true } as const;

it.each<[kind: string, situation: string, prepare: (fake: FakeSeam) => void]>([
  [
    'revoke',
    'every response of the change is lost',
    ({ faults }) => faults.rate('/acs/users/revoke_access_to_all_entrances', lost, 1),
  ],
  [
    'unlock',
    'all attempts of the first poll are lost',
    ({ faults }) => faults.queue('/action_attempts/get', lost, lost, lost, lost),
  ],
])('the example %s prints the same when %s', async (kind, situation, prepare) => {
  await using fake = await startFake();
  prepare(fake);
  const example = exampleOf(kind);
  expect(await run(`${kind} ${situation}`, example)).toBe(example.output);
});

it('the example unlock fails when the lock does not respond', async () => {
  await using fake = await startFake();
  fake.provider.failNext('UNLOCK_DOOR', { message: 'The lock does not respond.' });
  await expect(run('unlock fails', exampleOf('unlock'))).rejects.toMatchObject({
    name: 'SeamActionAttemptFailedError',
  });
});
