import { SeamConfigError } from '@org/seam-core';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkWebhookHandlers, misspeltHandler } from './handlers.ts';

describe('check webhook handlers', () => {
  const act = () => {};

  class Handlers {
    'acs_user.deleted'(): void {}
  }

  describe('functions for events', () => {
    it.each([
      ['an object', { 'acs_user.deleted': act }],
      ['an object without a prototype', Object.assign(Object.create(null), { 'lock.locked': act })],
      ['a type that this version does not know', { 'acs_user.teleported': act }],
      ['a name without a function', { 'acs_user.deleted': undefined, 'lock.locked': act }],
    ])('may be %s', (_what, on) => {
      expect(() => checkWebhookHandlers({ on: on as never })).not.toThrow();
    });

    it('may be under each name that Seam’s events have', () => {
      const models = readFileSync(
        new URL('../../../core/src/contract/generated/models/events.ts', import.meta.url),
        'utf8',
      );
      const names = [...models.matchAll(/^ {2}event_type: '(.+)';$/gm)].map(([, name = '']) => name);
      expect(names.length).toBeGreaterThan(100);
      expect(() =>
        checkWebhookHandlers({ on: Object.fromEntries(names.map((name) => [name, act])) }),
      ).not.toThrow();
    });

    it.each([
      ['an instance of a class', new Handlers(), 'on its prototype'],
      ['an object that inherits them', Object.create({ 'acs_user.deleted': act }), 'on its prototype'],
      ['a Map', new Map([['acs_user.deleted', act]]), 'plain object'],
      ['null', null, 'plain object'],
      ['a function', act, 'plain object'],
      ['under a name that no event has', { acs_user_deleted: act }, 'for acs_user_deleted'],
      ['under another spelling', { 'acsUser.deleted': act }, 'for acsUser.deleted'],
      ['no function', { 'acs_user.deleted': 'delete' }, 'about acs_user.deleted is no function'],
    ])('are not %s', (_what, on, message) => {
      expect(() => checkWebhookHandlers({ on: on as never })).toThrow(SeamConfigError);
      expect(() => checkWebhookHandlers({ on: on as never })).toThrow(message);
    });

    it.each([undefined, {}, { 'acs_user.deleted': undefined }])(
      'are not missing altogether, as in %j',
      (on) => {
        expect(() => checkWebhookHandlers({ on })).toThrow('no function in on, and no otherwise');
        expect(() => checkWebhookHandlers({ on, otherwise: act })).not.toThrow();
      },
    );

    it('are not an otherwise that is no function', () => {
      expect(() => checkWebhookHandlers({ otherwise: {} as never })).toThrow('otherwise is no function');
    });
  });
});

describe('misspelt handler', () => {
  const on = { 'acs_user.deleted': () => {} };

  it.each([
    'acs_user.delted',
    'acs_user.deletedd',
    'acs_user.delefed',
    'acs_user.deletde',
    'cs_user.deleted',
  ])('%s was meant when there is one slip of the pen', (name) => {
    expect(misspeltHandler({ [name]: () => {} }, 'acs_user.deleted')).toBe(name);
    expect(misspeltHandler(on, name)).toBe('acs_user.deleted');
  });

  it.each(['acs_user.deleted', 'acs_user.created', 'lock.locked', ''])('%s is another name', (name) => {
    expect(misspeltHandler(on, name)).toBeUndefined();
  });

  it('does not take lock.locked for lock.unlocked', () => {
    expect(misspeltHandler({ 'lock.locked': () => {} }, 'lock.unlocked')).toBeUndefined();
  });

  it('takes no name of Seam’s for another', () => {
    const models = readFileSync(
      new URL('../../../core/src/contract/generated/models/events.ts', import.meta.url),
      'utf8',
    );
    const names = [...models.matchAll(/^ {2}event_type: '(.+)';$/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) {
      const others = Object.fromEntries(names.filter((other) => other !== name).map((other) => [other, 0]));
      expect(misspeltHandler(others, name)).toBeUndefined();
    }
  });
});
