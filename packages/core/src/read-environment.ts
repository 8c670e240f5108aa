/** The one place that reads the environment, when a client is made and not before. */
export const readEnvironment = (name: string): string | undefined =>
  globalThis.process?.env?.[name] || undefined;
