/** Methods that a rule may name; `ANY` stands for every one. */
export const RULE_METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'ANY'] as const;
export type RuleMethod = (typeof RULE_METHODS)[number];

/** What of a host may be asked for: by method, or by what git does with a repository. */
export interface RequestRule {
  readonly verb: 'git-read' | 'git-push' | readonly RuleMethod[];
  readonly host: string;
  /** Begins with a slash; `/*` at its end stands for everything below. Of a repository: without `.git`. */
  readonly path: string;
}

const MAX_PATH_CHARS = 300;
const PATH = /^(\/[A-Za-z0-9._~!$'()+,:@=&-]+)*(\/\*?)?$/;
const DOTS = /\/\.{1,2}(\/|$)/;

/** Whether a text is a rule with a method and a path, or tries to be one: a host's name has no blank. */
export function isRequestRule(text: string): boolean {
  return /\S\s+\S/.test(text);
}

/**
 * Reads `GET,HEAD pkg.example.test/*`, `git-read github.com/acme/*` or `git-push github.com/acme/shop` (pure): the rule, or
 * why it is none. Whether its host may be named is not looked at.
 */
export function readRequestRule(text: string): RequestRule | { readonly refusal: string } {
  const [verbText = '', target = '', ...more] = text.trim().split(/\s+/);
  if (target === '' || more.length > 0) return { refusal: 'it is not one method and one host with a path' };
  const at = target.includes('/') ? target.indexOf('/') : target.length;
  const [host, path] = [target.slice(0, at).toLowerCase(), target.slice(at) || '/*'];
  if (host.startsWith('*.')) return { refusal: 'a rule with a method names one host, without *.' };
  const verb = readVerb(verbText);
  if (typeof verb === 'object' && 'refusal' in verb) return verb;
  const refusal = pathRefusal(path) ?? (typeof verb === 'string' ? repositoryRefusal(path) : undefined);
  if (refusal !== undefined) return { refusal };
  return { verb, host, path: typeof verb === 'string' ? path.replace(/\.git$/, '') : path };
}

/** A rule in its one spelling (pure): what `readRequestRule` reads as the same rule again. */
export function requestRuleText({ verb, host, path }: RequestRule): string {
  return `${typeof verb === 'string' ? verb : verb.join(',')} ${host}${path}`;
}

/** The entries of a text as people write lists (pure): a rule has a line of its own, names are apart by blanks or commas. */
export function entriesIn(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [first = '', ...more] = line.trim().split(/\s+/);
    const verb = readVerb(first);
    const isRule = more.length > 0 && !(typeof verb === 'object' && 'refusal' in verb);
    return isRule ? [line.trim()] : line.split(/[\s,]+/).filter(Boolean);
  });
}

function readVerb(text: string): RequestRule['verb'] | { readonly refusal: string } {
  const lower = text.toLowerCase();
  if (lower === 'git-read' || lower === 'git-push') return lower;
  const named = text.toUpperCase().split(',');
  const methods = RULE_METHODS.filter((method) => named.includes(method));
  if (named.some((name) => !methods.some((method) => method === name)))
    return { refusal: `its methods are none of ${RULE_METHODS.join(', ')}, git-read and git-push` };
  return methods.includes('ANY') ? ['ANY'] : methods;
}

function pathRefusal(path: string): string | undefined {
  if (path.length > MAX_PATH_CHARS) return `its path is longer than ${MAX_PATH_CHARS} characters`;
  if (path.includes('*') && !/^[^*]*\/\*$/.test(path)) return 'only /* at the end of its path is understood';
  if (path.includes('?') || path.includes('#')) return 'leave away what follows its path';
  if (path.includes('//') || DOTS.test(path)) return 'its path can be read in two ways';
  return PATH.test(path) ? undefined : 'its path has characters that a rule cannot have';
}

function repositoryRefusal(path: string): string | undefined {
  return path.endsWith('/') || path.endsWith('/.git')
    ? 'it names no repository, such as /acme/shop or /acme/*'
    : undefined;
}
