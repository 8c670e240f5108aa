import type { AnyEndpoint, Form } from '../../endpoint.ts';
import { plainName } from '../../params/form-problem.ts';
import { ambiguousNames } from '../params/ambiguous-names.ts';
import { closeObjects } from './close-objects.ts';
import type { JsonSchema } from './json-schema.ts';

const formSchema = (form: Form, mentioned: readonly string[]): JsonSchema => {
  const allowed = form.map(plainName);
  const excluded = mentioned.filter((name) => !allowed.includes(name));
  return {
    title: allowed.join(', '),
    required: form.filter((name) => !name.endsWith('?')),
    ...(excluded.length > 0 ? { not: { anyOf: excluded.map((name) => ({ required: [name] })) } } : {}),
  };
};

/** The parameters of an endpoint as a JSON body: unknown ones are refused, and some exclude each other. */
export const bodySchema = (endpoint: AnyEndpoint, params: JsonSchema): JsonSchema => {
  const { forms } = endpoint;
  const closed = closeObjects(params);
  if (!forms) return closed;
  const mentioned = [...new Set(forms.flat().map(plainName))];
  const anyOf = forms.map((form) => formSchema(form, mentioned));
  const ambiguous = ambiguousNames(endpoint).map((required) => ({ required }));
  return { ...closed, anyOf, ...(ambiguous.length > 0 ? { not: { anyOf: ambiguous } } : {}) };
};
