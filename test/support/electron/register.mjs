// Preloaded with --import: `electron` is the stand-in that STAND_IN names.
import { register } from 'node:module';

const source = `export function resolve(name, context, next) {
  return name === 'electron' ? { url: ${JSON.stringify(process.env.STAND_IN)}, shortCircuit: true } : next(name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(source)}`);
