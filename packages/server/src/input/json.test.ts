import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from './json.ts';

describe('parseStrictJson', () => {
  describe('R20: a duplicate name', () => {
    it.each([
      '{"a":1,"a":2}',
      '{"a":1,"b":2,"a":1}',
      '{"a":1,"b":2,"c":3,"b":1}',
      '{"a":1,"b":2,"c":{},"c":1}',
      '{"x":{"a":1,"a":2}}',
      '[[{"a":1,"a":2}]]',
      '{"a":{"b":1},"a":2}',
      '{"a":1,"\\u0061":2}',
      '{"a\\n":1,"a\\u000a":2}',
      '{"":1,"":2}',
      '{"__proto__":1,"__proto__":2}',
      '{ "a" : [ "a" , {"a":1} ] , "a"\n:\t2 }',
    ])('is rejected in %s', (text) => {
      expect(() => parseStrictJson(text)).toThrow(
        expect.objectContaining({ type: 'invalid_json', message: 'The body contains a duplicate name.' }),
      );
    });
  });

  it.each([
    '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}',
    '{"a":"a","b":"a"}',
    '["a","a"]',
    '{"a":"\\"a\\":1,\\"a\\":2"}',
    '{"a":"{","b":"}","c":{"a":"{\\"a\\":"}}',
    '"a"',
  ])('accepts %s', (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it('reads all output of JSON.stringify', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'large' }), fc.nat(2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('rejects all that JSON.parse rejects', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', '1', ' ') }),
        (text) => {
          let isJson = text !== '';
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          if (!isJson && text !== '') expect(() => parseStrictJson(text)).toThrow('not valid JSON');
        },
      ),
    );
  });
});
