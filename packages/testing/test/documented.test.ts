import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const resources = join(import.meta.dirname, '../src/resources');

/** The folders of the resources: each has the handlers of its endpoints. `acs` only joins those below it. */
const folders = globSync('**/handlers.ts', { cwd: resources })
  .map((file) => dirname(file))
  .filter((folder) => folder !== 'acs' && existsSync(join(resources, folder, 'record.ts')))
  .toSorted();

it.each(folders)('%s has a test of what Seam documents about it', (folder) => {
  expect(globSync('documented*.test.ts', { cwd: join(resources, folder) })).not.toEqual([]);
});

it('finds the resources', () => {
  expect(folders.length).toBeGreaterThan(20);
});
