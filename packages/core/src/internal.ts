/** `@org/seam-core/internal`: for the packages of this repository. It changes without notice; nothing here is public. */
export { isEndpoint, mapEndpoints } from './map-endpoints.ts';
export { valueAt } from './value-at.ts';
