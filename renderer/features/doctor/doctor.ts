import { create } from 'zustand';
import type { Problem } from '../../../electron/contract/errors.ts';
import { type Answer, ask } from '../../client/ask.ts';

type Job = 'doctor' | 'images' | 'base' | 'prune';

interface Doctor {
  /** The job that the user started and that has not ended. Its progress and result are in the snapshot. */
  readonly busy: Job | null;
  readonly problem: Problem | null;
  readonly runDoctor: () => void;
  readonly buildImages: () => void;
  readonly makeBase: () => void;
}

export const useDoctor = create<Doctor>((set, get) => {
  const run = async (job: Job, call: () => Promise<Answer<unknown>>): Promise<void> => {
    if (get().busy !== null) return;
    set({ busy: job, problem: null });
    const answer = await call();
    const told =
      !answer.ok && answer.problem.code !== 'IMAGE_BUILD_FAILED' && answer.problem.code !== 'IMAGE_BUILD_CANCELLED';
    set({ busy: null, problem: told ? answer.problem : null });
  };
  return {
    busy: null,
    problem: null,
    runDoctor: () => void run('doctor', () => ask((client) => client.doctor.run())),
    buildImages: () => void run('images', () => ask((client) => client.images.build({}))),
    makeBase: () => void run('base', () => ask((client) => client.images.base({}))),
  };
});
