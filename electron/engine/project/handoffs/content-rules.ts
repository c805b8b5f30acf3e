import type { HandoffContent, HandoffWords } from '../../../contract/handoffs.ts';
import { present } from '../../../contract/present.ts';
import { anchor, refToken, unique } from '../records/token-rules.ts';

/** What the project says by itself. */
export interface Surroundings {
  readonly branch: string | undefined;
  /** Changed paths in the order in which git names them; a renamed one as `old -> new`. */
  readonly changes: readonly string[];
  readonly hasPlan: boolean;
  /** The mission that is under way. */
  readonly mission: string | undefined;
}

const FIRST_FILES = 5;

/** The content of a handoff: the user's words, with anchors that always fit added from git and the mission. */
export function composeContent(words: HandoffWords, around: Surroundings): HandoffContent {
  const files = unique(around.changes.map((path) => anchor('file', path)));
  const branch = around.branch === undefined ? [] : [anchor('branch', around.branch)];
  const planned = words.mode === 'plan' && around.hasPlan;
  const mission = around.mission === undefined ? [] : [anchor('mission', around.mission)];
  const common = {
    currentState: words.currentState ?? (words.mode === 'plan' ? 'plan_ready' : 'execute_in_progress'),
    sessionCore: words.sessionCore,
    decisions: [...words.decisions],
    artifacts: unique([...branch, ...files, ...(planned ? ['file_plan_md'] : []), ...mission, ...words.artifacts]),
    readMore: unique([...firstAnchors({ planned, files, branch }), ...words.readMore]),
    nextAction: words.nextAction,
    summary: words.summary,
    maestroRefs: refsOf(words, around),
    cs: {
      ...present({ work: words.confidenceWork, summary: words.confidenceSummary }),
    },
    signalDelta: [...words.signals],
    boundaryState: [...words.boundaries],
    risks: [...words.risks],
    ...present({ blindSpot: words.blindSpot, metaphor: words.metaphor }),
    causalDrivers: [...words.drivers],
    divergences: [...words.divergences],
    ...extras(words),
  };
  if (words.mode === 'plan') {
    const planPaths = unique([...(around.hasPlan ? ['plan_md'] : []), ...words.planPaths]);
    return { mode: 'plan', ...common, planPaths, maestroSync: [...words.maestroSync] };
  }
  return {
    mode: 'execute',
    ...common,
    touchedFiles: unique([...files, ...words.touchedFiles]),
    completedWork: [...words.completed],
    validation: [...words.validation],
  };
}

function firstAnchors(found: {
  readonly planned: boolean;
  readonly files: readonly string[];
  readonly branch: readonly string[];
}): readonly string[] {
  if (found.planned) return ['plan_md'];
  return found.files.length > 0 ? found.files.slice(0, FIRST_FILES) : found.branch;
}

function refsOf(words: HandoffWords, around: Surroundings): HandoffContent['maestroRefs'] {
  const mission = words.missionId ?? around.mission;
  return {
    ...(mission === undefined ? {} : { missionId: refToken(mission) }),
    ...(words.featureId === undefined ? {} : { featureId: refToken(words.featureId) }),
    ...present({ milestoneId: words.milestoneId, planPath: words.planRef, specPath: words.specRef }),
  };
}

/** The later fields are only written when given: older readers refuse a record that has them. */
function extras(words: HandoffWords) {
  return {
    ...(words.assumptions === undefined ? {} : { assumptions: [...words.assumptions] }),
    ...present({ scopeDeclaration: words.scopeDeclaration }),
    ...(words.verificationResults === undefined ? {} : { verificationResults: [...words.verificationResults] }),
    ...present({ complexityDelta: words.complexityDelta }),
  };
}
