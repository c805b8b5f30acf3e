import { posix } from 'node:path';
import { parseJson } from '../../contract/json.ts';
import type { Risk } from '../../contract/review.ts';
import type { Difference } from './diff-rules.ts';

/** A content, as text: null where there is none, or where it is too large to be looked at. */
export interface Sides {
  readonly before: string | null;
  readonly after: string | null;
}

/** Paths by what acts on them: the first kind that fits a path is its kind. */
const PATHS: readonly (readonly [Risk['kind'], RegExp])[] = [
  [
    'hook',
    /(^|\/)(\.husky|\.githooks|githooks|\.git-hooks)\/|(^|\/)(lefthook|\.lefthook|\.pre-commit-config|\.overcommit)\.(ya?ml|toml|json)$/i,
  ],
  [
    'ci',
    /(^|\/)(\.github\/(workflows|actions)|\.circleci|\.buildkite|\.woodpecker|\.gitea\/workflows|\.forgejo\/workflows|\.ci)\//i,
  ],
  [
    'ci',
    /(^|\/)(\.gitlab-ci.*\.ya?ml|jenkinsfile.*|azure-pipelines.*\.ya?ml|\.travis\.ya?ml|\.drone\.ya?ml|bitbucket-pipelines\.ya?ml|appveyor\.ya?ml)$/i,
  ],
  ['attributes', /(^|\/)\.(gitattributes|gitconfig|lfsconfig|mailmap)$/i],
  ['submodule', /(^|\/)\.gitmodules$/i],
  [
    'settings',
    /(^|\/)(\.vscode|\.idea|\.zed|\.claude|\.codex|\.gemini|\.opencode|\.factory|\.cursor|\.devcontainer|\.maestro|\.fleet)\//i,
  ],
  [
    'settings',
    /(^|\/)(claude(\.local)?\.md|agents\.md|gemini\.md|\.cursorrules|opencode\.jsonc?|\.mcp\.json|\.envrc|\.editorconfig|\.nvimrc|\.exrc|\.vimrc|\.tool-versions|mise\.toml|\.npmrc|\.yarnrc.*|\.pnpmfile\.c?js|\.bazelrc)$|\.code-workspace$/i,
  ],
  [
    'build',
    /(^|\/)(gnu)?makefile$|\.mk$|(^|\/)(cmakelists\.txt|justfile|rakefile|taskfile\.ya?ml|dockerfile.*|docker-compose.*\.ya?ml|compose.*\.ya?ml|vagrantfile|gulpfile\..*|gruntfile\..*|build\.(gradle|rs|zig|xml|sbt)(\.kts)?|settings\.gradle(\.kts)?|gradlew(\.bat)?|pom\.xml|setup\.(py|cfg)|conftest\.py|noxfile\.py|tox\.ini|binding\.gyp|meson\.build|build(\.bazel)?|workspace(\.bazel)?|extconf\.rb)$/i,
  ],
  ['build', /(^|\/)[^/]*\.(config|conf)\.([cm]?[jt]sx?)$/i],
];

const LOCKFILES =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|cargo\.lock|poetry\.lock|uv\.lock|pipfile\.lock|gemfile\.lock|composer\.lock|go\.sum|flake\.lock)$/i;
const LINK = '120000';
const SUBMODULE = '160000';
const RUNNABLE = '100755';
const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/;

/** What in a difference would act on the machine that takes it over (pure). What is only removed acts on nothing. */
export function risksOf(difference: Difference, { before, after }: Sides): Risk[] {
  const { path, kind, modes } = difference;
  if (kind === 'deleted') return [];
  const risks: Risk[] = [];
  const add = (found: Risk['kind'], why: string): unknown => risks.push({ kind: found, path, why });
  if (modes[1] === SUBMODULE) add('submodule', 'a submodule');
  if (modes[1] === LINK && after !== null && leadsOut(path, after)) add('link', `leads to ${after}`);
  const named = PATHS.find(([, pattern]) => pattern.test(path));
  if (named !== undefined) add(named[0], kind);
  const scripts = /(^|\/)(package|composer)\.json$/i.test(path) ? changedScripts({ before, after }) : [];
  if (scripts.length > 0) add('script', scripts.join(', '));
  const hosts = LOCKFILES.test(path) ? newHosts({ before, after }) : [];
  if (hosts.length > 0) add('lockfile', hosts.join(', '));
  if (after !== null && BIDI.test(after) && !(before !== null && BIDI.test(before))) add('bidi', 'marks of direction');
  if (modes[1] === RUNNABLE && modes[0] !== RUNNABLE) add('mode', 'executable');
  return risks;
}

/** Whether a link's target is an absolute path, or leads above the project (pure). */
function leadsOut(path: string, target: string): boolean {
  const led = posix.normalize(posix.join(posix.dirname(path), target));
  return target.startsWith('/') || led === '..' || led.startsWith('../') || /(^|\/)\.git(\/|$)/i.test(led);
}

/** Names of the scripts that differ; what is no JSON any more is named as a whole. */
function changedScripts({ before, after }: Sides): string[] {
  const [old, now] = [scriptsIn(before), scriptsIn(after)];
  if (now === undefined) return ['cannot be read'];
  return Object.keys(now).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(old?.[name]));
}

function scriptsIn(text: string | null): Record<string, unknown> | undefined {
  if (text === null) return {};
  try {
    const { scripts = {} } = parseJson(text) as { scripts?: unknown };
    return typeof scripts === 'object' && scripts !== null ? { ...scripts } : {};
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function newHosts({ before, after }: Sides): string[] {
  const known = new Set(hostsIn(before));
  return [...new Set(hostsIn(after))].filter((host) => !known.has(host));
}

function hostsIn(text: string | null): string[] {
  return [...(text ?? '').matchAll(/\b[a-z+]{2,10}:\/\/(?:[^/\s"'@]*@)?([a-z0-9.-]+)/gi)].map(([, host = '']) => host);
}
