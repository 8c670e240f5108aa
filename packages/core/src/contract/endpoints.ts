import { documentedEndpoints } from './generated/endpoints/tree.ts';

/** Every endpoint of the contract, by resource. */
export const endpoints = documentedEndpoints;
