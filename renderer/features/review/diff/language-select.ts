/** The languages that differences are coloured in: those of most projects, so that what is loaded stays small. */
export type Language =
  | ('bash' | 'c' | 'cpp' | 'csharp' | 'css' | 'dart' | 'dockerfile' | 'elixir' | 'go' | 'graphql' | 'ini' | 'java')
  | ('javascript' | 'json' | 'kotlin' | 'lua' | 'makefile' | 'markdown' | 'php' | 'python' | 'ruby' | 'rust')
  | ('scala' | 'scss' | 'sql' | 'swift' | 'typescript' | 'xml' | 'yaml');

const ENDINGS: Readonly<Record<Language, string>> = {
  bash: 'sh bash zsh bats',
  c: 'c h',
  cpp: 'cc cpp cxx hpp hh hxx ino',
  csharp: 'cs',
  css: 'css',
  dart: 'dart',
  dockerfile: 'dockerfile containerfile',
  elixir: 'ex exs',
  go: 'go',
  graphql: 'graphql gql',
  ini: 'ini toml cfg conf properties editorconfig gitconfig env service',
  java: 'java',
  javascript: 'js jsx mjs cjs',
  json: 'json jsonc json5 webmanifest lock',
  kotlin: 'kt kts',
  lua: 'lua',
  makefile: 'makefile mk',
  markdown: 'md markdown mdx',
  php: 'php',
  python: 'py pyi',
  ruby: 'rb rake gemspec gemfile rakefile',
  rust: 'rs',
  scala: 'scala sbt',
  scss: 'scss less',
  sql: 'sql',
  swift: 'swift',
  typescript: 'ts tsx mts cts',
  xml: 'xml html htm svg xhtml plist vue svelte csproj',
  yaml: 'yaml yml',
};

const LANGUAGES: ReadonlyMap<string, Language> = new Map(
  Object.entries(ENDINGS).flatMap(([language, endings]) =>
    endings.split(' ').map((ending) => [ending, language as Language] as const),
  ),
);

/** The language of a file by its name; undefined where that says none (pure). */
export function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return LANGUAGES.get(ending) ?? (name.startsWith('dockerfile') ? 'dockerfile' : undefined);
}
