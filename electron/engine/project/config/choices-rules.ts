const FIXED: Readonly<Record<string, readonly (string | number)[]>> = {
  'supervision.level': ['low', 'mid', 'high'],
  'ui.missionControl.backgroundMode': ['solid', 'terminal'],
  'memory.corrections.matching': ['keyword', 'ast-grep', 'both'],
  'memory.corrections.auto_capture': ['prompt', 'auto', 'off'],
  'memory.corrections.severity_default': ['soft', 'hard'],
  'memory.ratchet.enforcement': ['warn', 'block'],
  'principles.gates': ['off', 'warn', 'enforce'],
  'principles.proofs': ['off', 'warn', 'enforce'],
  'execution.retryBudget': [0, 1, 2, 3, 5],
  'supervision.staleAfterMs': [60_000, 120_000, 300_000, 600_000, 1_800_000],
  'supervision.killGraceMs': [1_000, 5_000, 10_000, 30_000],
  'supervision.progressIntervalMs': [10_000, 30_000, 60_000, 120_000],
  'parallel.maxConcurrent': [1, 2, 3, 4, 6, 8],
  'memory.learnings.compile_threshold': [1, 3, 5, 10, 20],
  'memory.learnings.max_age_days': [1, 3, 7, 14, 30, 90],
  'sessionDetection.staleMinutes': [5, 15, 30, 60],
};

export type ConfigValue = string | number | boolean;

/** The values that a configuration key can be set to here; none for a key that is edited in its file. */
export function choicesOf(keyPath: string, value: unknown, workers: readonly string[]): readonly ConfigValue[] {
  if (typeof value === 'boolean') return [true, false];
  if (keyPath === 'execution.defaultWorker') return workers;
  if (/^workers\.[^.]+\.outputMode$/.test(keyPath)) return ['raw', 'stream-json'];
  const fixed = Object.hasOwn(FIXED, keyPath) ? FIXED[keyPath] : undefined;
  if (fixed === undefined) return [];
  if (typeof value !== 'number' || fixed.includes(value)) return fixed;
  return [...fixed, value].sort((left, right) => Number(left) - Number(right));
}

/** How a row with these choices is edited; `readonly` without any. */
export function editKindOf(choices: readonly ConfigValue[]): 'readonly' | 'toggle' | 'enum' | 'number-preset' {
  const [first] = choices;
  if (first === undefined) return 'readonly';
  if (typeof first === 'boolean') return 'toggle';
  return typeof first === 'number' ? 'number-preset' : 'enum';
}
