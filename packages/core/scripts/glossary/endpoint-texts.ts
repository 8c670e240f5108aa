export type EndpointTexts = Readonly<Record<string, string>>;
