import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [preact()],
  build: {
    // The content security policy does not allow data: URLs.
    assetsInlineLimit: 0,
    // A separate page, so that the console does not load Swagger UI, which is large.
    rolldownOptions: { input: ['index.html', 'docs.html'] },
    chunkSizeWarningLimit: 2000,
  },
});
