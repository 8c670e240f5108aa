import type { AnyEndpoint } from '../endpoint.ts';

/** The verbs an endpoint is called with: its own, and POST. */
export const acceptedVerbs = ({ verb }: AnyEndpoint): readonly string[] => [...new Set([verb, 'POST'])];
