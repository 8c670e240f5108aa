import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locationOf, organization, publishedFolders, readManifest, repositoryPage } from './manifests.ts';

const root = join(import.meta.dirname, '..');

describe.each(publishedFolders)('the manifest of %s', (folder) => {
  const manifest = readManifest(folder);

  it('says where the project lives; `pnpm manifests` writes it', () => {
    expect(manifest).toMatchObject(locationOf(folder));
  });

  it('has a description and keywords for a search', () => {
    expect(manifest.description).toBeTypeOf('string');
    expect(manifest.keywords).toEqual(expect.arrayContaining(['seam', 'access-control']));
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords?.length);
    expect(manifest.keywords?.length).toBeGreaterThanOrEqual(5);
  });

  it('has the scope of the root package', () => {
    const [scope] = readManifest('.').name.split('/');
    expect(manifest.name.split('/')[0]).toBe(scope);
  });
});

describe('links to the repository', () => {
  const files = globSync(['.github/**/*', '*.md', 'packages/*/*.md'], {
    cwd: root,
    withFileTypes: true,
  }).filter((entry) => entry.isFile());
  const links = files.flatMap(({ parentPath, name }) => [
    ...readFileSync(join(parentPath, name), 'utf8').matchAll(
      /(https:\/\/github\.com\/([\w-]+)\/seam)\b(?:\/(?:blob|tree)\/main\/([^)#\s]+))?/g,
    ),
  ]);

  it('name the place that the manifest of the root names', () => {
    expect(links.length).toBeGreaterThan(5);
    for (const [, url, owner] of links)
      expect({ url, owner }).toEqual({ url: repositoryPage, owner: organization });
  });

  it('lead to files that exist', () => {
    const targets = links.flatMap(([, , , target]) => target ?? []);
    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });
});
