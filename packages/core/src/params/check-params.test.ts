import { inOtherRealm } from '../realms.test-helper.ts';
import { describe, expect, it } from 'vitest';
import { endpoint } from '../endpoint.ts';
import { checkParams } from './check-params.ts';

const rename = endpoint<{ widget_id: string; name: string; tags?: unknown }, void>(
  'POST',
  '/widgets/rename',
  { replay: 'convergent', needs: { widget_id: true, name: true } },
);
const find = endpoint<{ widget_id: string } | { key: string }, void>('GET', '/widgets/find', {
  forms: [['widget_id'], ['key']],
});

const refusal = (params: unknown, of = rename as Parameters<typeof checkParams>[0]) => {
  try {
    checkParams(of, params);
  } catch (error) {
    return error as Error;
  }
  return undefined;
};

describe('parameters that are refused before they are sent', () => {
  it('says all that is wrong with them at once', () => {
    expect(refusal({ tags: Number.NaN })).toMatchObject({
      name: 'SeamInvalidInputError',
      outcome: 'not_sent',
      message:
        '/widgets/rename was not called: 3 Input Errors: widget_id is required, name is required, ' +
        'NaN cannot be sent for "tags"',
      validationErrors: {
        _errors: [],
        widget_id: { _errors: ['Required'] },
        name: { _errors: ['Required'] },
        tags: { _errors: ['NaN cannot be sent'] },
      },
    });
  });

  it.each([null, [], 'Ada', 7, true])('are %j, which is no object', (params) => {
    expect(refusal(params)?.message).toContain('Expected an object of parameters');
  });

  it('counts an empty text as none', () => {
    expect(refusal({ widget_id: '', name: 'Ada' })?.message).toBe(
      '/widgets/rename was not called: widget_id is required',
    );
  });

  it.each([
    [{}, 'got none of them.'],
    [{ key: '' }, 'got none of them.'],
    [{ widget_id: 'w1', key: 'k1' }, 'got widget_id and key.'],
  ])('says what to pass instead of %j', (params, got) => {
    expect(refusal(params, find)?.message).toBe(
      `/widgets/find was not called: Pass widget_id, or key; ${got}`,
    );
  });

  const circle: Record<string, unknown> = {};
  circle['inside'] = circle;

  it.each<[string, unknown, string]>([
    ['infinity', Infinity, 'Infinity'],
    ['a function, without its source', () => 'hunter2', 'A function'],
    ['a symbol', Symbol('hunter2'), 'A symbol'],
    ['a bigint', 10n, 'A bigint'],
    ['a moment that is none', new Date(Number.NaN), 'An invalid date'],
    ['a moment of another realm that is none (W50)', inOtherRealm('new Date(NaN)'), 'An invalid date'],
    ['what contains itself', circle, 'A value that is nested too deeply'],
  ])('has no form for %s, nor for one inside', (_, value, named) => {
    for (const tags of [value, [value], { inside: [value] }])
      expect(refusal({ widget_id: 'w1', name: 'Ada', tags })?.message).toBe(
        `/widgets/rename was not called: ${named} cannot be sent for "tags"`,
      );
  });

  it('survives a parameter named __proto__', () => {
    const params: unknown = JSON.parse('{"widget_id":"w1","name":"Ada","__proto__":{"polluted":true}}');
    Object.assign((params as Record<string, object>)['__proto__'] ?? {}, { x: () => 1 });
    expect(refusal(params)?.message).toContain('A function cannot be sent for "__proto__"');
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('parameters that are sent', () => {
  it('are those that are not undefined', () => {
    const sent = checkParams(rename, { widget_id: 'w1', name: 'Ada', tags: undefined });
    expect(Object.keys(sent)).toEqual(['widget_id', 'name']);
  });

  it('may be null, false, 0, a list, a date or a record', () => {
    const params = { widget_id: 'w1', name: 'Ada', a: null, b: false, c: 0, d: [1, 'x'], e: new Date(0) };
    expect(checkParams(rename, { ...params, f: { g: { h: null } } })).toEqual({
      ...params,
      f: { g: { h: null } },
    });
  });

  it('are a copy of what was passed', () => {
    const params = Object.freeze({ widget_id: 'w1', name: 'Ada' });
    expect(checkParams(rename, params)).not.toBe(params);
  });

  it('are none when none are passed and none are needed', () => {
    expect(checkParams(endpoint<object, void>('GET', '/widgets/list', {}), undefined)).toEqual({});
  });
});
