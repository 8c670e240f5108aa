/** A middleware as Express keeps it: only what is looked at. */
interface Layer {
  readonly name?: unknown;
  match?(path: string): unknown;
}

const layersOf = (app: object): readonly Layer[] => {
  // Express 4 throws when it is asked for `router`, and 5 has no `_router`.
  const router: unknown = Reflect.get(app, '_router') ?? Reflect.get(app, 'router');
  const stack: unknown = Reflect.get(Object(router), 'stack');
  return Array.isArray(stack) ? stack : [];
};

/** Whether a JSON parser is mounted in an app where it gets what comes to this path. */
export const isParserBefore = (app: object, path: string): boolean =>
  layersOf(app).some((layer) => layer.name === 'jsonParser' && Boolean(layer.match?.(path)));
