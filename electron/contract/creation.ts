import { z } from 'zod';
import { AgentKind, StartMode } from './agents.ts';
import { Problem } from './errors.ts';
import { CallerId, ContainerName, HostPath, Instant, Nick } from './ids.ts';
import { Limits } from './limits.ts';
import { DomainText } from './network.ts';
import { Preset } from './presets.ts';
import { sizeText, withVisibleControls } from './text.ts';

export const PHASES = ['check', 'image', 'name', 'gateway', 'container', 'copy', 'git', 'agent'] as const;
export const PhaseId = z.enum(PHASES);
export type PhaseId = z.infer<typeof PhaseId>;

/** The steps of a creation as a person reads them: on the page, on the command line, and before `failed`. */
export const PHASE_WORDS: Readonly<Record<PhaseId, string>> = {
  check: 'Checking',
  image: 'Preparing the image',
  name: 'Choosing branch and name',
  gateway: 'Closing the network',
  container: 'Making the container',
  copy: 'Copying the project',
  git: 'Preparing git',
  agent: 'Starting the agent',
};

/** One step of a creation, with its time and, for the copy, its bytes. */
export const Phase = z.object({
  id: PhaseId,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  startedAt: Instant.nullable(),
  /** Milliseconds it took, or has taken when it failed. */
  ms: z.int().min(0).nullable(),
  detail: z.string().nullable(),
  bytes: z.object({ sent: z.int().min(0), total: z.int().min(0).nullable() }).nullable(),
});
export type Phase = z.infer<typeof Phase>;

/** How much a step has moved, as a person reads it: `12 MB of 240 MB`; empty for one that moves nothing. */
export function movedText({ bytes }: Pick<Phase, 'bytes'>): string {
  if (bytes === null) return '';
  const { sent, total } = bytes;
  return total === null || sent >= total ? sizeText(sent) : `${sizeText(sent)} of ${sizeText(total)}`;
}

/** A creation under way, failed, or just done. Failed ones stay until the user dismisses them, done ones until the next begins. */
export const Creation = z.object({
  id: CallerId,
  project: HostPath,
  task: z.string(),
  agent: AgentKind,
  startedAt: Instant,
  state: z.enum(['running', 'cancelling', 'failed', 'cancelled', 'done']),
  name: ContainerName.nullable(),
  branch: z.string().nullable(),
  phases: z.array(Phase),
  problem: Problem.nullable(),
});
export type Creation = z.infer<typeof Creation>;

/** 2 MiB: longer than any prompt that a model accepts. */
export const TASK_MAX_CHARS = 2 * 1024 * 1024;

/** Whether hosts of a project's remotes may be reached. */
export const HostAnswers = z.record(z.string().min(1).max(253), z.boolean());
export type HostAnswers = z.infer<typeof HostAnswers>;

/** A host of a project's remotes that the allow list does not have; `open` is null until it was answered. */
export const AskedHost = z.object({ host: z.string(), open: z.boolean().nullable() });
export type AskedHost = z.infer<typeof AskedHost>;

/** Everything that decides a new container. Unset fields take the configured defaults. */
export const NewContainer = z.object({
  id: CallerId,
  project: HostPath,
  task: z
    .string()
    .max(TASK_MAX_CHARS)
    .refine((text) => text.trim() !== '', 'Describe the task.')
    .refine((text) => !text.includes('\0'), 'The task holds a NUL character, which no program can receive.')
    .transform(withVisibleControls),
  branch: z.string().min(1).max(200).optional(),
  /** Unset: the configured one. */
  agent: AgentKind.optional(),
  /** Command line of a `custom` agent: program and arguments. `{prompt}` as an argument stands for the task. */
  command: z.array(z.string().min(1).max(4096)).min(1).max(200).optional(),
  /** Type the task into a `custom` agent whose command line has no `{prompt}`; else it only lies in a file. */
  typeTask: z.boolean().optional(),
  model: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@[\]-]*$/, 'Give a model name.')
    .optional(),
  /** How it begins, where the agent has such modes. Unset: as configured. */
  startMode: StartMode.optional(),
  nick: Nick.optional(),
  domains: z.array(DomainText).max(500).default([]),
  preset: Preset.default('standard'),
  /** Answers about hosts of the project's remotes; they are kept for the project. Those without one stay closed. */
  remoteHosts: HostAnswers.default({}),
  limits: Limits.partial().default({}),
});
export type NewContainer = z.infer<typeof NewContainer>;
