import type { GenericSchema } from 'valibot';
import type { Endpoint } from '../endpoint.ts';

/** A tree of endpoints as schemas of their parameters, each a Standard Schema. */
export type Schemas<TTree> = {
  readonly [K in keyof TTree]: TTree[K] extends Endpoint<infer TParams, infer _TResult>
    ? GenericSchema<unknown, TParams>
    : Schemas<TTree[K]>;
};
