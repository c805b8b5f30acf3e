/** What is private on this machine, beside what looks like a secret anywhere. */
export interface Private {
  /** Texts that are told by another word: the home folder, names of people, machines, projects and containers. */
  readonly names: ReadonlyMap<string, string>;
  /** Secrets that are known. */
  readonly secrets: readonly string[];
}

const SECRET = '[secret]';
/** What looks like a secret wherever it stands: how providers begin theirs, signed tokens, and what stands beside its name. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, SECRET],
  [/\b(sk|pk|rk)-[\w-]{16,}/g, SECRET],
  [/\b(gh[opsur]_|github_pat_|glpat-|xox[a-z]-|AKIA|AIza|ya29\.|hf_|npm_|pypi-)[\w.-]{12,}/g, SECRET],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, SECRET],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${SECRET}`],
  [/(:\/\/)[^\s/@"'\\]+@/g, `$1${SECRET}@`],
  // An address of a webhook is one by its path.
  [/(\bhttps?:\/\/[^\s/"'\\]+\/)[^\s"',;)\\]+/g, '$1…'],
  [
    /([\w-]*(?:token|secret|password|passwd|api[_-]?key|authorization|cookie)[\w-]*\\?["']?\s*[:=]\s*\\?["']?)[^\s"',;&\\}]{4,}/gi,
    `$1${SECRET}`,
  ],
  // What is long and means nothing to a reader is not needed whole: ids of containers and commits, and keys without a form.
  [/\b(?=[\w+=-]*\d)(?=[\w+=-]*[A-Z])(?=[\w+=-]*[a-z])([\w+=-]{8})[\w+=-]{16,}/g, '$1…'],
  [/\b(?=[a-z]*\d)([a-z0-9]{8})[a-z0-9]{24,}\b/g, '$1…'],
];

/** Where somebody's own files lie, but for Maestro's. */
const OF_SOMEBODY = /(~|\/home\/[^/\s]+|\/Users\/[^/\s]+)\/(?!\.maestro\b)[^\s"',:;)]+/g;

/** A text without what is private (pure): what was taken out is told by a word in its place. */
export function redacted(text: string, { names, secrets }: Private): string {
  let clean = text;
  for (const secret of longestFirst(secrets)) clean = clean.replaceAll(secret, SECRET);
  for (const [form, word] of FORMS) clean = clean.replace(form, word);
  for (const name of longestFirst([...names.keys()])) clean = clean.replace(alone(name), () => names.get(name) ?? '');
  return clean.replace(OF_SOMEBODY, '~/…');
}

function longestFirst(texts: readonly string[]): string[] {
  return texts.filter((text) => text.length > 2).toSorted((a, b) => b.length - a.length);
}

/** A name, but not as a part of a longer word. */
function alone(name: string): RegExp {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g');
}
