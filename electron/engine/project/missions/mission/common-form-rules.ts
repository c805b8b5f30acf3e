import { type Feature, FeatureStatus } from '../../../../contract/features.ts';
import {
  FEATURE_ID,
  MilestoneKind,
  type Mission,
  MissionStatus,
  Profile,
  WORKER_TYPE,
} from '../../../../contract/missions.ts';
import {
  isAbsent,
  isFilled,
  isList,
  isMatch,
  isOneOf,
  isOptional,
  isText,
  type Plain,
  plainObject,
} from '../../records/common-form-rules.ts';

const texts = isList(isText);
const isMoment = isMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const isOrder: Plain = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const LONGEST_ID = 200;

function isId(pattern: RegExp): Plain {
  return (value) => typeof value === 'string' && value.length <= LONGEST_ID && pattern.test(value);
}

const mission = plainObject({
  id: isMatch(/^\d{4}-\d{2}-\d{2}-\d{3,6}$/),
  status: isOneOf(MissionStatus.options),
  title: isFilled,
  description: isText,
  proposal: isOptional(isText),
  milestones: isList(
    plainObject({
      id: isFilled,
      title: isFilled,
      description: isText,
      order: isOrder,
      kind: isOptional(isOneOf(MilestoneKind.options)),
      profile: isOptional(isOneOf(Profile.options)),
      featureIds: texts,
    }),
  ),
  features: texts,
  createdAt: isMoment,
  updatedAt: isMoment,
  approvedAt: isOptional(isMoment),
  rejectedAt: isOptional(isMoment),
  completedAt: isOptional(isMoment),
  completedMilestoneIds: isOptional(texts),
});

/** `mission.json` in its common form. */
export function isPlainMission(value: unknown): value is Mission {
  return mission(value);
}

const feature = plainObject({
  id: isId(FEATURE_ID),
  missionId: isText,
  milestoneId: isFilled,
  status: isOneOf(FeatureStatus.options),
  title: isFilled,
  description: isText,
  workerType: isId(WORKER_TYPE),
  verificationSteps: (value) => isList(isFilled)(value) && (value as unknown[]).length > 0,
  dependsOn: texts,
  fulfills: texts,
  preconditions: isOptional(isText),
  expectedBehavior: isOptional(isText),
  report: isAbsent,
  createdAt: isMoment,
  updatedAt: isMoment,
});

/** A feature record in its common form, without a report. */
export function isPlainFeature(value: unknown): value is Feature {
  return feature(value);
}
