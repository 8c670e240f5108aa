/** `grant_access_to_device` → `grantAccessToDevice` */
export const toCamel = (snake: string): string =>
  snake.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `acs/access_groups` → `AcsAccessGroups` */
export const toPascal = (snake: string): string => {
  const camel = toCamel(snake.replaceAll('/', '_'));
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};

/** `AcsAccessGroups` → `acs_access_groups` */
export const toSnake = (pascal: string): string =>
  pascal.replaceAll(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** `acs/access_groups` → `acs/access-groups` */
export const toFile = (namespace: string): string => namespace.replaceAll('_', '-');

/** `user_identities` → `user_identity`, as the document names the members of its lists */
export const toSingular = (plural: string): string => plural.replace(/ies$/, 'y').replace(/s$/, '');

/** The type of one of the document's schemas. `Event` alone is the platform's. */
export const toModel = (schemaName: string): string =>
  schemaName === 'event' ? 'SeamEvent' : toPascal(schemaName);
