import { z } from 'zod';
import { inProject, Line, textUpTo, warnings } from './inputs.ts';
import { MilestoneKind, Profile } from './missions.ts';
import { procedure } from './procedure.ts';

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
  principles: z
    .looseObject({
      gates: z.enum(['off', 'warn', 'enforce']).optional(),
      /** Whether a seal asks for proofs of what passed. */
      proofs: z.enum(['off', 'warn', 'enforce']).optional(),
    })
    .optional(),
});
export type ProjectConfig = z.infer<typeof ProjectConfig>;

/** What is said of a key that is only kept for the older tool. */
export const NO_EFFECT = 'Kept and shown; Maestro does nothing with it.';

const WorkerChoice = z.object({
  slug: z.string(),
  label: z.string(),
  availability: z.enum(['ready', 'missing', 'disabled']),
  availabilityDetail: z.string(),
});
export type WorkerChoice = z.infer<typeof WorkerChoice>;

/** One configuration key with its value in each layer, or a fact about the configuration, which is read only. */
export const InspectorRow = z.object({
  keyPath: z.string(),
  label: z.string(),
  section: z.string(),
  valueText: z.string(),
  displayValueText: z.string(),
  source: z.enum(['project', 'global', 'default', 'mixed', 'none']),
  sourceBadge: z.string(),
  editKind: z.enum(['readonly', 'toggle', 'enum', 'number-preset']),
  editKindLabel: z.string(),
  /** The values it can be set to here, as they are shown. */
  options: z.array(z.string()).readonly().optional(),
  description: z.string(),
  summary: z.string(),
  impactText: z.string(),
  /** What a layer has, as it is typed: `unset` when nothing. */
  effectiveValueText: z.string(),
  projectValueText: z.string(),
  globalValueText: z.string(),
  defaultValueText: z.string(),
  /** The same as it is read: with its unit. */
  effectiveDisplayValueText: z.string(),
  projectDisplayValueText: z.string(),
  globalDisplayValueText: z.string(),
  defaultDisplayValueText: z.string(),
  /** Of the default worker: who it may be, and whether its command is on this machine. */
  workerChoices: z.array(WorkerChoice).optional(),
});
export type InspectorRow = z.infer<typeof InspectorRow>;

/** Every configuration key, by tab, and the files they come from. */
export const ConfigInspector = z.object({
  tabs: z.array(z.string()),
  rowsByTab: z.record(z.string(), z.array(InspectorRow)),
  hasProjectConfig: z.boolean(),
  hasGlobalConfig: z.boolean(),
  projectPath: z.string(),
  globalPath: z.string(),
  /** Why a file could not be used. */
  errors: z.array(z.string()),
});
export type ConfigInspector = z.infer<typeof ConfigInspector>;

/** The parts of a configuration key, joined with dots. */
const KEY_PATH_MAX_CHARS = 400;

/** One key of a configuration file and its new value. */
export const ConfigEdit = z.object({
  /** `config.yaml` of the project, or the user's for all projects. */
  scope: z.enum(['project', 'global']),
  keyPath: textUpTo(KEY_PATH_MAX_CHARS).regex(
    /^[^\s.]+(\.[^\s.]+)*$/,
    'Join the keys with dots: memory.learnings.enabled',
  ),
  /** Null removes the key, so that the layer below counts again. */
  value: z.union([Line, z.number(), z.boolean(), z.null()]),
});
export type ConfigEdit = z.infer<typeof ConfigEdit>;

export const config = {
  /** Values of the environment of workers are masked. */
  config: procedure.input(inProject).output(ConfigInspector),
  /** Sets one key, or removes it with null; comments and everything else in the file stay. */
  editConfig: procedure.input(inProject.extend(ConfigEdit.shape)).output(z.object({ path: z.string(), ...warnings })),
};
