import type { Documentation } from './glossary.ts';
import { toFile } from './names.ts';
import { credentialNames, type OperationFacts } from './operations.ts';
import { allFolders, childrenOf, importPath, interfaceOf, propertyOf } from './tree.ts';
import { variantsOf } from './type-of.ts';
import { itemTypeOf, modelHomes, modelImports, resultModelOf, resultTypeOf } from './write-models.ts';

const replayWords = {
  safe: 'only reads',
  idempotent: 'may be repeated: the second call changes nothing more',
  never: 'is never repeated on its own',
};

const resultWords = (operation: OperationFacts): string => {
  const model = resultModelOf(operation);
  switch (operation.as) {
    case 'page':
      return `one page of \`${model}\``;
    case 'list':
      return `a list of \`${model}\``;
    case 'attempt':
      return 'an `ActionAttempt`';
    default:
      return operation.returns ? `\`${model}\`` : 'nothing';
  }
};

const wrap = (text: string, width = 110): string[] => {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines.splice(-1, 1, line === '' ? word : `${line} ${word}`);
  }
  return lines;
};

const commentOf = (operation: OperationFacts, { endpoint }: Documentation): string =>
  [
    '/**',
    ...wrap(endpoint(operation.path)).map((line) => ` * ${line}`),
    ' *',
    ` * \`${operation.verb} ${operation.path}\` returns ${resultWords(operation)} and ${replayWords[operation.replay]}.`,
    ` * Credentials: ${operation.credentials.flatMap((scheme) => credentialNames[scheme] ?? []).join(', ')}.`,
    ` * @see https://docs.seam.co/latest/api${operation.path}`,
    ' */',
  ].join('\n');

const mayOmitParams = ({ shape: { required, variants } }: OperationFacts): boolean =>
  required.length === 0 &&
  (!variants || variants.some((variant) => variant.every((name) => name.endsWith('?'))));

const returnsAttempt = ({ as }: OperationFacts): boolean => as === 'attempt';

/** The variants by name instead of their union: an error that no variant fits then says which parameters they need. */
const paramsOf = ({ paramsType, shape }: OperationFacts): string[] =>
  variantsOf(paramsType, shape)?.map(({ name }) => name) ?? [paramsType];

const typeOf = (operation: OperationFacts): string => {
  const params = paramsOf(operation).join(' | ');
  const result = resultTypeOf(operation);
  return returnsAttempt(operation)
    ? `ActionMethod<${params}, ${result}, CallOptions>`
    : `(params${mayOmitParams(operation) ? '?' : ''}: ${params}, options?: CallOptions) => Promise<${result}>`;
};

interface Written {
  operations: OperationFacts[];
  documentation: Documentation;
}

const writeInterface = (
  namespace: string,
  { operations, namespaces, documentation }: Written & { namespaces: string[] },
): string => {
  const own = operations.filter((operation) => operation.namespace === namespace);
  const children = childrenOf(namespaces, namespace);
  const client = '../'.repeat(namespace.split('/').length);
  const contract = `${client}../contract`;
  const params = own.flatMap(paramsOf);
  const homes = modelHomes(operations);
  const imports = [
    ...(own.some(returnsAttempt) ? [`import type { ActionMethod } from '${contract}/endpoint.ts';`] : []),
    ...(own.length > 0
      ? [
          `import type { ${params.join(', ')} } from '${contract}/generated/endpoints/${toFile(namespace)}.ts';`,
        ]
      : []),
    modelImports(own.map(itemTypeOf), homes, (home) => `${contract}/generated/models/${toFile(home)}.ts`),
    ...(own.length > 0 ? [`import type { CallOptions } from '${client}options.ts';`] : []),
    ...children.map(
      (child) => `import type { ${interfaceOf(child)} } from '${importPath(namespace, child)}';`,
    ),
  ];
  const members = [
    ...own.map(
      (operation) =>
        `${commentOf(operation, documentation)}\nreadonly ${operation.name}: ${typeOf(operation)};`,
    ),
    ...children.map((child) => `readonly ${propertyOf(child)}: ${interfaceOf(child)};`),
  ];
  return `${imports.join('\n')}\n\n/** The methods of \`${namespace}\`. */\nexport interface ${interfaceOf(namespace)} {\n${members.join('\n')}\n}`;
};

/** One interface per namespace with the methods of its endpoints, and one of all resources. */
export const writeResources = (
  operations: OperationFacts[],
  documentation: Documentation,
): Map<string, string> => {
  const namespaces = operations.map(({ namespace }) => namespace);
  const folders = allFolders(namespaces);
  const roots = childrenOf(namespaces);
  const files = new Map(
    folders.map((folder) => [
      `${toFile(folder)}.ts`,
      writeInterface(folder, { operations, namespaces, documentation }),
    ]),
  );
  files.set(
    'resources.ts',
    `${roots.map((root) => `import type { ${interfaceOf(root)} } from './${toFile(root)}.ts';`).join('\n')}

/** The methods of all documented endpoints, by resource. */
export interface SeamResources {
${roots.map((root) => `readonly ${propertyOf(root)}: ${interfaceOf(root)};`).join('\n')}
}`,
  );
  files.set('index.ts', folders.map((folder) => `export type * from './${toFile(folder)}.ts';`).join('\n'));
  return files;
};
