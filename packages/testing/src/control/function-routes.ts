import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { Add } from '../fake/add-interface.ts';
import type { Provider } from '../fake/provider.ts';
import type { Snapshot } from '../fake/snapshot.ts';
import type { EventType, FakeEvents } from '../resources/events/emit.ts';
import type { WebviewCompletion } from '../resources/connect-webviews/complete.ts';
import { attempt, type Route, type Routes } from './route.ts';

/** The functions of a fake that have a route, and what undoes them. */
export interface FakeFunctions {
  readonly add: Add;
  readonly events: FakeEvents;
  readonly provider: Provider;
  completeConnectWebview(connect_webview_id: string, completion?: WebviewCompletion): string | null;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

const toSnakeCase = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An object of properties. No body is an empty one. */
const toObject = (body: unknown): Readonly<Record<string, unknown>> => {
  if (body === undefined) return {};
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new SeamConfigError(`The body must be an object of properties; got ${describeValue(body)}.`);
};

/** The properties of an object to add. The type of an id is checked before anything is derived from it. */
const toOverrides = (body: unknown): Readonly<Record<string, unknown>> => {
  const overrides = toObject(body);
  for (const [name, value] of Object.entries(overrides))
    if (name.endsWith('_id') && typeof value !== 'string')
      throw new SeamConfigError(`${name} must be a string; got ${describeValue(value)}.`);
  return overrides;
};

/** The arguments of a function. One that is not a list is the only argument. */
const toArguments = (body: unknown): readonly unknown[] => {
  if (body === undefined) return [];
  return Array.isArray(body) ? body : [body];
};

/**
 * The routes of the functions that a test in the same process would call: `add.*`, `events.emit`, `provider.*`, and the
 * completion of a connect webview.
 */
export const functionRoutes = (fake: FakeFunctions): Routes => {
  /** Runs a function completely, or not at all. The types of JSON are not checked, so the result must fit a snapshot. */
  const run = (call: () => unknown): unknown =>
    attempt(() => {
      const before = fake.snapshot();
      try {
        const result = call();
        fake.restore(fake.snapshot());
        return result;
      } catch (error) {
        fake.restore(before);
        throw error;
      }
    });
  const post = (description: string, respond: (body: unknown) => object): Route => ({
    description,
    methods: { POST: (body) => ({ ...respond(body), ok: true }) },
  });

  const adding = Object.entries(fake.add).map(([name, build]) => {
    const key = toSnakeCase(name);
    const respond = (body: unknown) => ({ [key]: run(() => build(toOverrides(body))) });
    return [`/add/${key}`, post(`Adds an object like add.${name}(). The body has its properties.`, respond)];
  });
  const provider = Object.entries(fake.provider).map(([name, call]) => {
    const respond = (body: unknown) => {
      const result = run(() => (call as (...args: readonly unknown[]) => unknown)(...toArguments(body)));
      return result === undefined ? {} : { result };
    };
    return [
      `/provider/${toSnakeCase(name)}`,
      post(`Calls provider.${name}(). The body is a list of its arguments, or the only one.`, respond),
    ];
  });

  return {
    ...Object.fromEntries(adding),
    '/add/api_key': post(
      'Adds an API key to the workspace of { "workspace_id" }, or to the first one.',
      (body) => ({
        api_key: run(() => {
          const { workspace_id } = toObject(body);
          return fake.add.apiKey(workspace_id as string | undefined);
        }),
      }),
    ),
    '/add/personal_access_token': post('Adds a personal access token.', () => ({
      personal_access_token: run(() => fake.add.personalAccessToken()),
    })),
    '/add/console_session': post("Adds a session of Seam's console.", () => ({
      console_session: run(() => fake.add.consoleSession()),
    })),
    '/events': post('Writes an event: { "event_type", … }, with the properties of its type.', (body) => ({
      event: run(() => {
        const { event_type, ...properties } = toObject(body);
        return fake.events.emit(event_type as EventType, properties);
      }),
    })),
    '/connect_webviews/complete': post(
      'Completes a connect webview like completeConnectWebview(): { "connect_webview_id", … }.',
      (body) => {
        const redirect_url = run(() => {
          const { connect_webview_id, ...completion } = toObject(body);
          return fake.completeConnectWebview(connect_webview_id as string, completion);
        });
        return { redirect_url };
      },
    ),
    ...Object.fromEntries(provider),
  };
};
