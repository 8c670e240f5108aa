/** Writes the generated pages into `reference`: endpoints, models, entry points and the READMEs of the packages. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiPages } from './reference/api-pages.ts';
import { root } from './reference/declarations.ts';
import type { Page } from './reference/markdown.ts';
import { entryPoints, readmePages, writeEntryPoints } from './reference/package-pages.ts';

const docs = join(root, 'docs');
const reference = join(docs, 'reference');

const linkOf = (entryPoint: string) => `/reference/exports/${entryPoint}`;

const toItem = ({ title, path }: Page) => ({ text: title, link: `/${path}` });

const list = (pages: readonly Page[]): string =>
  pages.map(({ title, path }) => `- [${title}](/${path})`).join('\n');

rmSync(reference, { recursive: true, force: true });
await writeEntryPoints(join(reference, 'exports'));

const { resources, models } = await apiPages();
const readmes = readmePages();
const supported: Page = {
  path: 'reference/packages/supported',
  title: 'What the fake supports',
  text: readFileSync(join(root, 'packages/testing/SUPPORTED.md'), 'utf8'),
};
const index: Page = {
  path: 'reference/index',
  title: 'Reference',
  text: `# Reference

## Packages

What each package is for, and its options.

${list(readmes)}
- [What the fake supports](/${supported.path})

## Exports

Every function, class and type, from the documentation comments.

${entryPoints.map(({ name }) => `- [${name}](${linkOf(name)})`).join('\n')}

## Endpoints

Each function of the client, with its parameters and its result.

${list(resources)}

## Models

What the endpoints return.

${list(models)}`,
};
for (const { path, title, text } of [...resources, ...models, ...readmes, supported, index]) {
  const file = join(docs, `${path}.md`);
  mkdirSync(dirname(file), { recursive: true });
  // The title in search results.
  writeFileSync(file, `---\ntitle: ${JSON.stringify(title)}\n---\n\n${text}\n`);
}
const sidebar = [
  { text: 'Packages', items: readmes.map(toItem) },
  { text: 'Exports', items: entryPoints.map(({ name }) => ({ text: name, link: linkOf(name) })) },
  { text: 'Endpoints', items: resources.map(toItem) },
  { text: 'Models', items: models.map(toItem) },
];
writeFileSync(join(reference, 'sidebar.json'), JSON.stringify(sidebar));
