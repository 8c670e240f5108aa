import { documentedEndpoints } from './generated/endpoints/tree.ts';

/** The whole contract. An endpoint that the document does not have yet is one more line here. */
export const endpoints = documentedEndpoints;
