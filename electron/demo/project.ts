import { mkdir, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import type { HandoffWords } from '../contract/handoffs.ts';
import type { Context } from '../engine/context.ts';
import { fail } from '../engine/errors.ts';
import { initFolder, openFolder } from '../engine/project/follow/open.ts';
import { projectOf } from '../engine/project/follow/opened.ts';
import { createHandoff } from '../engine/project/handoffs/create.ts';
import { type Router, router } from '../engine/router.ts';
import type { Answering } from './answering.ts';

/** Three milestones, and five features that wait for each other. */
export const SIGN_IN_PLAN = {
  title: 'Sign in with a passkey',
  description: 'People sign in without a password.',
  milestones: [
    milestone('plan', 'Planning', { order: 0, profile: 'planning' }),
    milestone('build', 'Build', { order: 1, profile: 'implementation' }),
    milestone('accept', 'Acceptance', { order: 2, kind: 'gate', profile: 'validation' }),
  ],
  features: [
    feature('auth-plan', 'plan', { title: 'Write the design', fulfills: ['The design names every endpoint'] }),
    feature('auth-db', 'build', {
      title: 'Store the keys',
      dependsOn: ['auth-plan'],
      fulfills: ['Keys survive'],
      checks: [check(1, 'keys')],
    }),
    feature('auth-api', 'build', {
      title: 'Answer the challenge',
      dependsOn: ['auth-plan'],
      fulfills: ['A wrong answer is refused', 'A right answer signs in'],
      checks: [check(1, 'refused'), check(2, 'signs-in')],
    }),
    feature('auth-ui', 'build', {
      title: 'Show the form',
      workerType: 'claude-code',
      dependsOn: ['auth-db', 'auth-api'],
      fulfills: ['The form works by keyboard'],
    }),
    feature('auth-e2e', 'accept', { title: 'Walk through it', dependsOn: ['auth-ui'], fulfills: ['A guest signs in'] }),
  ],
};

const NONE: string[] = [];

const WORDS: HandoffWords = {
  mode: 'plan',
  sessionCore: 'passkey_design',
  summary: 'The_design_is_ready',
  nextAction: 'store_the_keys',
  confidenceWork: 0.9,
  decisions: ['no_passwords'],
  risks: ['old_browsers'],
  readMore: ['docs_passkey_md'],
  ...{ signals: NONE, artifacts: NONE, drivers: NONE, divergences: NONE, boundaries: NONE },
  ...{ planPaths: NONE, maestroSync: NONE, touchedFiles: NONE, completed: NONE, validation: NONE },
};

/** Makes a project in a folder, opens it, and brings it into the middle of its work with the engine's own operations. */
export async function makeSampleProject(context: Context, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const project = await realpath(folder);
  const client = createRouterClient(router, { context });
  await client.projects.init({ path: project });
  await client.projects.open({ path: project });
  const made = await client.missions.create({ project, text: JSON.stringify(SIGN_IN_PLAN) });
  await begin(client, { project, mission: made.mission.id });
  await createHandoff(projectOf(context, project), { words: WORDS, agent: 'claude-code' });
  await client.memory.correct({ project, rule: 'Use npm ci, never npm install', keywords: ['install'], globs: [] });
  await client.memory.learn({ project, content: 'The test database needs a reset before each run' });
}

/** Opens and makes projects in the demo's own folder alone: whatever is done there, no folder of its user is touched. */
export function demoProjects(demo: Answering) {
  return {
    ...router.projects,
    open: demo.projects.open.handler(async ({ context, input }) =>
      openFolder(context, await ownFolder(context, input)),
    ),
    init: demo.projects.init.handler(async ({ context, input }) =>
      initFolder(context, await ownFolder(context, input)),
    ),
  };
}

async function ownFolder({ paths }: Context, { path }: { readonly path: string }): Promise<{ path: string }> {
  const home = await realpath(dirname(paths.home));
  const real = await realpath(path).catch(() => '');
  if (real.startsWith(`${home}/`)) return { path: real };
  throw fail('PROJECT_NOT_FOLDER', 'The demo opens no folder of yours.', {
    hints: ['Leave the demo to work on your own projects.'],
  });
}

interface InMission {
  readonly project: string;
  readonly mission: string;
}

async function begin(
  { missions, features, assertions, milestones }: RouterClient<Router>,
  at: InMission,
): Promise<void> {
  await missions.approve(at);
  const report = { content: 'The design stands in docs/passkey.md.' };
  await features.update({ ...at, feature: 'auth-plan', status: 'in-progress' });
  await features.update({ ...at, feature: 'auth-plan', status: 'review', report });
  await features.update({ ...at, feature: 'auth-plan', status: 'done' });
  const evidence = 'read docs/passkey.md';
  await assertions.judge({ ...at, assertion: 'auth-plan-assertion-1', result: 'passed', evidence });
  await milestones.seal({ ...at, milestone: 'plan' });
  await features.update({ ...at, feature: 'auth-db', status: 'in-progress' });
}

function milestone(id: string, title: string, more: object): object {
  return { id, title, description: `${title}.`, ...more };
}

function feature(id: string, milestoneId: string, more: object): object {
  return {
    id,
    milestoneId,
    description: `${id} as designed.`,
    workerType: 'codex',
    verificationSteps: ['npm test'],
    ...more,
  };
}

function check(assertion: number, tests: string): object {
  return { assertion, command: `npm test -- ${tests}` };
}
