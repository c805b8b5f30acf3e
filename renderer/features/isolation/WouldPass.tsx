import { type ReactNode, useState } from 'react';
import type { EgressAnswer } from '../../../electron/contract/egress.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { ask } from '../../client/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { HintText } from '../../ui/HintText.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';

type Asked =
  | { readonly state: 'none' | 'asking' }
  | { readonly state: 'answered'; readonly answer: EgressAnswer }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Asks a container's gateway whether a connection would pass, and says what decides that. */
export function WouldPass({ name }: { readonly name: ContainerName }): ReactNode {
  const [url, setUrl] = useState('');
  const [asked, setAsked] = useState<Asked>({ state: 'none' });
  const find = async (): Promise<void> => {
    setAsked({ state: 'asking' });
    const answer = await ask((client) => client.egress.explain({ name, url }));
    setAsked(answer.ok ? { state: 'answered', answer: answer.value } : { state: 'failed', problem: answer.problem });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <div className="flex items-end gap-2">
        <Field
          label="URL, git@host:path or host:port"
          mono
          className="min-w-0 flex-1"
          value={url}
          placeholder="https://api.example.com/v1"
          onChange={(event) => setUrl(event.target.value)}
        />
        <Button type="submit" disabled={url.trim() === '' || asked.state === 'asking'}>
          {asked.state === 'asking' ? 'Asking' : 'Would this pass?'}
        </Button>
      </div>
      <div aria-live="polite" className="mt-2">
        {asked.state === 'failed' && <ProblemNote problem={asked.problem} />}
        {asked.state === 'answered' && <Told answer={asked.answer} />}
      </div>
    </form>
  );
}

function Told({
  answer: { container, url, verdict, why, next, addresses },
}: {
  readonly answer: EgressAnswer;
}): ReactNode {
  return (
    <div className="space-y-1">
      <p className={verdict === 'allowed' ? 'font-medium text-good' : 'font-medium text-bad'}>
        {verdict === 'allowed' ? 'It would pass.' : 'It would be refused.'}
      </p>
      <p className="break-words">{why}</p>
      {addresses.length > 0 && <p className="text-muted">It resolves to {addresses.join(', ')}.</p>}
      {next !== null && (
        <p className="break-words text-muted">
          <HintText hint={next} />
        </p>
      )}
      <CommandLine line={`maestro egress explain ${container} ${url}`} />
    </div>
  );
}
