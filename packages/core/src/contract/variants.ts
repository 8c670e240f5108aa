import type { AnyEndpoint, Variant } from './endpoint.ts';

/** A parameter's name in a variant without the mark that it may be left out. */
export const plainName = (name: string): string => name.replace('?', '');

/** A variant in words. */
export const describeVariant = (variant: Variant): string => {
  const needed = variant.filter((name) => !name.endsWith('?'));
  const free = variant.filter((name) => name.endsWith('?')).map(plainName);
  return needed.join(' and ') + (free.length > 0 ? ` (optionally with ${free.join(', ')})` : '');
};

/** Says what to pass when the parameters given fit none of the endpoint's variants. */
export const variantProblem = (
  { variants }: Pick<AnyEndpoint, 'variants'>,
  given: readonly string[],
): string | undefined => {
  if (!variants) return undefined;
  const chosen = given.filter((name) => variants.some((variant) => variant.map(plainName).includes(name)));
  const fits = variants.some(
    (variant) =>
      chosen.every((name) => variant.map(plainName).includes(name)) &&
      variant.every((name) => name.endsWith('?') || chosen.includes(name)),
  );
  return fits
    ? undefined
    : `Pass ${variants.map(describeVariant).join(', or ')}; got ${chosen.join(' and ') || 'none of them'}.`;
};
