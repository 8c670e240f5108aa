import { toFile } from './names.ts';
import type { OperationFacts } from './operations.ts';
import { schemaOf } from './schema-of.ts';
import { allFolders, childrenOf, exportOf, importPath, propertyOf } from './tree.ts';

const primitives = ['uuid', 'dateTime', 'email'];

const writeNamespace = (namespace: string, operations: OperationFacts[], children: string[]): string => {
  const up = '../'.repeat(namespace.split('/').length);
  const contract = `${exportOf(namespace)}Endpoints`;
  const lines = operations.map(({ name, shape }) => {
    const entries = Object.entries(shape.properties).map(
      ([param, schema]) => `${param}: ${schemaOf(schema, { imports: new Set(), side: 'params' })}`,
    );
    return `${name}: paramsSchema(${contract}.${name}, { ${entries.join(', ')} }),`;
  });
  const body = lines.join('\n');
  const used = primitives.filter((primitive) => new RegExp(`\\b${primitive}\\b`).test(body));
  const fromSchemas = [...used, ...(operations.length > 0 ? ['paramsSchema'] : []), 'type Schemas'];
  const imports = [
    ...(body.includes('v.') ? [`import * as v from 'valibot';`] : []),
    `import { ${fromSchemas.join(', ')} } from '${up}../../schemas/params-schema.ts';`,
    `import ${operations.length > 0 ? '' : 'type '}{ ${exportOf(namespace)} as ${contract} } from '${up}endpoints/${toFile(namespace)}.ts';`,
    ...children.map((child) => `import { ${exportOf(child)} } from '${importPath(namespace, child)}';`),
  ];
  const members = [...lines, ...children.map((child) => `${propertyOf(child)}: ${exportOf(child)},`)];
  return `${imports.join('\n')}\n\nexport const ${exportOf(namespace)}: Schemas<typeof ${contract}> = {\n${members.join('\n')}\n};`;
};

/** One file of parameter schemas per namespace, and what loads them. */
export const writeSchemas = (operations: OperationFacts[]): Map<string, string> => {
  const namespaces = operations.map(({ namespace }) => namespace);
  const files = new Map<string, string>();
  for (const folder of allFolders(namespaces)) {
    const own = operations.filter(({ namespace }) => namespace === folder);
    files.set(`schemas/${toFile(folder)}.ts`, writeNamespace(folder, own, childrenOf(namespaces, folder)));
  }
  const roots = childrenOf(namespaces);
  files.set(
    'schemas/index.ts',
    roots.map((root) => `export { ${exportOf(root)} } from './${toFile(root)}.ts';`).join('\n'),
  );
  const loaders = roots.map(
    (root) => `${propertyOf(root)}: async () => (await import('./${toFile(root)}.ts')).${exportOf(root)},`,
  );
  files.set(
    'schemas/loaders.ts',
    `/** Each resource's schemas, loaded when one of its endpoints is first called. */\nexport const schemaLoaders = {\n${loaders.join('\n')}\n};`,
  );
  return files;
};
