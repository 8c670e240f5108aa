import * as v from 'valibot';
import type { AnyEndpoint, Endpoint } from '../endpoint.ts';
import { formIssues, namingIssues } from '../params/naming-issues.ts';
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
      const value: Record<string, unknown> = dataset.typed ? dataset.value : {};
      // What is missing or malformed has been said, of all but the forms.
      const issues = dataset.issues
        ? formIssues(endpoint, Object.keys(value))
        : namingIssues(endpoint, value);
      for (const { path, message } of issues) {
        const [key] = path;
        if (key === undefined) addIssue({ message });
        else
          addIssue({
            message,
            path: [{ type: 'object', origin: 'value', input: value, key, value: value[key] }],
          });
      }
    }),
  );
  return v.config(checked, { message: issueMessage }) as unknown as v.GenericSchema<unknown, TParams>;
};
