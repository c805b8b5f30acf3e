import { z } from 'zod';
import { SequentialId } from './missions.ts';

export const Severity = z.enum(['soft', 'hard']);
export type Severity = z.infer<typeof Severity>;

/** `memory/corrections/<id>.json`. */
export const Correction = z.looseObject({
  id: SequentialId,
  rule: z.string(),
  source: z.string(),
  trigger: z.looseObject({ keywords: z.array(z.string()), fileGlobs: z.array(z.string()) }),
  severity: Severity,
  createdAt: z.string(),
  updatedAt: z.string(),
  promotedToRatchet: z.string().optional(),
});
export type Correction = z.infer<typeof Correction>;

/** `memory/learnings/raw/<name>.json`. */
export const Learning = z.looseObject({
  sessionDate: z.string(),
  content: z.string(),
  branch: z.string().optional(),
});
export type Learning = z.infer<typeof Learning>;

/** `memory/learnings/_compiled.json`. */
export const Compiled = z.looseObject({ compiledAt: z.string(), summary: z.string(), rawCount: z.int() });
export type Compiled = z.infer<typeof Compiled>;

export const RatchetAssertion = z.looseObject({
  id: z.string(),
  correctionId: z.string(),
  rule: z.string(),
  check: z.string(),
  createdAt: z.string(),
});
export type RatchetAssertion = z.infer<typeof RatchetAssertion>;

/** `memory/ratchet/suite.json`. */
export const RatchetSuite = z.looseObject({ assertions: z.array(RatchetAssertion) });
export type RatchetSuite = z.infer<typeof RatchetSuite>;

/** `memory/ratchet/baseline.json`. */
export const RatchetBaseline = z.looseObject({ passCount: z.int().min(0), lastRunAt: z.string() });
export type RatchetBaseline = z.infer<typeof RatchetBaseline>;

export interface MemoryStats {
  readonly corrections: { readonly total: number; readonly hard: number; readonly soft: number };
  readonly learnings: { readonly rawCount: number; readonly compiledAt?: string; readonly staleDays?: number };
  readonly ratchet: { readonly assertions: number; readonly lastResult?: 'pass' | 'fail' };
  readonly graph: { readonly projects: number; readonly links: number };
}

export interface LintWarning {
  readonly category: 'correction' | 'learning' | 'ratchet';
  readonly message: string;
}
