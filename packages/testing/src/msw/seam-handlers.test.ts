import { setupServer } from 'msw/node';
import { describeSeamHandlers } from './seam-handlers.test-helper.ts';

const server = setupServer();
describeSeamHandlers('msw 3', server, () => server.listen({ onUnhandledFrame: 'error' }));
