import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A TypeScript block of a Markdown file. */
export interface Example {
  /** The file, from the root of the repository. */
  readonly file: string;
  /** The word after `ts` in the first line of the block; empty without one. */
  readonly kind: string;
  /** The file, the position of the block in it, and the kind: unique, and readable in the title of a test. */
  readonly name: string;
  readonly code: string;
  /** The text block between this block and the next one: what the example prints. */
  readonly output: string | undefined;
}

/** Whether an example is a file of tests. */
export const isSuite = ({ code }: Example): boolean => code.includes("from 'vitest'");

/** The root of the repository. */
export const root = join(import.meta.dirname, '../..');

const tsc = join(root, 'node_modules/.bin/tsc');

const block = /^```ts ?([\w-]*)\n(.*?)^```$/gms;
const textBlock = /^```text\n(.*?)^```$/ms;

/** The TypeScript blocks of Markdown files, which are named from the root of the repository. */
export const readExamples = (files: readonly string[]): Example[] =>
  files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const blocks = [...text.matchAll(block)];
    return blocks.map(([whole, kind = '', code = ''], index) => {
      const { index: start } = blocks[index] ?? { index: 0 };
      const rest = text.slice(start + whole.length, blocks[index + 1]?.index);
      const name = `${file} ${index + 1} ${kind}`.trim();
      return { file, kind, name, code, output: textBlock.exec(rest)?.[1] };
    });
  });

type NamedCode = Pick<Example, 'name' | 'code'>;

/** A folder for the files of examples, below the folder of the test. */
export interface ExampleFolder {
  readonly path: string;
  /** Deletes the folder. */
  readonly remove: () => void;
  /** Writes a file, and returns its path. */
  readonly write: (name: string, code: string, extension?: string) => string;
  /** Compiles examples with the options of this repository. Returns the errors. */
  readonly compile: (examples: readonly NamedCode[]) => string[];
  /** Runs examples that are files of tests with Vitest. Returns its output, and the names of the examples that passed. */
  readonly runSuites: (examples: readonly NamedCode[]) => {
    readonly output: string;
    readonly passed: string[];
  };
}

const fileName = (name: string) => name.replaceAll(/\W+/g, '-');

export const createExampleFolder = (path: string): ExampleFolder => {
  const write = (name: string, code: string, extension = '.ts', into = path): string => {
    const file = join(into, `${fileName(name)}${extension}`);
    mkdirSync(into, { recursive: true });
    writeFileSync(file, code);
    return file;
  };
  return {
    path,
    remove: () => rmSync(path, { recursive: true, force: true }),
    write: (name, code, extension) => write(name, code, extension),
    compile: (examples) => {
      const project = join(path, 'types');
      for (const { name, code } of examples) write(name, code, '.ts', project);
      // Users may have the same strict options, such as noUncheckedIndexedAccess and exactOptionalPropertyTypes.
      const config = { extends: join(root, 'tsconfig.base.json'), include: ['*.ts'] };
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
      // Several checkers would each check the types of the packages.
      const args = ['-p', project, '--checkers', '1'];
      const { stdout, error } = spawnSync(tsc, args, { cwd: project, encoding: 'utf8' });
      if (error) throw error;
      return stdout.split('\n').filter((line) => line.includes('error TS'));
    },
    runSuites: (examples) => {
      const project = join(path, 'suites');
      for (const { name, code } of examples) write(name, code, '.test.ts', project);
      writeFileSync(join(project, 'vitest.config.ts'), 'export default { test: {} };');
      // Without isolation, the packages are loaded once for all examples.
      const args = ['run', '--root', project, '--reporter=tap', '--no-isolate'];
      const { stdout, stderr, error } = spawnSync('vitest', args, { encoding: 'utf8' });
      if (error) throw error;
      const files = new Set([...stdout.matchAll(/^ok \d+ - (\S+)\.test\.ts/gm)].map(([, file]) => file));
      const passed = examples.map(({ name }) => name).filter((name) => files.has(fileName(name)));
      return { output: stdout + stderr, passed };
    },
  };
};
