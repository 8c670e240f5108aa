/** Documentation by key, as the glossary has it. */
export type Texts = Readonly<Record<string, string>>;

/**
 * The key of the text for a place, the longest one that exists: the place itself, or the end of it.
 * @param place the type, the properties that lead to the place, and its own name: `['Device', 'properties', 'battery']`
 */
export const keyOf = (texts: Texts, place: readonly string[]): string | undefined =>
  place.map((_, index) => place.slice(index).join('.')).find((key) => Object.hasOwn(texts, key));

/** `/acs/users/list` → `AcsUsersListParams`, the type of the endpoint's parameters. */
export const paramsTypeOf = (path: string): string =>
  `${path.replaceAll(/[/_](\w)/g, (_, letter: string) => letter.toUpperCase())}Params`;

/** The documentation of the contract. Models and members of unions are together: by type, event type or action type. */
export interface ContractTexts {
  readonly fields: Texts;
  readonly endpoints: Texts;
  readonly models: Texts;
}

/** Loads the documentation of the contract, for a document that describes it. It is bundled as separate files. */
export const loadTexts = async (): Promise<ContractTexts> => {
  const [{ fields }, { endpoints }, { models }] = await Promise.all([
    import('./generated/texts/fields.ts'),
    import('./generated/texts/endpoints.ts'),
    import('./generated/texts/models.ts'),
  ]);
  return { fields, endpoints, models };
};
