import { z } from 'zod';
import { ProjectConfig } from '../../../contract/config.ts';

/** Keys of the older tool that it only showed, and that Maestro does not use either. */
export const WITHOUT_EFFECT: readonly string[] = [
  ...['defaultAgent', 'sourceRepo', 'defaultWorkflow', 'execution', 'workers', 'supervision', 'parallel'],
  ...['sessionDetection.agents', 'sessionDetection.staleMinutes', 'memory.corrections.matching'],
  ...['memory.corrections.auto_capture', 'memory.learnings.compile_threshold', 'memory.ratchet.enabled'],
  'memory.graph.enabled',
];

/** Whether setting a key of `config.yaml` changes what Maestro does. */
export function hasEffect(keyPath: string): boolean {
  return isKnownKey(keyPath) && !WITHOUT_EFFECT.some((key) => keyPath === key || keyPath.startsWith(`${key}.`));
}

/** Whether a key of `config.yaml` is one that Maestro knows: another one is kept and does nothing. */
export function isKnownKey(keyPath: string): boolean {
  let schema: unknown = ProjectConfig;
  for (const key of keyPath.split('.')) {
    schema = inside(schema, key);
    if (schema === undefined) return false;
  }
  return true;
}

function inside(schema: unknown, key: string): unknown {
  if (schema instanceof z.ZodOptional) return inside(schema.unwrap(), key);
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, unknown> = schema.shape;
    return Object.hasOwn(shape, key) ? shape[key] : undefined;
  }
  if (schema instanceof z.ZodRecord) return schema.valueType;
  // What stands in a workflow template is checked when the template is used.
  return schema instanceof z.ZodUnknown ? schema : undefined;
}
