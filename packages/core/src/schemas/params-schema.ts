import * as v from 'valibot';
import type { AnyEndpoint, Endpoint } from '../endpoint.ts';
import { formProblem } from '../params/form-problem.ts';
import { issueMessage } from './issue-message.ts';

type NamesOf<TParams> = TParams extends unknown ? keyof TParams & string : never;

/**
 * The schema of an endpoint's parameters: `entries` says what each one looks like, the endpoint which are needed and
 * which exclude each other. Unknown parameters are dropped, as Seam does.
 */
export const paramsSchema = <TParams>(
  endpoint: Endpoint<TParams, never> | AnyEndpoint,
  entries: Record<NamesOf<TParams>, v.GenericSchema>,
): v.GenericSchema<unknown, TParams> => {
  const object = v.object(
    Object.fromEntries(
      Object.entries<v.GenericSchema>(entries).map(([name, entry]) => [
        name,
        endpoint.needs?.[name] ? entry : v.optional(entry),
      ]),
    ),
  );
  const checked = v.pipe(
    object,
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = formProblem(endpoint, Object.keys(dataset.typed ? dataset.value : {}));
      if (problem) addIssue({ message: problem });
    }),
  );
  return v.config(checked, { message: issueMessage }) as unknown as v.GenericSchema<unknown, TParams>;
};
