import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react';
import { type Provider, SECRET_WORDS } from '../../../electron/contract/credentials.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { giveSecret } from './credentials.ts';
import { PROVIDER_WORDS } from './words-select.ts';

interface SecretSheetProps {
  readonly provider: Provider;
  readonly onClose: () => void;
}

const TOKEN_LABELS: Readonly<Record<Provider['agent'], string>> = {
  claude: 'Token: claude setup-token makes one',
  codex: 'Token',
  gemini: 'Token',
  opencode: 'Token',
  droid: 'Token',
  github: 'Personal access token',
};

/** Asks for a secret in place of a sign-in. It is not shown, and not kept on the page. */
export function SecretSheet({ provider: { agent, takes }, onClose }: SecretSheetProps): ReactNode {
  const [kind, setKind] = useState(takes[0] ?? 'token');
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const word = SECRET_WORDS[kind];
  const give = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const failed = await giveSecret({ agent, kind, secret });
    setBusy(false);
    setProblem(failed);
    if (failed === null) onClose();
  };
  return (
    <Sheet
      title={`Sign ${PROVIDER_WORDS[agent]} in with a secret`}
      open
      onClose={onClose}
      width="w-120"
      focus={field}
      keeps
    >
      <form onSubmit={(event) => void give(event)}>
        <div className="space-y-3 px-5 pb-4">
          {takes.length > 1 && (
            <Choice
              label="What it is"
              options={takes.map((value) => ({ value, word: value === 'token' ? 'Long-lived token' : 'API key' }))}
              value={kind}
              onChange={setKind}
            />
          )}
          <Field
            ref={field}
            label={kind === 'api-key' ? 'API key' : TOKEN_LABELS[agent]}
            type="password"
            mono
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
          {problem !== null && <ProblemNote problem={problem} className="rounded-lg bg-bad-soft p-3" />}
          <CommandLine line={`maestro auth --agent ${agent} --${kind}`} />
        </div>
        <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy || secret.trim() === ''}>
            {busy ? 'Keeping it' : `Use this ${word}`}
          </Button>
        </footer>
      </form>
    </Sheet>
  );
}
