import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { load as loadMarkdown } from 'typedoc-plugin-markdown';
import { repositoryPage } from '../../../scripts/manifests.ts';
import { models, root } from './declarations.ts';
import { modelLink, type Page } from './markdown.ts';

const packages = ['core', 'server', 'express', 'testing', 'access'] as const;

interface EntryPoint {
  /** How it is imported. */
  readonly name: string;
  readonly file: string;
}

/** The documented entry points of the packages. `internal` has no promises. */
export const entryPoints: readonly EntryPoint[] = packages.flatMap((folder) => {
  const { name, exports } = JSON.parse(
    readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'),
  ) as { name: string; exports: Readonly<Record<string, string>> };
  return Object.entries(exports)
    .filter(([door]) => door !== './internal' && door !== './package.json')
    .map(([door, file]) => ({ name: name + door.slice(1), file: join('packages', folder, file) }));
});

const modelNames = new RegExp(`(?<!\\[)\`(${models.join('|')})\`(?!\\])`, 'g');

/** Links the names of models to their pages, except in code blocks and headings. */
const linkModels = (text: string): string =>
  text
    .split(/(^```.*?^```$|^#.*$)/ms)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replaceAll(modelNames, (_, name: string) => `[\`${name}\`](${modelLink(name)})`),
    )
    .join('');

/** Writes the reference of all entry points, from their documentation comments, into a folder. */
export const writeEntryPoints = async (folder: string): Promise<void> => {
  const app = await Application.bootstrapWithPlugins({
    entryPoints: entryPoints.map(({ file }) => join(root, file)),
    tsconfig: join(root, 'docs/tsconfig.typedoc.json'),
    // Not by its name, which TypeDoc resolves from its own folder.
    plugin: [loadMarkdown],
    // Endpoints and models have pages of their own.
    exclude: ['**/generated/**'],
    excludeExternals: true,
    excludePrivate: true,
    excludeInternal: true,
    disableSources: true,
    readme: 'none',
    groupOrder: ['Functions', 'Classes', 'Variables', 'Interfaces', 'Type Aliases', '*'],
    githubPages: false,
    logLevel: 'Error',
    skipErrorChecking: true,
    basePath: root,
    out: folder,
    router: 'module',
    entryFileName: 'index',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    sanitizeComments: true,
    useCodeBlocks: true,
    useHTMLAnchors: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    propertyMembersFormat: 'table',
  } as never);
  const project = await app.convert();
  if (!project) throw new Error('The packages could not be read.');
  for (const module of project.children ?? []) {
    const entry = entryPoints.find(({ file }) => file.replace(/(\/index)?\.ts$/, '') === module.name);
    if (entry) module.name = entry.name;
  }
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error('The reference could not be written. The errors are above.');
  for (const file of globSync('**/*.md', { cwd: folder })) {
    const path = join(folder, file);
    writeFileSync(path, linkModels(readFileSync(path, 'utf8')));
  }
};

/** The READMEs as pages: they have the tables of options. */
export const readmePages = (): Page[] =>
  packages.map((folder) => {
    const text = readFileSync(join(root, 'packages', folder, 'README.md'), 'utf8')
      .replaceAll(/^```ts \w+$/gm, '```ts')
      .replaceAll(/\]\(https:\/\/www\.npmjs\.com\/package\/@org\/seam-(\w+)/g, '](/reference/packages/$1')
      .replaceAll('](SUPPORTED.md', '](/reference/packages/supported')
      .replaceAll(`](${repositoryPage}/blob/main/docs/`, '](/');
    return { path: `reference/packages/${folder}`, title: `@org/seam-${folder}`, text };
  });
