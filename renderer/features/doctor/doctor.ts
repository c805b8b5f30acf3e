import { create } from 'zustand';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { type Answer, ask } from '../../client/ask.ts';
import { type Said, tell } from '../../client/told.ts';
import { write } from '../../client/write.ts';
import { stillDismissed } from './select.ts';

type Job = 'doctor' | 'images' | 'base' | 'prune';

interface Doctor {
  /** The job that the user started and that has not ended. Its progress and result are in the snapshot. */
  readonly busy: Job | null;
  readonly problem: Problem | null;
  /** The user asked for a build here, and has not yet taken its end off the screen. */
  readonly watched: boolean;
  /** Findings that the user took off the fleet's strip, by `findingKey`; System shows all. */
  readonly dismissed: ReadonlySet<string>;
  readonly runDoctor: () => void;
  readonly buildImages: () => void;
  readonly makeBase: () => void;
  /** Makes a base image here, and then goes on with what failed for want of one. */
  readonly makeBaseAndBuild: () => void;
  readonly reconnect: () => void;
  readonly cancelBuild: () => void;
  readonly dismissBuild: () => void;
  readonly dismissProblem: () => void;
  readonly dismiss: (finding: string) => void;
  /** Forgets what was dismissed and is over. */
  readonly forgetOver: (snapshot: Pick<Snapshot, 'doctor' | 'docker'>) => void;
}

/** The build itself tells how it ended, in the snapshot. */
const SHOWN_BY_BUILD = () => ({ shown: 'the line of the build' });
const TOLD_BY_BUILD = new Set(['IMAGE_BUILD_FAILED', 'IMAGE_BUILD_CANCELLED', 'BASE_IMAGE_MISSING']);

export const useDoctor = create<Doctor>((set, get) => {
  const run = async (job: Job, call: () => Promise<Answer<unknown>>): Promise<boolean> => {
    if (get().busy !== null) return false;
    set({ busy: job, problem: null, watched: job === 'images' || job === 'base' });
    const answer = await call();
    set({ busy: null, problem: answer.ok || TOLD_BY_BUILD.has(answer.problem.code) ? null : answer.problem });
    return answer.ok;
  };
  const buildImages = (): Promise<boolean> =>
    run('images', () => write((writer) => writer.images.build({}), SHOWN_BY_BUILD));
  const makeBase = (): Promise<boolean> => run('base', () => write((writer) => writer.images.base({}), SHOWN_BY_BUILD));
  return {
    busy: null,
    problem: null,
    watched: false,
    dismissed: new Set(),
    runDoctor: () => void run('doctor', () => ask((client) => client.doctor.run())),
    buildImages: () => void buildImages(),
    makeBase: () => void makeBase(),
    makeBaseAndBuild: () => void makeBase().then((made) => made && buildImages()),
    reconnect: () => void ask((client) => client.doctor.reconnect()),
    cancelBuild: () => void write((writer) => writer.images.cancelBuild(), SHOWN_BY_BUILD),
    dismissBuild: () => {
      set({ watched: false });
      void write((writer) => writer.images.dismissBuild(), SHOWN_BY_BUILD);
    },
    dismissProblem: () => set({ problem: null }),
    forgetOver: (snapshot) => set(({ dismissed }) => ({ dismissed: stillDismissed(dismissed, snapshot) })),
    dismiss: (finding) => {
      set(({ dismissed }) => ({ dismissed: new Set([...dismissed, finding]) }));
      const run = (): Promise<Answer<Said>> => {
        set(({ dismissed }) => ({ dismissed: new Set([...dismissed].filter((other) => other !== finding)) }));
        return Promise.resolve({ ok: true, value: { text: 'It is shown again.' } });
      };
      tell({ text: 'Hidden here. System still shows it.', undo: { word: 'Undo', run } });
    },
  };
});
