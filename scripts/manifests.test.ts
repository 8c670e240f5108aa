import { globSync, readFileSync } from 'node:fs';
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

it('no other file names another place of the repository', () => {
  const files = globSync(['.github/**/*', '*.md', 'packages/*/*.md'], {
    cwd: root,
    withFileTypes: true,
  }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(5);
  const links = files.flatMap(({ parentPath, name }) =>
    [
      ...readFileSync(join(parentPath, name), 'utf8').matchAll(/https:\/\/github\.com\/([\w-]+)\/seam\b/g),
    ].map(([url, owner]) => ({ name, url, owner })),
  );
  for (const { owner } of links) expect(owner).toBe(organization);
  for (const { url } of links) expect(url).toBe(repositoryPage);
});
