import { setupServer } from 'msw-2/node';
import { vi } from 'vitest';
import { describeSeamHandlers } from './seam-handlers.test-helper.ts';

vi.mock('msw', () => import('msw-2'));

const server = setupServer();
describeSeamHandlers('msw 2', server, () => server.listen({ onUnhandledRequest: 'error' }));
