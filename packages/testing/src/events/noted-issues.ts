interface Issue {
  readonly created_at?: string | undefined;
  readonly message: string;
}

/** Errors of a resource as an event about it repeats them. */
export const notedErrors = (errors: readonly (Issue & { readonly error_code: string })[] = []) =>
  errors.map(({ created_at = '', error_code, message }) => ({ created_at, error_code, message }));

/** The same of its warnings. */
export const notedWarnings = (warnings: readonly (Issue & { readonly warning_code: string })[] = []) =>
  warnings.map(({ created_at = '', warning_code, message }) => ({ created_at, warning_code, message }));
