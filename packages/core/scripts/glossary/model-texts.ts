export type ModelTexts = Readonly<Record<string, string>>;
