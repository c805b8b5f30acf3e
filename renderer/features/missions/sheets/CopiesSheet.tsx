import { Plus, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { AgentKind } from '../../../../electron/contract/agents.ts';
import type { Problem } from '../../../../electron/contract/errors.ts';
import { CallerId } from '../../../../electron/contract/ids.ts';
import { KNOWN_AGENTS } from '../../../../electron/contract/launches.ts';
import { MOST_COPIES } from '../../../../electron/contract/tournaments.ts';
import { useMaestro } from '../../../client/store.ts';
import { write } from '../../../client/write.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { WriteSheet } from '../../../ui/WriteSheet.tsx';
import { acceptance } from '../../newContainer/creations.ts';
import { launchCopies } from '../mission/actions.ts';
import { commands } from '../mission/command-select.ts';
import { closeDialog } from '../mission/dialogs.ts';
import { launchChoice } from '../mission/launch-select.ts';
import type { LaunchedFeature, MissionParts } from '../mission/missionParts.ts';
import { said } from '../mission/said-select.ts';
import type { CopyWish } from '../mission/tournament-select.ts';

interface Row extends CopyWish {
  readonly id: CallerId;
}

const FEWEST = 2;
const AT_FIRST = 3;

interface CopiesSheetProps {
  readonly parts: MissionParts;
  readonly feature: LaunchedFeature;
}

/** Several agents for one feature: which each is, and what it is to do otherwise than the others. */
export function CopiesSheet({ parts: { here }, feature }: CopiesSheetProps): ReactNode {
  const usual = useMaestro(({ snapshot }) => snapshot?.settings.defaults.agent);
  const [rows, setRows] = useState(() => Array.from({ length: AT_FIRST }, () => newRow(feature, usual)));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const field = useRef<HTMLSelectElement>(null);
  const launch = async (): Promise<void> => {
    setBusy(true);
    const [first] = rows;
    const end = write(launchCopies(here, { feature: feature.id, copies: rows }), said.copies(feature.id));
    const refused = first === undefined ? null : await acceptance(first.id, end);
    setBusy(false);
    setProblem(refused);
    if (refused === null) closeDialog();
  };
  const change = (id: string, fields: Partial<CopyWish>): void =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...fields } : row)));
  return (
    <WriteSheet
      title={`Several agents at ${feature.id}`}
      line={commands.launchCopies(here.mission, feature.id, rows)}
      verb={`Launch ${rows.length}`}
      busy="Checking…"
      width="w-180"
      write={{ busy, problem, clear: () => setProblem(null) }}
      focus={field}
      onSubmit={() => void launch()}
      onClose={closeDialog}
    >
      <p className="text-muted">
        Each works alone, in a container and on a branch of its own, from the same commit. Then you compare what they
        made, and pick one.
      </p>
      <ol className="space-y-2">
        {rows.map((row, at) => (
          <li key={row.id} className="grid grid-cols-[8rem_10rem_1fr_auto] items-start gap-2">
            <SelectField
              ref={at === 0 ? field : null}
              label={`Agent of copy ${at + 1}`}
              hint=""
              options={KNOWN_AGENTS.map((kind) => ({ value: kind, word: kind }))}
              value={row.agent}
              onChange={(agent) => change(row.id, { agent: agent as AgentKind })}
            />
            <Field
              label="Model"
              placeholder="its own"
              value={row.model}
              onChange={({ target }) => change(row.id, { model: target.value })}
            />
            <Field
              label="Its way"
              placeholder="as the others"
              value={row.hint}
              onChange={({ target }) => change(row.id, { hint: target.value })}
            />
            <IconButton
              label={`Leave out copy ${at + 1}`}
              disabled={rows.length <= FEWEST}
              className="mt-5"
              onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button disabled={rows.length >= MOST_COPIES} onClick={() => setRows([...rows, newRow(feature, usual)])}>
        <Plus aria-hidden className="size-4" />
        One more
      </Button>
    </WriteSheet>
  );
}

function newRow(feature: LaunchedFeature, usual: AgentKind | undefined): Row {
  const agent = launchChoice(feature).agent ?? KNOWN_AGENTS.find((kind) => kind === usual) ?? KNOWN_AGENTS[0];
  return { id: CallerId.parse(crypto.randomUUID()), agent, model: '', hint: '' };
}
