import { engine } from '../engine/implement.ts';

/** Called with each procedure's name and its input before it is answered; what it throws is the answer. */
export type Before = (procedure: string, input: unknown) => void | Promise<void>;

/** The contract, to be answered by the demo. Failures cross as those of the engine do. */
export function answering(before: Before = () => undefined) {
  return engine.use(async ({ next, path }, input) => {
    await before(path.join('.'), input);
    return next();
  });
}
export type Answering = ReturnType<typeof answering>;
