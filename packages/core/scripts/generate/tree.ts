import { toCamel, toFile, toPascal } from './names.ts';

/** The folders that lead to the namespaces, each with the folders directly below it. */
export const childrenOf = (namespaces: readonly string[], parent = ''): string[] => [
  ...new Set(
    namespaces
      .filter((namespace) => parent === '' || namespace.startsWith(`${parent}/`))
      .map((namespace) => {
        const [first = ''] = namespace.slice(parent === '' ? 0 : parent.length + 1).split('/');
        return parent === '' ? first : `${parent}/${first}`;
      }),
  ),
];

/** Every namespace and every folder above one. */
export const allFolders = (namespaces: readonly string[]): string[] => {
  const folders = namespaces.flatMap((namespace) =>
    namespace.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')),
  );
  return [...new Set(folders)].toSorted();
};

/** `acs/users` → `acsUsers`, the name its file exports. */
export const exportOf = (namespace: string): string => toCamel(namespace.replaceAll('/', '_'));

/** `acs/users` → `AcsUsersEndpoints`, the type of what its file exports. */
export const endpointsTypeOf = (namespace: string): string => `${toPascal(namespace)}Endpoints`;

/** `acs/users` → `AcsUsersApi`, the interface of its methods. */
export const interfaceOf = (namespace: string): string => `${toPascal(namespace)}Api`;

/** The last folder as a property: `acs/access_groups` → `accessGroups`. */
export const propertyOf = (namespace: string): string => toCamel(namespace.split('/').at(-1) ?? '');

/** The import path from one namespace's file to another file of the generated folder. */
export const importPath = (from: string, to: string): string => {
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up === '' ? './' : up}${toFile(to)}.ts`;
};
