import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { docs, referenceSidebar, sidebar } from './sidebar.ts';

const fileOf = (link: string): string => `${link.slice(1)}${link.endsWith('/') ? 'index' : ''}.md`;

/** The first sentence of a page. */
const summaryOf = (file: string): string => {
  const [, paragraph = ''] =
    /^# .+\n+((?:[^\n#|<`:-][^\n]*\n)+)/m.exec(readFileSync(join(docs, file), 'utf8')) ?? [];
  const [sentence = ''] = paragraph.replaceAll('\n', ' ').split(/(?<=[.:]) /);
  return sentence.trim().replace(/:$/, '.');
};

const linesOf = (items: readonly DefaultTheme.SidebarItem[]): string[] =>
  items.flatMap(({ text, link }) => {
    if (link === undefined) return [];
    const file = fileOf(link);
    const summary = summaryOf(file);
    return [`- [${text}](/${file})${summary === '' ? '' : `: ${summary}`}`];
  });

/**
 * Writes `llms.txt`, the list of all pages for language models, and the Markdown of each page beside its HTML.
 *
 * @see https://llmstxt.org
 */
export const writeForModels = (outDir: string): void => {
  const sections = [...sidebar, ...referenceSidebar];
  const text = [
    '# Seam access toolkit',
    '> TypeScript packages to grant people access to doors through the Seam API, and to revoke it, provably.',
    ...sections.map(({ text, items = [] }) => [`## ${text}`, linesOf(items).join('\n')].join('\n\n')),
  ].join('\n\n');
  writeFileSync(join(outDir, 'llms.txt'), `${text}\n`);
  for (const [, file = ''] of text.matchAll(/\]\(\/([^)]+\.md)\)/g))
    cpSync(join(docs, file), join(outDir, file));
};
