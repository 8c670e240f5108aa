import type { AnyEndpoint, Form } from './endpoint.ts';

/** A form's name without the mark that it may be left out. */
export const plainName = (name: string): string => name.replace('?', '');

/** A form in words. */
export const describeForm = (form: Form): string => {
  const needed = form.filter((name) => !name.endsWith('?'));
  const free = form.filter((name) => name.endsWith('?')).map(plainName);
  return needed.join(' and ') + (free.length > 0 ? ` (optionally with ${free.join(', ')})` : '');
};

/** Says what to pass when the parameters given fit none of the endpoint's forms. */
export const formProblem = (
  { forms }: Pick<AnyEndpoint, 'forms'>,
  given: readonly string[],
): string | undefined => {
  if (!forms) return undefined;
  const chosen = given.filter((name) => forms.some((form) => form.map(plainName).includes(name)));
  const fits = forms.some(
    (form) =>
      chosen.every((name) => form.map(plainName).includes(name)) &&
      form.every((name) => name.endsWith('?') || chosen.includes(name)),
  );
  return fits
    ? undefined
    : `Pass ${forms.map(describeForm).join(', or ')}; got ${chosen.join(' and ') || 'none of them'}.`;
};
