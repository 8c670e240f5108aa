export type UnionTexts = Readonly<Record<string, string>>;
