import * as v from 'valibot';
import type { GenericSchema } from 'valibot';
import type { AnyEndpoint, Endpoint } from '../contract/endpoint.ts';
import { variantProblem } from '../contract/params.ts';
import { issueMessage } from './messages.ts';

type NamesOf<TParams> = TParams extends unknown ? keyof TParams & string : never;

/**
 * The schema of an endpoint's parameters: `entries` has the type of each parameter, the endpoint which are required and which are
 * mutually exclusive. Unknown parameters are dropped, as Seam does.
 */
export const paramsSchema = <TParams>(
  endpoint: Endpoint<TParams, never> | AnyEndpoint,
  entries: Record<NamesOf<TParams>, v.GenericSchema>,
): v.GenericSchema<unknown, TParams> => {
  const object = v.object(
    Object.fromEntries(
      Object.entries<v.GenericSchema>(entries).map(([name, entry]) => [
        name,
        endpoint.required?.[name] ? entry : v.optional(entry),
      ]),
    ),
  );
  const checked = v.pipe(
    object,
    v.rawCheck(({ dataset, addIssue }) => {
      const given = Object.entries(dataset.typed ? dataset.value : {}).filter(
        ([, value]) => value !== undefined,
      );
      const problem = variantProblem(
        endpoint,
        given.map(([name]) => name),
      );
      if (problem) addIssue({ message: problem });
    }),
  );
  return v.config(checked, { message: issueMessage }) as unknown as v.GenericSchema<unknown, TParams>;
};

export const uuid = v.pipe(v.string(), v.uuid());
export const dateTime = v.pipe(v.string(), v.isoTimestamp());
export const email = v.pipe(v.string(), v.email());

/** The schemas of the parameters of each endpoint in a tree, each a Standard Schema. */
export type Schemas<TTree> = {
  readonly [K in keyof TTree]: TTree[K] extends Endpoint<infer TParams, infer _TResult>
    ? GenericSchema<unknown, TParams>
    : Schemas<TTree[K]>;
};
