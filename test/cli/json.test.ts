import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Command } from '../../electron/cli/arguments/command.ts';
import { COMMANDS } from '../../electron/cli/table/commands.ts';
import { type Ended, NO_ENGINE } from '../support/maestro.ts';
import { approvedMission, HANDOFF, planOf, stateProject, type StateProject } from '../support/state.ts';

function runnable(commands: readonly Command[], path = ''): [string, Command][] {
  return commands.flatMap((command) => {
    const own = `${path}${command.name}`;
    return [
      ...(command.load === undefined ? [] : [[own, command] as [string, Command]]),
      ...runnable(command.commands ?? [], `${own} `),
    ];
  });
}
const ALL = runnable(COMMANDS);

/** These go on until they are ended, or leave something that does; `watch` prints a line a change. */
const ENDLESS = new Set(['watch', 'serve', 'demo', 'mcp', 'daemon start', 'daemon run']);

let project: StateProject;
let good: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  project = await stateProject();
  await project.run(['init']);
  const mission = await approvedMission(project, planOf(9));
  const { id: handoff } = await project.json<{ id: string }>(HANDOFF);
  const { id: correction } = await project.json<{ id: string }>(['memory-correct', 'r', '--trigger', 'npm']);
  const { id: task } = await project.json<{ id: string }>(['task', 'create', 'Fix it']);
  const { id: toClose } = await project.json<{ id: string }>(['task', 'create', 'Close it']);
  const { uki } = await project.json<{ uki: string }>(['handoff', 'pickup']);
  await project.json(['checkpoint', 'save', '--mission', mission]);
  await project.json(['validate', 'update', 'f2 works', '--mission', mission, '--result', 'passed']);
  await project.json(['reply', 'write', 'f9', '--mission', mission, '--outcome', 'abandoned']);
  await writeFile(join(project.folder, 'plan.json'), JSON.stringify(planOf(1)));
  const own = ['--mission', mission];
  good = {
    'daemon autostart': ['off'],
    note: ['--list'],
    'config get': ['memory.enabled'],
    'config set': ['memory.enabled', 'true'],
    'config unset': ['memory.enabled'],
    schema: ['plan'],
    'task create': ['More'],
    'task q': ['More'],
    'task show': [task],
    'task update': [task, '--priority', '1'],
    'task close': [toClose],
    'reply write': ['f8', ...own, '--outcome', 'completed'],
    'mission create': ['--file', 'plan.json'],
    'mission validate-plan': ['--file', 'plan.json'],
    'mission show': [mission],
    'mission approve': [mission],
    'mission reject': [mission],
    'mission update': [mission, '--title', 't'],
    'mission graph': [mission],
    'mission import': ['--github', 'acme/shop'],
    'mission explain': [mission],
    'mission run': [mission, '--dry-run'],
    'mission pause': [mission],
    'mission resume': [mission],
    'mission stop': [mission],
    'feature list': own,
    'feature update': ['f1', ...own, '--status', 'in-progress'],
    'feature prompt': ['f1', ...own],
    'feature launch': ['f7', ...own],
    'feature scores': ['f7', ...own],
    'feature pick': ['f7', ...own, '--copy', 'x'],
    'feature combine': ['f7', ...own],
    'validate show': own,
    'validate check': ['f1 works', ...own, '--command', 'npm test'],
    'validate run': ['f4 works', ...own],
    'validate update': ['f1 works', ...own, '--result', 'passed'],
    'milestone list': own,
    'milestone status': ['m-f1', ...own],
    'milestone seal': ['m-f2', ...own],
    'checkpoint save': own,
    'checkpoint list': own,
    'checkpoint load': [...own, '--dry-run'],
    'handoff create': HANDOFF.slice(2),
    'handoff release': [handoff],
    'handoff decode': [uki],
    'handoff verify': [handoff],
    'memory-correct': ['r', '--trigger', 'w'],
    'memory-search': ['npm'],
    'memory-take': ['000000000000'],
    'memory-drop': ['000000000000'],
    'memory-learn': ['--content', 'c'],
    'memory-compile': ['--summary', 's'],
    'ratchet-promote': [correction, '--check', 'x'],
    'graph-link': ['web', '--consumes'],
    'principle add': ['--id', 'p', '--name', 'n', '--rule', 'r', '--profiles', 'planning', '--mode', 'advisory'],
    'principle remove': ['goal-driven-execution'],
    new: ['task'],
    'schedule add': ['0 7 * * 1-5', '--', 'new', 'task'],
    'schedule pause': ['new-9'],
    'schedule resume': ['new-9'],
    'schedule remove': ['new-9'],
    'template save': ['t', 'task'],
    'template show': ['other'],
    'template remove': ['other'],
    start: ['x'],
    answer: ['x', '1'],
    send: ['x', 'go on'],
    interrupt: ['x'],
    cp: ['xy:a', '.'],
    logs: ['x'],
    exec: ['x', '--', 'true'],
    inspect: ['x'],
    restart: ['x'],
    rename: ['x', 'y'],
    nick: ['x', 'y'],
    'trash show': ['x'],
    'trash restore': ['x'],
    completion: ['bash'],
    __complete: ['--', 'li'],
  };
});

async function asked(path: string, args: readonly string[]): Promise<Ended> {
  // `--json` stands before a `--`, after which all words are arguments.
  return project.run([...path.split(' '), '--json', ...args], { env: NO_ENGINE });
}

/** Stdout is one JSON document: an answer with status 0, or an error with another one. */
function judged(what: string, { code, stdout }: Ended): 'answer' | 'error' {
  const document = JSON.parse(stdout) as unknown;
  const isError = typeof document === 'object' && document !== null && 'error' in document && 'code' in document;
  if (isError) {
    const { detail = '', ...said } = document as { detail?: unknown };
    expect(detail, what).toEqual(expect.any(String));
    expect(said, what).toEqual({
      error: expect.any(String) as string,
      hints: expect.any(Array) as string[],
      code: expect.any(String) as string,
    });
    expect(code === 1 || code === 2, what).toBe(true);
  } else if (!/^(handoff verify|doctor)/.test(what)) expect(code, what).toBe(0);
  return isError ? 'error' : 'answer';
}

/** A few at a time, in no order: no command may change what another one is asked about. */
async function each(paths: readonly string[], check: (path: string) => Promise<void>): Promise<void> {
  const left = [...paths];
  const worker = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await check(path);
  };
  await Promise.all([worker(), worker(), worker()]);
}

const paths = ALL.map(([path]) => path);
/** Commands that need an engine, an agent’s session or another state than this project has. */
const CANNOT = new Set([
  'mission import',
  'validate run',
  'new',
  'list',
  'connect',
  'domains',
  'egress',
  'egress explain',
  'add-domain',
  'remove-domain',
  'auth',
  'refresh-tokens',
  'credentials',
  'revoke',
  'answer',
  'send',
  'interrupt',
  'restart',
  'cp',
  'files',
  'activity',
  'logs',
  'exec',
  'inspect',
  'usage',
  'rename',
  'nick',
  'start',
  'stop',
  'cleanup',
  'cleanup-volumes',
  'diff',
  'comment',
  'log',
  'fetch',
  'overlap',
  'merge',
  'pr',
  'trash show',
  'trash restore',
  'image build',
  'image base',
  'image list',
  'image prune',
  'config edit',
  'session',
  'feature launch',
  'feature scores',
  'memory-take',
  'memory-drop',
  'schedule pause',
  'schedule resume',
  'schedule remove',
  'template show',
  'template remove',
  'feature pick',
  'feature combine',
  'mission pause',
  'mission resume',
  'mission stop',
  'mission approve',
  'mission reject',
]);

test('every command answers --json with one JSON document, good or not', { timeout: 600_000 }, async () => {
  await each(
    paths.filter((path) => !ENDLESS.has(path)),
    async (path) => {
      const kind = judged(path, await asked(path, good[path] ?? []));
      expect(`${path}: ${kind}`).toBe(`${path}: ${CANNOT.has(path) ? 'error' : 'answer'}`);
    },
  );
});

test('every command answers an unknown option with --json by a JSON error', { timeout: 600_000 }, async () => {
  await each(paths, async (path) => {
    expect(`${path}: ${judged(path, await asked(path, ['--no-such-option']))}`).toBe(`${path}: error`);
  });
});

test('help is JSON too where JSON is asked for', { timeout: 600_000 }, async () => {
  await each(['new', 'mission', 'mission create', 'connect', 'help'], async (path) => {
    expect(JSON.parse((await asked(path, ['--help'])).stdout)).toEqual({
      help: expect.stringContaining('Usage: maestro') as string,
    });
  });
});

test.each([
  [['mission-control', '--preview', '--json']],
  [['mission-control', '--render-check', '--json']],
  [['mission-control', '--feature', 'f1', '--json']],
  [['mission-control', '--size', '80x24', '--json']],
  [['mission-control', '--preview', '--render-check', '--json']],
  [['handoff', 'pickup', '--lease', '1h', '--json']],
  [['handoff', 'pickup', '--uki', '--json']],
  [['doctor', '--fix', '--containers', '--json']],
  [['doctor', '--file', 'x', '--json']],
  [['doctor', '--keep', 'ours', '--json']],
  [['connect', 'x', '--json']],
  [['list', '--json=yes']],
  [['session', '--quiet', '--json']],
  [['melt', '--json']],
  [['mission', '--json']],
  [['--json']],
])('%j is refused in JSON', async (args) => {
  expect(judged(args.join(' '), await project.run(args, { env: NO_ENGINE }))).toBe('error');
});

test('no command has an option that excludes, or needs, one that it does not have', () => {
  for (const [path, { flags = [], exclude = [] }] of ALL) {
    const known = new Set(['json', ...flags.map(({ name }) => name)]);
    for (const name of [...exclude.flat(), ...flags.flatMap((flag) => flag.with ?? [])])
      expect(known.has(name), `${path} --${name}`).toBe(true);
  }
});
