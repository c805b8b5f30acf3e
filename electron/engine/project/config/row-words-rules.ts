import type { InspectorRow } from '../../../contract/config.ts';

type Words = Pick<InspectorRow, 'label' | 'description' | 'summary'>;

/** Keys whose own name says too little: what they are called, and what they set. */
const KNOWN: Readonly<Record<string, readonly [label: string, summary: string]>> = {
  'execution.defaultWorker': ['Default worker', 'Who does a feature that names nobody.'],
  'execution.stopOnFailure': ['Stop on failure', 'Whether work stops with the first feature that fails.'],
  'execution.retryBudget': ['Retry attempts', 'How often a failed feature is tried again.'],
  'execution.rotateWorkerOnRetry': ['Rotate worker on retry', 'Whether another worker tries again.'],
  'supervision.level': ['Watch level', 'How closely workers are watched.'],
  'supervision.staleAfterMs': ['Stale after', 'How long a worker may be silent.'],
  'supervision.killGraceMs': ['Kill grace', 'How long a worker may take to end.'],
  'parallel.enabled': ['Run in parallel', 'Whether features that do not need each other are done at once.'],
  'parallel.maxConcurrent': ['Workers at once', 'How many workers may run at once.'],
  'ui.missionControl.backgroundMode': ['Background mode', 'What Mission Control in a terminal is drawn on.'],
  'memory.enabled': ['Memory', 'Whether worker prompts carry what is remembered.'],
  'memory.corrections.enabled': ['Corrections', 'Whether worker prompts carry corrections.'],
  'memory.corrections.severity_default': ['Default severity', 'What a correction is that does not say it.'],
  'memory.learnings.enabled': ['Learnings', 'Whether worker prompts carry the compiled learnings.'],
  'memory.learnings.max_age_days': ['Longest age', 'When compiled learnings are called old.'],
  'memory.ratchet.enforcement': ['Ratchet enforcement', 'Whether a pattern that came back fails the check.'],
  'principles.proofs': [
    'Proofs at a seal',
    'Whether what passed must be proven by its check before a milestone is sealed.',
  ],
  'principles.gates': ['Gates of principles', 'Whether handoffs must meet the gates of principles.'],
};

const EDITS: Readonly<Record<InspectorRow['editKind'], string>> = {
  readonly: 'It is edited in its file.',
  toggle: 'Switch it on or off.',
  enum: 'Choose one of its values.',
  'number-preset': 'Give a whole number.',
};

/** What a key is called, what it sets, and how it is changed. */
export function wordsOf(keyPath: string, editKind: InspectorRow['editKind']): Words {
  const known = Object.hasOwn(KNOWN, keyPath) ? KNOWN[keyPath] : undefined;
  const label = known?.[0] ?? spoken(keyPath.split('.').at(-1) ?? keyPath);
  const summary = known?.[1] ?? `Sets ${label.charAt(0).toLowerCase()}${label.slice(1)}.`;
  return { label, summary, description: `${summary} ${EDITS[editKind]}` };
}

/** `compile_threshold` and `retryBudget` as words: “Compile threshold”, “Retry budget”. */
export function spoken(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
