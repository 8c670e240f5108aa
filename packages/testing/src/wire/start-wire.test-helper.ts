import { createCheckedFake } from '../../test/checked-fake.test-helper.ts';

/** The parts of a response that the tests read. */
export interface Body {
  readonly error?: { readonly type: string };
  readonly pagination?: { readonly next_page_url: string | null; readonly next_page_cursor: string | null };
  readonly devices?: readonly { readonly device_id: string }[];
}

/** A checked fake, and a function that sends a request to it with the API key. */
export const startWire = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const send = async (target: string, init: RequestInit & { json?: unknown } = {}) => {
    const { json, headers, ...rest } = init;
    const response = await fake.fetch(new URL(target, fake.endpoint), {
      method: json === undefined ? 'GET' : 'POST',
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...rest,
      headers: {
        authorization: `Bearer ${fake.apiKey}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(headers as Record<string, string>),
      },
    });
    const body = (await response.json()) as Body;
    return { status: response.status, type: body.error?.type, body };
  };
  return { ...fake, send };
};
