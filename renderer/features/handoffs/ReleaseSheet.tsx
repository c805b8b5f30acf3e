import { type ReactNode, useRef } from 'react';
import type { HandoffHead } from '../../../electron/contract/handoffs.ts';
import { useWrite } from '../../client/writes.ts';
import { useClock } from '../../ui/clock.ts';
import { Field } from '../../ui/Field.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { useClaimChoices } from './claimChoices.ts';
import { holdWords, releaseLine } from './select.ts';

interface ReleaseSheetProps {
  readonly project: string;
  readonly head: HandoffHead;
  readonly onClose: () => void;
}

/** Gives a handoff back. Whoever is not its owner takes it away, and is told what that means first. */
export function ReleaseSheet({ project, head, onClose }: ReleaseSheetProps): ReactNode {
  const agent = useClaimChoices((choices) => choices.agent);
  const write = useWrite(project);
  const field = useRef<HTMLInputElement>(null);
  const hold = useClock((now) => holdWords(head, now));
  const name = agent.trim();
  const owner = head.pickedUpBy;
  const force = owner !== undefined && owner !== name;
  const release = async (): Promise<void> => {
    const done = await write.run(`Handoff ${head.id} is free again.`, (client) =>
      client.handoffs.release({ project, id: head.id, ...(name === '' ? {} : { agent: name }), force }),
    );
    if (done !== undefined) onClose();
  };
  return (
    <WriteSheet
      title={`Release ${head.id}`}
      line={releaseLine(head.id, { agent: name, force })}
      verb={force ? `Take it from ${owner}` : 'Release'}
      danger={force}
      write={write}
      focus={field}
      onSubmit={() => void release()}
      onClose={onClose}
    >
      <p className="text-muted">It becomes pending again, and anybody can claim it.</p>
      <Field
        ref={field}
        label="Who gives it back"
        placeholder={owner ?? 'codex'}
        value={agent}
        maxLength={200}
        onChange={(event) => useClaimChoices.setState({ agent: event.target.value })}
      />
      {force && (
        <p role="note" className="rounded-md bg-bad-soft p-2.5 break-words">
          It is {hold}. {owner} is not told: if it still works on this, two agents will do the same work. Nothing else
          is lost, and {owner} can claim it again.
        </p>
      )}
    </WriteSheet>
  );
}
