import { type ReactNode, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { HandoffHead } from '../../../electron/contract/handoffs.ts';
import { CallerId } from '../../../electron/contract/ids.ts';
import { KNOWN_AGENTS } from '../../../electron/contract/launches.ts';
import { present } from '../../../electron/contract/present.ts';
import { go } from '../../client/place.ts';
import { write } from '../../client/write.ts';
import { SelectField } from '../../ui/SelectField.tsx';
import { WriteSheet } from '../../ui/WriteSheet.tsx';
import { acceptance } from '../newContainer/creations.ts';
import { pickUpLine, tokenWords } from './select.ts';

const USUAL = { value: '', word: 'As the feature’s worker says' };

interface PickUpSheetProps {
  readonly project: string;
  readonly head: HandoffHead;
  readonly onClose: () => void;
}

/** Puts the next agent to the feature of a handoff: which program goes on with it. */
export function PickUpSheet({ project, head, onClose }: PickUpSheetProps): ReactNode {
  const [chosen, setChosen] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLSelectElement>(null);
  const agent = KNOWN_AGENTS.find((kind) => kind === chosen);
  const launch = async (): Promise<void> => {
    setBusy(true);
    const id = CallerId.parse(crypto.randomUUID());
    const wishes = { preset: 'standard' as const, domains: [], limits: {} };
    const end = write(
      (writer) => writer.features.pickUp({ ...wishes, ...present({ agent }), project, id, handoff: head.id }),
      ({ left, of }) => ({ text: `${of.feature} goes on.${leftWords(left)}`, final: 'Its container can be removed.' }),
    );
    const refused = await acceptance(id, end);
    setBusy(false);
    setProblem(refused);
    if (refused !== null) return;
    onClose();
    go({ at: 'creation', id });
  };
  return (
    <WriteSheet
      title={`Launch from ${head.id}`}
      line={pickUpLine(head.id, agent)}
      verb="Launch"
      busy="Checking…"
      write={{ busy, problem, clear: () => setProblem(null) }}
      focus={field}
      onSubmit={() => void launch()}
      onClose={onClose}
    >
      <p className="break-words text-muted">
        {tokenWords(head.summary)}. The next agent gets this handoff in its prompt, and begins with what is committed.
        What is not stays in the earlier container, whose agent must not be at work.
      </p>
      <SelectField
        ref={field}
        label="Agent"
        hint="Whichever program goes on with it."
        options={[USUAL, ...KNOWN_AGENTS.map((kind) => ({ value: kind, word: kind }))]}
        value={chosen}
        onChange={setChosen}
      />
    </WriteSheet>
  );
}

function leftWords(left: number): string {
  return left === 0 ? '' : ` ${left} files that are not committed stay in the earlier container.`;
}
