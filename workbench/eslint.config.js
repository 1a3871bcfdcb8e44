// What the compiler does not see: rules of hooks, promises that nobody waits for, values that are compared loosely.
import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

export default defineConfig([
  // Generated from the host's description of its API.
  globalIgnores(['dist', 'src/api/generated/schema.ts']),
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [typescript.configs.recommended, hooks.configs.flat['recommended-latest']],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // The compiler already reports names that are not defined, and knows the browser's.
      'no-undef': 'off',
    },
  },
]);
