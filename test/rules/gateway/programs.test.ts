import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const FOLDER = new URL('../../../docker/gateway/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8');
const names = readdirSync(FOLDER);
const scripts = names.filter((name) => !name.includes('.') && name !== 'programs').map(read);

/** What bash itself knows, and what may follow the word `in` or a name that is given another one. */
const BASH = new Set(
  `break case cd command continue declare do done echo elif else esac eval exec exit export fi for if in kill local
  mapfile printf read readonly return set shift source test then time trap type umask unset until wait while`.split(
    /\s+/,
  ),
);

/** Programs whose arguments are a command: what comes before it. The functions of the scripts among them are shown first. */
const CARRIERS = [
  String.raw`setpriv(?:\s+--\S+)+`,
  String.raw`timeout(?:\s+--\S+)*\s+\S+`,
  String.raw`\bas\s+\w+`,
  String.raw`\bmust\s+\w+`,
  String.raw`\bexec`,
];

/** The first word of a command: at the begin of a line, after what ends or opens another one, after what carries it. */
const COMMAND = new RegExp(
  String.raw`(?<=(?:^|[;|&]|(?<![=$])\(|[$<]\(|(?<=\s)[{!]\s|\b(?:then|do|else|elif|if|while|until)\s|${CARRIERS.map((each) => `${each}\\s`).join('|')})\s*)([a-z_][\w.-]*)(?![\w.-]|\+?=|\(\))`,
  'gm',
);

/** The programs that a bash script calls by name: words where a command begins that are neither bash's nor its functions. */
function calledBy(script: string, functions: ReadonlySet<string>): string[] {
  const within: string[] = [];
  const code = script
    .replace(/(^|\s)#.*$/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .replace(/<<-?(\w+)(.*)\n[^]*?\n\s*\1$/gm, '$2')
    .replace(/\$?\(\((?:[^()]|\([^()]*\))*\)\)/g, '0')
    // Code of a shell within quotes stays; other quoted text calls nothing but in `$(…)`.
    .replace(/(\b(?:bash -c|trap) )?'([^']*)'/g, (_, shell: string | undefined, text: string) =>
      shell === undefined ? 'QUOTED' : `${shell}QUOTED; ${text};`,
    )
    .replace(/"((?:[^"\\$]|\\.|\$\((?:[^()"]|"[^"]*")*\)|\$(?!\())*)"/g, (_, text: string) => {
      for (const [, command = ''] of text.matchAll(/\$\((.*?)\)/g)) within.push(command);
      return 'QUOTED';
    })
    .replace(/\[\[.*?\]\]/g, (test) => (test.match(/\$\([^)]*\)/g) ?? []).join(' '))
    .replace(/=\([^()]*\)/g, '=0')
    .replace(/^\s*[^\s()]+\)(?= )/gm, ';');
  const words = [...[code, ...within].join('\n').matchAll(COMMAND)].map(([, word = '']) => word);
  return words.filter((word) => !BASH.has(word) && !functions.has(word) && !names.includes(word));
}

const functions = new Set(
  scripts.flatMap((script) => [...script.matchAll(/^(\w+)\(\)/gm)].map(([, name = '']) => name)),
);
const called = new Set(scripts.flatMap((script) => calledBy(script, functions)));

describe('the programs that a gateway’s scripts may call', () => {
  test('are those that they do call', () => {
    const listed = read('programs').trim().split('\n');
    expect([...called].sort()).toEqual(listed);
  });

  test.each([
    ['at the begin of a line', 'curl x', 'curl'],
    ['after another one', 'true_of_us && curl x | head -1', 'curl head'],
    ['for its output', 'local x=$(date) y; [[ $(uname -s) == Linux ]]', 'date uname'],
    [
      'as another user',
      'setpriv --reuid="$1" --clear-groups timeout --signal=KILL 5 perl -e 1',
      'perl setpriv timeout',
    ],
    ['in a condition', 'if ! stat x; then touch y; else ls; fi', 'ls stat touch'],
    ['beside the script', 'exec 3< <(tail -f x)', 'tail'],
    ['by another shell', `bash -c 'sed x && sort'`, 'bash sed sort'],
    ['on a signal', `trap 'pkill x' TERM`, 'pkill'],
    ['in a choice', 'case $x in\n  jq) ps ;;\n  *) tr a b ;;\nesac', 'ps tr'],
    ['within quotes', 'x="$(hostname) of $(whoami)"', 'hostname whoami'],
  ])('are seen where one is called %s', (_, script, expected) => {
    expect([...new Set(calledBy(script, new Set(['true_of_us'])))].sort().join(' ')).toBe(expected);
  });

  test.each([
    ['a comment', 'x=1 # curl x\n# wget y'],
    ['a text', `say '{kind: "curl"} | wget'`],
    ['what a program reads', 'nft <<-END\n  curl x\n  END'],
    ['a number', 'x=$((curl + 1))'],
  ])('are not read from %s', (_, script) => {
    expect(calledBy(script, new Set(['say', 'nft']))).toEqual([]);
  });

  test('are called by its scripts alone', () => {
    const lua = names.filter((name) => name.endsWith('.lua')).map(read);
    expect(lua.filter((script) => /\b(?:popen|execute|execp?)\b/.test(script))).toEqual([]);
  });
});
