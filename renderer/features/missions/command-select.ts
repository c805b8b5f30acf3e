import type { AssertionResult } from '../../../electron/contract/assertions.ts';
import type { FeatureStatus } from '../../../electron/contract/features.ts';
import type { MissionStatus } from '../../../electron/contract/missions.ts';

/** The `maestro` commands that do the same as the page, to copy or to learn. */
export const commands = {
  moveMission: (mission: string, status: MissionStatus): string => {
    if (status === 'approved') return `maestro mission approve ${mission}`;
    if (status === 'rejected') return `maestro mission reject ${mission}`;
    return `maestro mission update ${mission} --status ${status}`;
  },
  moveFeature: (mission: string, feature: string, status: FeatureStatus): string => {
    const reason = status === 'pending' ? ' --retry-reason "…"' : '';
    return `maestro feature update ${feature} --mission ${mission} --status ${status}${reason}`;
  },
  report: (mission: string, feature: string): string =>
    `maestro feature update ${feature} --mission ${mission} --report @report.json`,
  prompt: (mission: string, feature: string): string => `maestro feature prompt ${feature} --mission ${mission}`,
  judge: (mission: string, assertion: string, result: AssertionResult): string => {
    const more = result === 'waived' ? ' --reason "…"' : result === 'pending' ? '' : ' --evidence "…"';
    return `maestro validate update ${assertion} --mission ${mission} --result ${result}${more}`;
  },
  seal: (mission: string, milestone: string): string => `maestro milestone seal ${milestone} --mission ${mission}`,
  saveCheckpoint: (mission: string): string => `maestro checkpoint save --mission ${mission}`,
  loadCheckpoint: (mission: string, id: string): string => `maestro checkpoint load --mission ${mission} --id ${id}`,
  importPlan: 'maestro mission create --file plan.json',
  repair: 'maestro doctor --fix',
  init: 'maestro init',
} as const;
