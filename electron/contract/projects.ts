import { z } from 'zod';
import { Problem } from './errors.ts';
import { MilestoneKind, Profile } from './missions.ts';

const worker = z.looseObject({
  enabled: z.boolean().optional(),
  transport: z.string().optional(),
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  outputMode: z.enum(['raw', 'stream-json']).optional(),
  env: z.record(z.string(), z.string()).optional(),
});

export const WorkflowTemplate = z.looseObject({
  description: z.string().optional(),
  phases: z
    .array(
      z.looseObject({
        label: z.string().min(1),
        kind: MilestoneKind.optional(),
        profile: Profile.optional(),
        description: z.string().optional(),
      }),
    )
    .min(1),
});
export type WorkflowTemplate = z.infer<typeof WorkflowTemplate>;

/** `config.yaml` of a project or of the user. Every key is optional; unknown keys are kept and ignored. */
export const ProjectConfig = z.looseObject({
  defaultAgent: z.string().optional(),
  sourceRepo: z.string().optional(),
  sessionDetection: z
    .looseObject({
      enabled: z.boolean().optional(),
      agents: z.array(z.string()).optional(),
      staleMinutes: z.number().optional(),
    })
    .optional(),
  defaultWorkflow: z.string().optional(),
  workflowTemplates: z.record(z.string(), z.unknown()).optional(),
  execution: z
    .looseObject({
      defaultWorker: z.string().optional(),
      stopOnFailure: z.boolean().optional(),
      retryBudget: z.int().min(0).optional(),
      rotateWorkerOnRetry: z.boolean().optional(),
    })
    .optional(),
  workers: z.record(z.string(), worker).optional(),
  supervision: z
    .looseObject({
      level: z.enum(['low', 'mid', 'high']).optional(),
      staleAfterMs: z.number().optional(),
      killGraceMs: z.number().optional(),
      progressIntervalMs: z.number().optional(),
    })
    .optional(),
  parallel: z.looseObject({ enabled: z.boolean().optional(), maxConcurrent: z.int().min(1).optional() }).optional(),
  ui: z
    .looseObject({
      missionControl: z.looseObject({ backgroundMode: z.enum(['solid', 'terminal']).optional() }).optional(),
    })
    .optional(),
  memory: z
    .looseObject({
      enabled: z.boolean().optional(),
      corrections: z
        .looseObject({
          enabled: z.boolean().optional(),
          matching: z.enum(['keyword', 'ast-grep', 'both']).optional(),
          auto_capture: z.enum(['prompt', 'auto', 'off']).optional(),
          severity_default: z.enum(['soft', 'hard']).optional(),
        })
        .optional(),
      learnings: z
        .looseObject({
          enabled: z.boolean().optional(),
          compile_threshold: z.int().min(1).optional(),
          max_age_days: z.int().min(1).optional(),
        })
        .optional(),
      ratchet: z
        .looseObject({ enabled: z.boolean().optional(), enforcement: z.enum(['warn', 'block']).optional() })
        .optional(),
      graph: z.looseObject({ enabled: z.boolean().optional() }).optional(),
    })
    .optional(),
  /** Ours: whether behavioural principles may refuse a handoff. */
  principles: z.looseObject({ gates: z.enum(['off', 'warn', 'enforce']).optional() }).optional(),
});
export type ProjectConfig = z.infer<typeof ProjectConfig>;

/** A file that cannot be used, named with the reason. It was left as it is. */
export const DamagedFile = z.object({ path: z.string(), sentence: z.string() });
export type DamagedFile = z.infer<typeof DamagedFile>;

/** A project of this user. */
export const ProjectEntry = z.object({
  /** Its root. */
  path: z.string(),
  name: z.string(),
  /** Why it is known: opened here, opened before, in the graph of projects, or a container works on it. */
  sources: z.array(z.enum(['open', 'recent', 'graph', 'container'])),
  /** `known` is not opened, so its files are not followed. `uninitialized` has no `.maestro/` yet. */
  state: z.enum(['known', 'opening', 'ready', 'uninitialized', 'missing', 'failed']),
  problem: Problem.nullable(),
  /** Grows with every change of its files. */
  stamp: z.int().min(0),
  pendingHandoffs: z.int(),
  missionCount: z.int(),
  damaged: z.array(DamagedFile),
});
export type ProjectEntry = z.infer<typeof ProjectEntry>;
