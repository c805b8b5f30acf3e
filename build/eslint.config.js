import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const GLOBALS = Object.fromEntries(
  [
    'process',
    'console',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'fetch',
    'URL',
    'Buffer',
    'AbortController',
    'performance',
    'module',
    'require',
  ].map((name) => [name, 'readonly']),
);

const NO_BARRELS = [
  { selector: 'ExportAllDeclaration', message: 'No barrels.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

/** A second caller would have doors that the first one has closed: a repository names programs for git to run. */
const RUNS = /^(run|runHere|runLive|runDetached|spawn|exec|execFile|execa|fork)(Sync)?$/;
const FIRST = `CallExpression:matches([callee.name=${RUNS}], [callee.property.name=${RUNS}]) > .arguments:first-child`;
const NO_SECOND_GIT = [
  'Literal[value=/(^|[/])git( |$)/]',
  'TemplateLiteral[quasis.0.value.raw=/(^|[/])git( |$)/]',
  'Identifier[name=/git/i]',
].map((git) => ({ selector: `${FIRST}:matches(${git})`, message: 'Only engine/git/git.ts runs git.' }));

const TABLES = ['electron/engine/router.ts', 'electron/contract/errors.ts'];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test-results/**'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: `${import.meta.dirname}/..` } },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...NO_BARRELS],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      // `const { old, ...rest } = record` is how a field is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ...hooks.configs.flat['recommended-latest'],
  },
  // React's compiler is not used, so that it cannot trip over the virtual list.
  { files: ['renderer/**/*.tsx'], rules: { 'react-hooks/incompatible-library': 'off' } },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/engine/git/git.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_BARRELS, ...NO_SECOND_GIT] },
  },
  { files: TABLES, rules: { 'max-lines': 'off' } },
  { files: ['electron/cli/output/output.ts', 'electron/main.ts', 'build/**'], rules: { 'no-console': 'off' } },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['vite.config.ts', 'build/**', 'test/support/**'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: GLOBALS },
  },
);
