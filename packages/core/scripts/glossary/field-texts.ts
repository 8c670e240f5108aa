export type FieldTexts = Readonly<Record<string, string>>;
