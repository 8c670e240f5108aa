/** Removes from a report of API Extractor what is reviewed elsewhere or changes without a change of the types. */

interface Declaration {
  /** The name without the number that API Extractor adds to a second declaration of a name. */
  readonly name: string;
  /** The first line, such as `export interface Device`. */
  readonly head: string;
  readonly isExported: boolean;
}

const declaration =
  /^(?<head>(?<exported>export )?(?:abstract )?(?:const|type|interface|class|function|enum) (?<name>\w+))/m;

const declarationOf = (block: string): Declaration | undefined => {
  const { head, name, exported } = declaration.exec(block)?.groups ?? {};
  if (head === undefined || name === undefined) return undefined;
  return { name: name.replace(/_\d+$/, ''), head, isExported: exported !== undefined };
};

const fence = /^```ts\n(?<code>.*)^```$/ms;

const blocksOf = (report: string): string[] =>
  (fence.exec(report)?.groups?.['code'] ?? '').trim().split(/\n{2,}/);

/** The names that a report declares, exported or not. */
export const namesIn = (report: string): Set<string> =>
  new Set(blocksOf(report).flatMap((block) => declarationOf(block)?.name ?? []));

/** Comments of API Extractor. That a docstring is missing is no matter of the types. */
const note = /^ *\/\/ (?:@public|\(undocumented\)|@public \(undocumented\)|\(No @packageDocumentation.*)$/;

const withoutNotes = (block: string): string =>
  block
    .split('\n')
    .filter((line) => !note.test(line))
    .map((line) => line.replace(/^( *\/\/ .*) \(undocumented\)$/, '$1'))
    .join('\n');

interface ShortenOptions {
  /** The names of generated types and values. The report lists the exported ones without their members. */
  readonly generated: ReadonlySet<string>;
  /** The names in the report of the package's main entry point. Other entry points do not repeat them. */
  readonly elsewhere: ReadonlySet<string>;
}

const title = (name: string): string =>
  `# The public types of \`${name}\`\n\nWritten by \`pnpm api\`. Do not edit it: review its diff, and commit it with the change.`;

/** The report of one entry point, such as `@org/seam-core/schemas`. */
export const shorten = (entry: string, report: string, { generated, elsewhere }: ShortenOptions): string => {
  const listed: string[] = [];
  const kept: string[] = [];
  for (const block of blocksOf(report).map(withoutNotes)) {
    const found = declarationOf(block);
    if (found && generated.has(found.name)) {
      if (found.isExported) listed.push(found.head);
    } else if (block !== '' && (!found || found.isExported || !elsewhere.has(found.name))) kept.push(block);
  }
  const isImport = (block: string) => block.startsWith('import ');
  const code = kept.filter((block) => !isImport(block)).join('\n\n');
  const imports = kept
    .filter(isImport)
    .flatMap((block) => block.split('\n'))
    .filter((line) => {
      const name = /(\w+) (?:\} )?from /.exec(line)?.[1];
      return name !== undefined && new RegExp(`\\b${name}\\b`).test(code);
    });
  const generatedList = [
    'Generated, without their members (see `src/contract/generated`):',
    `\`\`\`ts\n${listed.join('\n')}\n\`\`\``,
  ];
  const parts = [
    title(entry),
    `\`\`\`ts\n${[imports.join('\n'), code].filter((part) => part !== '').join('\n\n')}\n\`\`\``,
    ...(listed.length > 0 ? generatedList : []),
  ];
  return `${parts.join('\n\n')}\n`;
};
