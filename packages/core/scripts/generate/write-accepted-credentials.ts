import { credentialNames, type OperationFacts } from './operations.ts';

const quoted = (values: readonly string[], separator: string): string =>
  values.map((value) => `'${value}'`).join(separator);

/** What the fake knows of credentials: those that each endpoint accepts, in the order in which they are tried. */
export const writeAcceptedCredentials = (operations: readonly OperationFacts[]): string => {
  const lines = operations.map(({ path, credentials }) => `'${path}': [${quoted(credentials, ', ')}],`);
  return `/** A kind of credential, as Seam's document names it. */
export type CredentialScheme = ${quoted(Object.keys(credentialNames), ' | ')};

/** The credentials that each endpoint accepts, by its path, in the order in which they are tried. */
export const acceptedCredentials: Readonly<Record<string, readonly CredentialScheme[]>> = {
${lines.join('\n')}
};`;
};
