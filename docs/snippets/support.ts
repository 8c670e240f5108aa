import { createExampleFolder, readExamples, root, type Example } from '@org/tests/support/examples';
import { globSync } from 'node:fs';
import { join } from 'node:path';

/** The pages whose TypeScript blocks are examples. The tests of the READMEs run theirs. */
const pages = globSync('docs/{guides,frameworks}/*.md', { cwd: root }).toSorted();

export const examples: readonly Example[] = readExamples(pages);

/** The page and the kind of an example, such as `guides/start list-people`. */
export const titleOf = ({ file, kind }: Example): string =>
  `${file.replace(/^docs\//, '').replace(/\.md$/, '')} ${kind}`;

/** The code of an example. @throws Error when no page has it */
export const codeOf = (title: string): string => {
  const found = examples.find((example) => titleOf(example) === title);
  if (!found) throw new Error(`No page has the example "${title}".`);
  return found.code;
};

/** Whether the page shows what an example prints. */
export const isPrinting = ({ output }: Example): boolean => output !== undefined;

/** Whether an example is a file of tests. */
export const isSuite = ({ code }: Example): boolean => code.includes("from 'vitest'");

export const folderFor = (test: string) => createExampleFolder(join(import.meta.dirname, '.examples', test));
