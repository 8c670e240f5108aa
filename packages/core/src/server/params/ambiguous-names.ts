import type { AnyEndpoint, Form } from '../../endpoint.ts';
import { plainName } from '../../params/form-problem.ts';

const requiredBy = (form: Form): readonly string[] => form.filter((name) => !name.endsWith('?'));

const isWithin = (names: readonly string[], others: readonly string[]): boolean =>
  names.every((name) => others.includes(name));

/**
 * Names that an endpoint takes together although each part of them says by itself what is meant, as a device's id and its
 * name do. Whoever decides may go by the one, and Seam by the other.
 */
export const ambiguousNames = ({
  forms = [],
}: Pick<AnyEndpoint, 'forms'>): readonly (readonly string[])[] => {
  const required = forms.map(requiredBy);
  return required
    .flatMap((one, index) =>
      required
        .slice(index + 1)
        .filter((other) => !one.some((name) => other.includes(name)))
        .map((other) => one.concat(other)),
    )
    .filter(
      (names) =>
        forms.some((form) => isWithin(names, form.map(plainName))) &&
        // Where all of them are needed together, they say one thing.
        !required.some((form) => isWithin(names, form)),
    );
};
