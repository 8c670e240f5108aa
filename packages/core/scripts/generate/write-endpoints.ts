import type { Documentation } from './glossary.ts';
import { toFile } from './names.ts';
import type { OperationFacts } from './operations.ts';
import { allFolders, childrenOf, endpointsTypeOf, exportOf, importPath, propertyOf } from './tree.ts';
import { paramsTypeOf } from './type-of.ts';
import { itemTypeOf, modelHomes, modelImports, resultTypeOf } from './write-models.ts';

const factsOf = ({ verb, otherVerbs, replay, shape, returns, as, aliases }: OperationFacts): string => {
  const required = shape.required.map((name) => `${name}: true`);
  const facts = [
    ...(verb === 'GET' ? [] : [`replay: '${replay}'`]),
    ...(otherVerbs.length > 0 ? [`otherVerbs: ${JSON.stringify(otherVerbs)}`] : []),
    // In this order, bundles are smaller when they are compressed.
    ...(as ? [`as: '${as}'`] : []),
    ...(returns ? [`returns: '${returns.key}'`] : []),
    ...(aliases.length > 0 ? [`aliases: ${JSON.stringify(aliases)}`] : []),
    ...(required.length > 0 ? [`required: { ${required.join(', ')} }`] : []),
    ...(shape.variants ? [`variants: ${JSON.stringify(shape.variants)}`] : []),
  ];
  return facts.length > 0 ? `{ ${facts.join(', ')} }` : '{}';
};

const lineOf = (operation: OperationFacts): string =>
  `${operation.name}: operation<${operation.paramsType}, ${resultTypeOf(operation)}>('${operation.verb}', ${factsOf(operation)}),`;

const memberOf = (operation: OperationFacts, { endpoint }: Documentation): string =>
  `/** ${endpoint(operation.path)} */\nreadonly ${operation.name}: Endpoint<${operation.paramsType}, ${resultTypeOf(operation)}>;`;

/** The endpoints that the client calls itself. */
const calledByTheClient = ['/action_attempts/get', '/client_sessions/get_or_create'];

/** These endpoints apart from the others of their resources, which a bundle with the client need not contain. */
const writeClientEndpoints = (operations: OperationFacts[], homes: Map<string, string>): string => {
  const own = operations.filter(({ path }) => calledByTheClient.includes(path));
  const params = own.map(
    ({ paramsType, namespace }) => `import type { ${paramsType} } from './${toFile(namespace)}.ts';`,
  );
  const constants = own.map(
    (operation) =>
      `export const ${exportOf(operation.namespace)} = resource('/${operation.namespace}', { ${lineOf(operation)} });`,
  );
  return `import { operation, resource } from '../../resource.ts';
${params.join('\n')}
${modelImports(own.map(resultTypeOf), homes, (home) => `../models/${toFile(home)}.ts`)}

// The endpoints that the client calls itself. A bundle with the client need not contain the others of their resources.

${constants.join('\n\n')}`;
};

const contractPath = (namespace: string, file: string) =>
  `${'../'.repeat(namespace.split('/').length + 1)}${file}.ts`;

interface Folder {
  namespace: string;
  operations: OperationFacts[];
  children: string[];
}

const writeNamespace = (
  { namespace, operations, children }: Folder,
  { homes, documentation }: { homes: Map<string, string>; documentation: Documentation },
): string => {
  const up = '../'.repeat(namespace.split('/').length);
  const context = { imports: new Set<string>(), side: 'params', documentation } as const;
  const params = operations.map(({ paramsType, shape }) =>
    paramsTypeOf(paramsType, shape, { ...context, place: [paramsType] }),
  );
  const results = operations.map(itemTypeOf);
  const imports = [
    ...(operations.length > 0
      ? [
          `import { operation, resource } from '${contractPath(namespace, 'resource')}';`,
          `import type { Endpoint } from '${contractPath(namespace, 'endpoint')}';`,
        ]
      : []),
    ...(context.imports.has('NoParams')
      ? [`import type { NoParams } from '${contractPath(namespace, 'endpoint')}';`]
      : []),
    modelImports([...context.imports, ...results], homes, (home) => `${up}models/${toFile(home)}.ts`),
    ...children.map(
      (child) =>
        `import { type ${endpointsTypeOf(child)}, ${exportOf(child)} } from '${importPath(namespace, child)}';`,
    ),
  ];
  const lines = [
    ...operations.map(lineOf),
    ...children.map((child) => `${propertyOf(child)}: ${exportOf(child)},`),
  ];
  const members = [
    ...operations.map((operation) => memberOf(operation, documentation)),
    ...children.map((child) => `readonly ${propertyOf(child)}: ${endpointsTypeOf(child)};`),
  ];
  const type = endpointsTypeOf(namespace);
  const tree = `/** The endpoints of \`${namespace}\`. */\nexport type ${type} = {\n${members.join('\n')}\n};`;
  const object = `{\n${lines.join('\n')}\n}`;
  const value = operations.length > 0 ? `resource('/${namespace}', ${object})` : object;
  const constant = `export const ${exportOf(namespace)}: ${type} = ${value};`;
  return [imports.join('\n'), ...params, tree, constant].join('\n\n');
};

const writePaths = (operations: OperationFacts[], homes: Map<string, string>): string => {
  const models = operations.map((operation) => resultTypeOf(operation).replace('[]', ''));
  const imports = allFolders(operations.map(({ namespace }) => namespace)).flatMap((namespace) => {
    const types = operations
      .filter((operation) => operation.namespace === namespace)
      .map(({ paramsType }) => paramsType);
    return types.length > 0 ? [`import type { ${types.join(', ')} } from './${toFile(namespace)}.ts';`] : [];
  });
  return `${imports.join('\n')}
${modelImports(models, homes, (home) => `../models/${toFile(home)}.ts`)}

/** What each endpoint takes, by its path. */
export interface ParamsByPath {
${operations.map(({ path, paramsType }) => `'${path}': ${paramsType};`).join('\n')}
}

/** What each endpoint returns, by its path. */
export interface ResultByPath {
${operations.map((operation) => `'${operation.path}': ${resultTypeOf(operation)};`).join('\n')}
}

/** The path of a documented endpoint. */
export type EndpointPath = keyof ParamsByPath;`;
};

/** One file of endpoints per namespace, the tree of them all, and the types by path. */
export const writeEndpoints = (
  operations: OperationFacts[],
  documentation: Documentation,
): Map<string, string> => {
  const homes = modelHomes(operations);
  const namespaces = operations.map(({ namespace }) => namespace);
  const files = new Map<string, string>();
  for (const folder of allFolders(namespaces)) {
    const own = operations.filter(({ namespace }) => namespace === folder);
    files.set(
      `endpoints/${toFile(folder)}.ts`,
      writeNamespace(
        { namespace: folder, operations: own, children: childrenOf(namespaces, folder) },
        { homes, documentation },
      ),
    );
  }
  const roots = childrenOf(namespaces);
  files.set('endpoints/paths.ts', writePaths(operations, homes));
  files.set('endpoints/client.ts', writeClientEndpoints(operations, homes));
  files.set(
    'endpoints/index.ts',
    roots.map((root) => `export { ${exportOf(root)} } from './${toFile(root)}.ts';`).join('\n'),
  );
  files.set(
    'endpoints/tree.ts',
    `${roots.map((root) => `import { ${exportOf(root)} } from './${toFile(root)}.ts';`).join('\n')}

/** Every documented endpoint, by resource. */
export const documentedEndpoints = { ${roots.map((root) => `${propertyOf(root)}${propertyOf(root) === exportOf(root) ? '' : `: ${exportOf(root)}`}`).join(', ')} };`,
  );
  files.set(
    'endpoints/types.ts',
    allFolders(namespaces)
      .map((folder) => `export type * from './${toFile(folder)}.ts';`)
      .join('\n'),
  );
  return files;
};
