import { keyOf } from '../shortcuts/shortcuts.ts';
import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { go } from '../../client/place.ts';
import { openOverlay } from '../../client/overlay.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Keys } from '../../ui/Keys.tsx';
import { Hints } from '../../ui/Problem.tsx';
import { startSignIn, useProviders } from '../credentials/credentials.ts';
import { useDoctor } from '../doctor/doctor.ts';
import { newContainerFor } from '../newContainer/creations.ts';
import { coachNext } from './coach.ts';
import { DemoButton } from './DemoButton.tsx';
import { machineStep, SAMPLE_TASK, signInStep, type StepFact } from './welcome-select.ts';
import { skipWelcome } from './welcomed.ts';

/** The first run, in three steps that each look at what is there. None has to be done before another. */
export function Welcome({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-8">
      <section aria-label="Welcome" className="mx-auto max-w-140">
        <h2 className="text-display font-semibold">Welcome to Maestro</h2>
        <p className="mt-1 text-muted">
          One sentence becomes an agent in a container of its own, on its own branch, behind a closed network. No
          account, no telemetry: it talks to Docker, to git and to your agents.
        </p>
        <ol className="mt-6 space-y-3">
          <Machine snapshot={snapshot} />
          <SignIn />
          <First settings={snapshot.settings} />
        </ol>
        <div className="mt-5 flex gap-2">
          <DemoButton />
          <Button look="quiet" onClick={skipWelcome}>
            Skip this
          </Button>
        </div>
      </section>
    </div>
  );
}

function Machine({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const { busy, runDoctor, reconnect } = useDoctor();
  const isDown = snapshot.docker.state === 'unreachable';
  return (
    <Step number={1} title="This machine" fact={machineStep(snapshot)}>
      <Button disabled={busy !== null} onClick={isDown ? reconnect : runDoctor}>
        {busy === 'doctor' ? 'Checking' : 'Check again'}
      </Button>
      <Button onClick={() => go({ at: 'system' })}>Open Doctor</Button>
    </Step>
  );
}

function SignIn(): ReactNode {
  const { value, problem, retry } = useProviders();
  const fact: StepFact =
    value === undefined && problem !== null
      ? { state: 'stuck', words: problem.sentence, hints: problem.hints }
      : signInStep(value);
  const signIn = (): void => {
    void startSignIn('claude');
    go({ at: 'system', tab: 'credentials' });
  };
  return (
    <Step number={2} title="Sign in to an agent" fact={fact}>
      {problem !== null && <Button onClick={retry}>Read again</Button>}
      {fact.state === 'open' && (
        <Button look="primary" onClick={signIn}>
          Sign in to Claude Code
        </Button>
      )}
      <Button onClick={() => go({ at: 'system', tab: 'credentials' })}>
        {fact.state === 'done' ? 'Show credentials' : 'Others, or a key'}
      </Button>
    </Step>
  );
}

/** An agent with a question may read and ask, and reach nothing but its own service. */
function First({ settings }: Pick<Snapshot, 'settings'>): ReactNode {
  const sample = (): void => {
    coachNext();
    newContainerFor({
      project: settings.recentProjects[0] ?? '',
      task: SAMPLE_TASK,
      preset: 'locked',
      startMode: 'plan',
    });
  };
  const fact: StepFact = {
    state: 'open',
    words:
      'Choose a project, and begin with a task that changes nothing, on a network that reaches the agent’s service alone.',
    hints: [],
  };
  return (
    <Step number={3} title="Your first container" fact={fact}>
      <Button look="primary" onClick={sample}>
        Try a safe task
      </Button>
      <Button
        onClick={() => {
          coachNext();
          openOverlay({ kind: 'new' });
        }}
      >
        Describe your own <Keys chord={keyOf('new')} />
      </Button>
    </Step>
  );
}

const SIGNS = {
  done: { icon: CircleCheck, colour: 'text-good', word: 'Done' },
  open: { icon: CircleDashed, colour: 'text-muted', word: 'To do' },
  stuck: { icon: CircleX, colour: 'text-bad', word: 'Needs a look' },
  unknown: { icon: CircleDashed, colour: 'text-muted', word: 'Looking' },
} as const;

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly fact: StepFact;
  readonly children: ReactNode;
}

function Step({ number, title, fact, children }: StepProps): ReactNode {
  const { icon: Icon, colour, word } = SIGNS[fact.state];
  return (
    <li className="rounded-lg border border-line p-4">
      <div className="flex items-center gap-2">
        <Icon aria-hidden className={cx('size-4 shrink-0', colour)} />
        <h3 className="mr-auto font-semibold">
          {number}. {title}
        </h3>
        <span className={cx('text-small', colour)}>{word}</span>
      </div>
      <p className="mt-1 break-words">{fact.words}</p>
      {fact.hints.length > 0 && <Hints hints={fact.hints} />}
      <div className="mt-3 flex flex-wrap gap-2">{children}</div>
    </li>
  );
}
