import { defineConfig, globalIgnores } from 'eslint/config';
import baseConfig from './.config/eslint.config.mjs';

export default defineConfig([
  globalIgnores([
    'dist/',
    'bin/',
    'coverage/',
    '**/.cache/',
    'playwright/',
    'playwright-report/',
    'blob-report/',
    'test-results/',
    'src/generated/',
  ]),
  ...baseConfig,
  {
    // What Grafana's plugin review rejects is rejected here first.
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'no-alert': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'location', message: 'Use locationService of @grafana/runtime.' },
        { object: 'window', property: 'open', message: 'Use LinkButton or TextLink with external.' },
      ],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': 'allow-with-description' },
      ],
    },
  },
  {
    // The scaffold names only src, and ESLint passes TypeScript over that no entry names.
    files: ['{bench,demo,scripts,tests}/**/*.ts'],
    // There is no React outside src; a function may be called use.
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
]);
