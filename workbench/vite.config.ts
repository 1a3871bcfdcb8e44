import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: { '@rjsf/validator-ajv8': fileURLToPath(new URL('build/no-compiling-validator.ts', import.meta.url)) },
  },
  build: {
    target: 'es2022',
    // The budget on compressed size is checked by build/budget.mjs; Vite's own warning counts uncompressed bytes.
    chunkSizeWarningLimit: 2000,
    manifest: true,
    // Each file has an address of its own that changes with its content, however small it is: browsers keep it for good.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://localhost:5080' } },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
});
