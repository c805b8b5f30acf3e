import { type ReactNode, useRef } from 'react';
import type { HandoffHead } from '../../../electron/contract/handoffs.ts';
import { useWrite } from '../../client/writes.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { useClaimChoices } from './claimChoices.ts';
import { claimLine, tokenWords } from './select.ts';

const LEASES = [
  { value: '30', word: '30 minutes' },
  { value: '120', word: '2 hours' },
  { value: '1440', word: '1 day' },
  { value: 'none', word: 'For good' },
] as const;

interface ClaimSheetProps {
  readonly project: string;
  readonly head: HandoffHead;
  readonly onClose: () => void;
}

/** Takes a handoff under a name. The name and the lease are remembered for the next one. */
export function ClaimSheet({ project, head, onClose }: ClaimSheetProps): ReactNode {
  const { agent, leaseMinutes } = useClaimChoices();
  const write = useWrite(project);
  const field = useRef<HTMLInputElement>(null);
  const lease = leaseMinutes === null ? 'none' : String(leaseMinutes);
  const name = agent.trim();
  const claim = async (): Promise<void> => {
    const done = await write.run(`Handoff ${head.id} is claimed for ${name}.`, (client) =>
      client.handoffs.claim({
        project,
        id: head.id,
        agent: name,
        ...(leaseMinutes === null ? {} : { leaseMinutes }),
      }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title={`Claim ${head.id}`}
      line={claimLine(head.id, { agent: name, leaseMinutes })}
      verb="Claim"
      disabled={name === ''}
      write={write}
      focus={field}
      onSubmit={() => void claim()}
      onClose={onClose}
    >
      <p className="break-words text-muted">
        {tokenWords(head.summary)}. Nobody else can take it until the claim is given back or its lease runs out.
      </p>
      <Field
        ref={field}
        label="Who takes it"
        placeholder="codex"
        value={agent}
        maxLength={200}
        onChange={(event) => useClaimChoices.setState({ agent: event.target.value })}
      />
      <Choice
        label="For how long"
        options={LEASES}
        value={LEASES.find(({ value }) => value === lease)?.value ?? null}
        onChange={(value) => useClaimChoices.setState({ leaseMinutes: value === 'none' ? null : Number(value) })}
      />
    </WriteSheet>
  );
}
