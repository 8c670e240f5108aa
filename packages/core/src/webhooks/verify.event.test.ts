import { describe, expect, it } from 'vitest';
import { delivery, reasonOf, signedBy, thrownBy, verify } from './deliveries.test-helper.ts';
import { isSeamEvent } from './events.ts';

describe('a signed body', () => {
  it('W16: that is empty is no event', () => {
    expect(reasonOf(signedBy(''))).toBe('payload');
    expect(reasonOf({ ...signedBy(''), body: new Uint8Array() })).toBe('payload');
  });

  it.each([
    '{',
    '{"event_type":"x"} x',
    'null',
    '[]',
    '[{"event_type":"x"}]',
    '"acs_user.deleted"',
    '7',
    '{}',
    '{"event_type":null}',
    '{"event_type":7}',
    '{"event_type":""}',
    '{"event_type":["x"]}',
    '{"event":{"event_type":"x"}}',
    '{"__proto__":{"event_type":"x"}}',
    '['.repeat(100_000),
    `{"event_type":"x","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  ])('W17: that is %.40s is no event', (body) => {
    expect(reasonOf(signedBy(body))).toBe('payload');
  });

  it('W18: has no __proto__ that a copy would take over', () => {
    const { event } = verify(
      signedBy('{"event_type":"x","__proto__":{"isAdmin":true},"a":[{"__proto__":{"isAdmin":true}}],"b":1}'),
    );
    expect(event).toEqual({ event_type: 'x', a: [{}], b: 1 });
    const { a } = event as unknown as { a: object[] };
    for (const value of [event, ...a]) {
      expect(Object.hasOwn(value, '__proto__')).toBe(false);
      expect(Object.assign({}, value)).not.toHaveProperty('isAdmin');
    }
    expect({}).not.toHaveProperty('isAdmin');
  });

  it('of an unknown type, or with unknown fields, is an event', () => {
    const body = '{"event_type":"door.sang","song":{"title":"Ode"}}';
    const { event } = verify(signedBy(body));
    expect(event).toEqual({ event_type: 'door.sang', song: { title: 'Ode' } });
    expect(isSeamEvent(event, 'acs_user.deleted')).toBe(false);
    expect(isSeamEvent(verify(delivery()).event, 'acs_user.created', 'acs_user.deleted')).toBe(true);
  });
});

describe('a body', () => {
  const limit = 256 * 1024;
  const sized = (size: number) => `{"event_type":"x","a":"${'x'.repeat(size - 25)}"}`;

  it('may have 256 KiB, and no more', () => {
    expect(sized(limit)).toHaveLength(limit);
    expect(verify(signedBy(sized(limit))).event.event_type).toBe('x');
    expect(reasonOf(signedBy(sized(limit + 1)))).toBe('too_large');
    expect(reasonOf({ body: new Uint8Array(limit + 1), headers: {} })).toBe('too_large');
    expect(reasonOf({ body: 'é'.repeat(limit / 2 + 1), headers: {} })).toBe('too_large');
    expect(reasonOf({ body: 'x'.repeat(2 ** 28), headers: {} })).toBe('too_large');
  });

  it.each([{ event_type: 'x' }, undefined, null, 7, [1]])('is refused when it is %j', (parsed) => {
    const error = thrownBy(() => verify({ ...delivery(), body: parsed as never }));
    expect(error).toMatchObject({
      name: 'SeamConfigError',
      message: expect.stringContaining('or text of the request; got'),
    });
  });
});
