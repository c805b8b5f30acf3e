import { transliterate } from 'transliteration';

/** Of a whole branch name. */
export const MAX_CHARS = 40;
const READ_CHARS = 4_000;

/** Words that carry no meaning in a branch name. */
const STOP_WORDS = new Set(
  (
    'a an the and or but nor in on at to for from of by with without into onto as is are was were be been being it its ' +
    'this that these those there then than so such our your my their his her we you they i he she us me them please ' +
    'can could would should shall will must may might need needs want wants lets let have has had do does did not just ' +
    'also very some any all each when where which who what how why if while because make makes sure'
  ).split(' '),
);

/** What a branch name begins with: the kind of the work. */
export const BRANCH_KINDS = ['feat', 'fix', 'docs', 'refactor', 'test', 'chore'] as const;

/** First words that say what kind of work it is; they need not be repeated in the name. */
const VERBS = new Map<string, string>([
  ...kind('fix', 'fix fixes fixed bug bugfix hotfix repair resolve debug correct patch'),
  ...kind('docs', 'doc docs document documentation explain'),
  ...kind('refactor', 'refactor restructure reorganize reorganise rewrite simplify extract rename cleanup tidy'),
  ...kind('test', 'test tests testing'),
  ...kind('chore', 'chore bump upgrade release lint'),
  ...kind('feat', 'feat feature add implement create build introduce support enable allow write develop'),
]);

/** Words near the start that tell the kind when the first word is a general one: `add tests for …`. */
const TOPICS = new Map<string, string>([
  ...kind('fix', 'bug bugs crash crashes regression broken'),
  ...kind('docs', 'docs documentation readme changelog docstrings'),
  ...kind('test', 'test tests coverage'),
  ...kind('chore', 'dependency dependencies deps ci'),
]);
const TOPIC_WORDS = 3;

/**
 * A branch name for a task (pure), such as `fix/payments-fail-safari`: kind, then the words that matter, in Latin
 * letters, at most 40 characters, always accepted by git. Undefined when the task holds no letter or digit at all.
 */
export function branchSlug(task: string): string | undefined {
  const words = wordsOf(task);
  const [first = ''] = words;
  const verb = VERBS.get(first);
  const type = topicKind(verb, words) ?? verb ?? 'feat';
  const rest = verb === undefined || words.length === 1 ? words : words.slice(1);
  const name = fitted(rest, MAX_CHARS - type.length - 1);
  return name === '' ? undefined : `${type}/${name}`;
}

/** Lower-case Latin words joined by dashes (pure); empty when nothing can be written so. */
export function latin(text: string): string {
  return transliterate(text, { fixChineseSpacing: true })
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** The words that matter in the first line that has any; every word of the line when all are small ones. */
function wordsOf(task: string): string[] {
  const lines = task.slice(0, READ_CHARS).split('\n');
  const all = lines.map((line) => latin(line.replaceAll(/['’`]/g, '')).split('-').filter(Boolean));
  const line =
    all.find((words) => words.some((word) => !STOP_WORDS.has(word))) ?? all.find((words) => words.length > 0);
  const meaning = line?.filter((word) => !STOP_WORDS.has(word)) ?? [];
  return meaning.length > 0 ? meaning : (line ?? []);
}

function topicKind(verb: string | undefined, words: readonly string[]): string | undefined {
  if (verb !== undefined && verb !== 'feat') return undefined;
  const topic = words.slice(0, TOPIC_WORDS).find((word) => TOPICS.has(word));
  return topic === undefined ? undefined : TOPICS.get(topic);
}

/** As many whole words as fit; a first word that alone is too long is cut. */
function fitted(words: readonly string[], chars: number): string {
  let name = (words[0] ?? '').slice(0, chars);
  for (const word of words.slice(1)) {
    if (name.length + 1 + word.length > chars) break;
    name += `-${word}`;
  }
  return name;
}

function kind(type: string, words: string): [string, string][] {
  return words.split(' ').map((word) => [word, type]);
}
