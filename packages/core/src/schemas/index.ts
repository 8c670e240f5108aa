/** `@org/seam-core/schemas`: a Standard Schema for the parameters of each endpoint, one tree per resource. */
export * from '../contract/generated/schemas/index.ts';
export type { Schemas } from './params-schema.ts';
