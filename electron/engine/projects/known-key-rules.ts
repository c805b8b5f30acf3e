import { z } from 'zod';
import { ProjectConfig } from '../../contract/projects.ts';

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
