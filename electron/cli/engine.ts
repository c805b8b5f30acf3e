import type { Context } from '../engine/context.ts';
import type { Engine } from '../engine/engine.ts';

/** Runs work with an engine in this process and closes it after. The engine loads only now. */
export async function withEngine<Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> {
  const { createEngine } = await import('../engine/engine.ts');
  const engine = createEngine();
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Runs work that only looks, without the rest of the engine: what people wait for most often loads least. */
export async function withContext<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
  const { createContext } = await import('../engine/create-context.ts');
  const { context, closing } = createContext();
  try {
    return await work(context);
  } finally {
    closing.abort();
  }
}
