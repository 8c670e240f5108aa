import { SeamConfigError } from '@org/seam-core';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkWebhookHandlers } from './handlers.ts';

const handle = () => {};

class Handlers {
  'acs_user.deleted'(): void {}
}

describe('checkWebhookHandlers', () => {
  it.each([
    ['an object', { 'acs_user.deleted': handle }],
    ['an object without a prototype', Object.assign(Object.create(null), { 'lock.locked': handle })],
    ['an event type that this version does not know', { 'acs_user.teleported': handle }],
    ['an event type without a function', { 'acs_user.deleted': undefined, 'lock.locked': handle }],
  ])('accepts %s', (_what, handlers) => {
    expect(() => checkWebhookHandlers({ handlers: handlers as never })).not.toThrow();
  });

  it('accepts each event type of Seam', () => {
    const models = readFileSync(
      new URL('../../../core/src/contract/generated/models/events.ts', import.meta.url),
      'utf8',
    );
    const types = [...models.matchAll(/^ {2}event_type: '(.+)';$/gm)].map(([, type = '']) => type);
    expect(types.length).toBeGreaterThan(100);
    expect(() =>
      checkWebhookHandlers({ handlers: Object.fromEntries(types.map((type) => [type, handle])) }),
    ).not.toThrow();
  });

  it.each([
    ['an instance of a class', new Handlers(), 'on the prototype'],
    ['an object that inherits them', Object.create({ 'acs_user.deleted': handle }), 'on the prototype'],
    ['a Map', new Map([['acs_user.deleted', handle]]), 'plain object'],
    ['null', null, 'plain object'],
    ['a function', handle, 'plain object'],
    ['a name that is not an event type', { acs_user_deleted: handle }, 'for acs_user_deleted'],
    ['another spelling', { 'acsUser.deleted': handle }, 'for acsUser.deleted'],
    [
      'a value that is not a function',
      { 'acs_user.deleted': 'delete' },
      'handler for acs_user.deleted must be a function',
    ],
  ])('rejects %s', (_what, handlers, message) => {
    expect(() => checkWebhookHandlers({ handlers: handlers as never })).toThrow(SeamConfigError);
    expect(() => checkWebhookHandlers({ handlers: handlers as never })).toThrow(message);
  });

  it.each([undefined, {}, { 'acs_user.deleted': undefined }])(
    'requires a function in %j unless there is a fallback',
    (handlers) => {
      expect(() => checkWebhookHandlers({ handlers })).toThrow('no function in handlers, and no fallback');
      expect(() => checkWebhookHandlers({ handlers, fallback: handle })).not.toThrow();
    },
  );

  it('rejects a fallback that is not a function', () => {
    expect(() => checkWebhookHandlers({ fallback: {} as never })).toThrow('fallback must be a function');
  });
});
