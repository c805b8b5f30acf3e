import { type HandoffContent, HandoffStatus } from '../../../contract/handoffs.ts';
import {
  isAbsent,
  isFilled,
  isList,
  isMatch,
  isNumber,
  isOneOf,
  isOptional,
  isText,
  plainObject,
} from '../records/common-form-rules.ts';

const texts = isList(isFilled);
const optionalText = isOptional(isText);
const optionalFilled = isOptional(isFilled);

/** The outside of a handoff record in its common form. */
export const isPlainHandoff = plainObject({
  id: isMatch(/^\d{4}-\d{2}-\d{2}-\d{3,6}$/),
  version: optionalText,
  timestamp: isText,
  status: isOneOf(HandoffStatus.options),
  agent: isFilled,
  sessionId: isFilled,
  uki: optionalText,
  pickedUpAt: optionalText,
  pickedUpBy: optionalText,
  completedAt: optionalText,
  report: optionalText,
});

const common = {
  currentState: isFilled,
  sessionCore: isFilled,
  decisions: texts,
  artifacts: texts,
  readMore: texts,
  nextAction: isFilled,
  summary: isFilled,
  maestroRefs: plainObject({
    missionId: optionalFilled,
    featureId: optionalFilled,
    milestoneId: optionalFilled,
    planPath: optionalFilled,
    specPath: optionalFilled,
  }),
  cs: plainObject({ work: isOptional(isNumber), summary: isOptional(isNumber) }),
  signalDelta: texts,
  boundaryState: texts,
  risks: texts,
  blindSpot: optionalFilled,
  metaphor: optionalFilled,
  causalDrivers: texts,
  divergences: texts,
  assumptions: isAbsent,
  scopeDeclaration: isAbsent,
  complexityDelta: isAbsent,
  verificationResults: isAbsent,
};
const plan = plainObject({ ...common, mode: isOneOf(['plan']), planPaths: texts, maestroSync: texts });
const execute = plainObject({
  ...common,
  mode: isOneOf(['execute']),
  touchedFiles: texts,
  completedWork: texts,
  validation: texts,
});

/** A handoff's content in its common form, without the later fields. */
export function isPlainContent(value: unknown): value is HandoffContent {
  return execute(value) || plan(value);
}
