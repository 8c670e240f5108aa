/** The parts of a valibot schema that say how a parameter is meant. Other libraries' schemas have none of them. */
export interface SchemaShape {
  readonly type?: string;
  readonly wrapped?: SchemaShape;
  readonly entries?: Readonly<Record<string, SchemaShape>>;
  readonly item?: SchemaShape;
}

/** The schema inside of what makes it optional or nullable. */
export const unwrap = (schema: SchemaShape | undefined): SchemaShape =>
  schema?.wrapped ? unwrap(schema.wrapped) : (schema ?? {});
