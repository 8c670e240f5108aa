/** The namespaces of the document that the contract covers. Each becomes a file of endpoints, models and schemas. */
export const resources = [
  'acs/entrances',
  'acs/systems',
  'acs/users',
  'devices',
  'user_identities',
  'user_identities/unmanaged',
  'workspaces',
];
