import { readdirSync, readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findCommand, parseCall } from '../../../electron/cli/arguments/parse.ts';
import { UsageError } from '../../../electron/cli/arguments/command.ts';
import { COMMANDS } from '../../../electron/cli/table/commands.ts';
import { pathWithMaestro, program } from '../../support/maestro.ts';
import { stateProject } from '../../support/state.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const TOPICS = join(ROOT, 'electron/contract/topics');

/** The quick start as customers know it, word for word; what stands in angle brackets is what the commands printed. */
const PLAN = {
  title: 'Add authentication',
  description: 'Ship the first authentication slice',
  milestones: [
    {
      ...{ id: 'plan', title: 'Planning', description: 'Define the implementation approach' },
      ...{ order: 0, kind: 'work', profile: 'planning' },
    },
    {
      ...{ id: 'implement', title: 'Implementation', description: 'Build and verify the feature' },
      ...{ order: 1, kind: 'work', profile: 'implementation' },
    },
  ],
  features: [
    {
      ...{ id: 'auth-plan', milestoneId: 'plan', title: 'Plan the auth flow', workerType: 'codex' },
      description: 'Define the login shape, risks, and acceptance criteria',
      verificationSteps: ['Review the proposed flow with the team'],
    },
    {
      ...{ id: 'auth-impl', milestoneId: 'implement', title: 'Implement the auth flow', workerType: 'codex' },
      description: 'Build the first working authentication slice',
      dependsOn: ['auth-plan'],
      verificationSteps: ['Run build', 'Run targeted tests', 'Verify the login flow manually'],
      fulfills: ['auth-login-works'],
    },
  ],
};
const QUICK_START = String.raw`
maestro init
maestro mission create --file plan.json
maestro mission list
maestro mission approve <mission-id>
maestro feature list --mission <mission-id>
maestro feature prompt <feature-id> --mission <mission-id> --out worker-prompt.md
maestro handoff create \
--mode execute \
--session-core execute_auth_flow \
--summary "Auth_flow_ready-handoff_created-low_risk" \
--next-action pick_up_auth_impl \
--artifact file_src_auth_ts \
--read-more file_src_auth_ts \
--completed auth_flow_scaffolded \
--validation build_green \
--confidence-work 0.9
maestro handoff list
maestro handoff pickup
maestro handoff pickup --json
maestro handoff pickup --claim --agent codex
maestro feature update auth-impl --mission <mission-id> --status in-progress
maestro feature update auth-impl --mission <mission-id> --status review
maestro validate show --mission <mission-id>
maestro validate update auth-login-works --mission <mission-id> --result passed --evidence "bun test"
maestro checkpoint save --mission <mission-id>
maestro milestone seal implement --mission <mission-id>
`;

test('the quick start runs as it is written, to its last step', async () => {
  const { folder, home } = await stateProject();
  await writeFile(join(folder, 'plan.json'), JSON.stringify(PLAN, null, 2));

  const ended = await program(
    'bash',
    [
      '-euc',
      QUICK_START.replaceAll('<feature-id>', 'auth-impl').replaceAll('<mission-id>', '"$(ls .maestro/missions)"'),
    ],
    {
      cwd: folder,
      env: { HOME: home, PATH: await pathWithMaestro(), CLAUDECODE: undefined, CODEX_THREAD_ID: undefined },
    },
  );

  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stdout).toContain('[ok] Assertion updated: auth-impl-assertion-1');
  expect(ended.stdout).toContain('[ok] Milestone sealed: implement');
  expect(readFileSync(join(folder, 'worker-prompt.md'), 'utf8')).toContain('Implement the auth flow');
});

test('the README’s way from a plan to a sealed milestone runs as it is written', async () => {
  const { folder, home } = await stateProject();
  const blocks = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```sh\n(.*?)^```/gms)];
  const script = blocks.map(([, text = '']) => text).find((text) => text.startsWith('maestro init\n')) ?? '';
  // The last command takes over a terminal.
  const words = script.replace(/maestro mission-control$/m, 'maestro mission-control --preview');

  const ended = await program('bash', ['-euc', words.replaceAll('2026-11-28-001', '"$(ls .maestro/missions)"')], {
    cwd: folder,
    env: { HOME: home, PATH: await pathWithMaestro(), CLAUDECODE: undefined, CODEX_THREAD_ID: undefined },
  });

  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stdout).toContain('[ok] Milestone sealed: implement');
  expect(await readdir(join(folder, '.maestro', 'handoffs'))).not.toEqual([]);
});

const DOCUMENTS = [
  join(ROOT, 'README.md'),
  ...readdirSync(TOPICS)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(TOPICS, name)),
];
const NAMED = DOCUMENTS.flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/`(maestro [a-z][^`]*)`/g)].map(([, line = '']) => line),
);
/** Those that stand for themselves: of a project's state, without placeholders, and not made for a terminal. */
const WHOLE = [...new Set(NAMED)].filter((line) => !/[A-Z<…|]/.test(line) && isWhole(line));

function isWhole(line: string): boolean {
  const found = foundIn(line);
  if (found?.command.state !== true || /^(mission-control|watch|doctor)\b/.test(found.path)) return false;
  try {
    parseCall(found);
    return found.command.load !== undefined;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

function foundIn(line: string): ReturnType<typeof findCommand> {
  return findCommand(
    line
      .split(/\s+/)
      .slice(1)
      .filter((word) => word !== ''),
    COMMANDS,
  );
}

test('every command that README and help topics name is one', () => {
  expect(NAMED.length).toBeGreaterThan(10);
  for (const line of NAMED) expect(foundIn(line), line).toBeDefined();
});

test('every whole command on a project’s state that README and help topics name works as written', async () => {
  const project = await stateProject();
  await project.run(['init']);

  expect(WHOLE).toContain('maestro import --dry-run');
  for (const line of WHOLE) expect(await project.run(line.split(' ').slice(1)), line).toMatchObject({ code: 0 });
});
