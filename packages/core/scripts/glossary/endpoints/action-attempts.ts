import type { EndpointTexts } from '../endpoint-texts.ts';

export const actionAttempts: EndpointTexts = {
  '/action_attempts/get':
    'Reads the state of an asynchronous action: `pending`, `success` with its result, or `error` with its type and message. Poll it until it is no longer `pending`. Fails with `action_attempt_not_found`.',
  '/action_attempts/list':
    'Lists action attempts by their ids or by device. Fails with `action_attempts_not_found` if none of the ids exists.',
};
