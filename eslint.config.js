import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', '.data', 'coverage', 'node_modules', '**/*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      // `const { id, ...rest }` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read in core/config.ts.' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: [
      'src/core/config.ts',
      'test/**',
      'eval/**',
      'src/server.ts',
      'src/ask.ts',
      'src/demo.ts',
      'src/verify-store.ts',
      'ingest/main.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // The store's port is asynchronous so that a networked driver fits behind it; SQLite answers at once.
    files: ['src/store/sqlite/**', 'test/**', 'src/models/embedded.ts'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  {
    // Fastify tells a plugin or hook that is done from one that calls back by its being async.
    files: ['src/http/**'],
    rules: { '@typescript-eslint/require-await': 'off' },
  },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
);
