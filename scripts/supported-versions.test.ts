import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedFolders } from './manifests.ts';
import { describeRange, supportedVersions, versionRows } from './supported-versions.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Manifest {
  readonly engines?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest => JSON.parse(read(`${folder}/package.json`)) as Manifest;

describe('the table of supported versions', () => {
  it('is in README.md; `node scripts/supported-versions.ts` prints it', () => {
    const lines = read('README.md')
      .split('\n')
      .map((line) => line.replaceAll(/\s+/g, ' '));
    expect(lines).toEqual(expect.arrayContaining(versionRows()));
  });

  it.each([
    ['>=22.12', '22.12 or newer'],
    ['^4.17.0 || ^5.0.0', '4 from 4.17, 5'],
  ])('describes %s as %s', (range, text) => {
    expect(describeRange(range)).toBe(text);
  });

  it('rejects a range that it cannot describe', () => {
    expect(() => describeRange('~1.2.3')).toThrow('"~1.2.3"');
  });

  // The tests use one browser, and its newest version only.
  const { chrome: _chrome, firefox: _firefox, safari: _safari, ...installed } = supportedVersions;

  it.each(Object.values(installed))(
    'has a tested version of $name for each part of $range',
    ({ range, tested }) => {
      for (const part of range.split(' || ')) {
        const [, operator, major, minor] = /^(>=|\^)(\d+)(?:\.(\d+))?/.exec(part) ?? [];
        const start = operator === '^' || minor === undefined ? `${major}.` : `${major}.${minor}.`;
        expect(tested.filter((version) => version.startsWith(start))).not.toEqual([]);
      }
    },
  );
});

describe.each(publishedFolders)('%s', (folder) => {
  const { engines, peerDependencies = {} } = readManifest(folder);

  it('needs the Node of the table', () => {
    expect(engines).toEqual({ node: supportedVersions.node.range });
  });

  it('has the peers of the table', () => {
    for (const [name, { range }] of Object.entries(supportedVersions))
      expect(peerDependencies[name] ?? range).toBe(range);
  });

  it('names no other version of Node in its README', () => {
    const others = [...read(`${folder}/README.md`).matchAll(/\bNode (\d[\d.]*\d)/g)]
      .map(([, version]) => version)
      .filter((version) => `>=${version}` !== supportedVersions.node.range);
    expect(others).toEqual([]);
  });
});

describe('the tested versions', () => {
  it.each([
    ['.', 'node', supportedVersions.node.tested.at(-1)],
    ['tests/node-22', 'node', supportedVersions.node.tested[0]],
    ['.', 'typescript', supportedVersions.typescript.tested.at(-1)],
    ['packages/express', 'express', supportedVersions.express.tested.at(-1)],
    ['packages/express', 'express4', `npm:express@${supportedVersions.express.tested[0]}`],
    ['packages/testing', 'vitest', supportedVersions.vitest.tested.at(-1)],
    ['packages/testing', 'msw', supportedVersions.msw.tested.at(-1)],
    ['packages/testing', 'msw-2', `npm:msw@${supportedVersions.msw.tested[0]}`],
    ['tests', '@sparticuz/chromium', supportedVersions.chrome.tested[0]],
  ])('of %s include its %s', (folder, name, version) => {
    expect(readManifest(folder).devDependencies?.[name]).toBe(version);
  });
});
