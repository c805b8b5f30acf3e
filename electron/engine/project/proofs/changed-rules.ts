import { parseJson } from '../../../contract/json.ts';
import type { Check } from '../../../contract/proofs.ts';

/** A file that a branch changed: `added` ones were not there where it began. */
export interface ChangedPath {
  readonly path: string;
  readonly added: boolean;
}

/** What holds tests, and what says which of them run. */
const TESTS = [
  /(^|\/)(tests?|specs?|__tests__|__mocks__|__snapshots__|testdata|e2e)\//i,
  /(^|[./_-])(test|tests|spec)\.[^/]+$/i,
  /(^|\/)(test_[^/]*\.py|conftest\.py|pytest\.ini|tox\.ini)$/,
  /[a-z0-9](Test|Tests|Spec|IT)\.(java|kt|kts|cs|scala|groovy|swift|php)$/,
  /_(test|spec)\.(go|rb|exs|dart|py|cc|cpp)$/,
  /(^|\/)(vitest|vite|jest|playwright|karma|cypress|ava|nyc|c8)\.(config|setup)\.[cm]?[jt]sx?$/,
  /(^|\/)\.(mocharc|taprc|nycrc|rspec)[^/]*$/,
  /(^|\/)phpunit\.xml(\.dist)?$/,
];

/**
 * Which of the files that a branch changed are those of a check (pure): what the check names as its own, what its command
 * names, and tests. A test that the branch adds is its work; one that it changes may be a test that says less.
 */
export function changedChecks(check: Check, changed: readonly ChangedPath[]): string[] {
  const own = (check.files ?? []).map(plain);
  const words = wordsOf(check);
  return changed
    .filter(({ path, added }) => {
      if (own.some((wanted) => isAt(path, wanted))) return true;
      if (added) return false;
      return words.some((word) => isAt(path, word)) || TESTS.some((form) => form.test(path));
    })
    .map(({ path }) => path);
}

/** Files that say what a program is to do, by its name. */
const TOLD_BY: Readonly<Record<string, readonly string[]>> = {
  make: ['Makefile', 'makefile', 'GNUmakefile'],
  just: ['justfile', 'Justfile', '.justfile'],
  task: ['Taskfile.yml', 'Taskfile.yaml'],
  rake: ['Rakefile'],
};

/** The words of a command line that may name files, from the root of the project. */
function wordsOf({ command, folder }: Check): string[] {
  const inFolder = folder === undefined ? '' : `${plain(folder)}/`;
  const words = command.split(/[\s'"`;&|()<>=]+/);
  const told = Object.entries(TOLD_BY).flatMap(([program, files]) => (words.includes(program) ? files : []));
  const paths = words.filter((word) => /[./]/.test(word) && plain(word) !== '' && plain(word) !== '.');
  return [...paths, ...told].map((word) => plain(inFolder + plain(word)));
}

function isAt(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function plain(path: string): string {
  return path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

/** Programs that run a script of `package.json` by its name, and the words between. */
const RUNS_SCRIPT = /\b(?:npm|pnpm|yarn|bun)\b/;

/** Whether a check runs what `package.json` says (pure). */
export function runsScripts({ command }: Pick<Check, 'command'>): boolean {
  return RUNS_SCRIPT.test(command);
}

/** Whether scripts that were there are others now, or gone (pure); both are texts of `package.json`, null where there is none. */
export function scriptsChanged(before: string | null, after: string | null): boolean {
  const [old, now] = [scriptsOf(before), scriptsOf(after)];
  return Object.entries(old).some(([name, script]) => now[name] !== script);
}

function scriptsOf(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const { scripts } = Object(parseJson(text ?? '{}')) as { scripts?: unknown };
    return typeof scripts === 'object' && scripts !== null ? (scripts as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
