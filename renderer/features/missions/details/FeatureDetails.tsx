import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BoardFeature } from '../../../../electron/contract/board.ts';
import type { Explained } from '../../../../electron/contract/runs.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { CopyIcon } from '../../../ui/Copy.tsx';
import { FilePath } from '../../../ui/FilePath.tsx';
import { keyOf } from '../../shortcuts/shortcuts.ts';
import { AssertionItem } from './AssertionItem.tsx';
import { FeatureMoves } from './FeatureMoves.tsx';
import type { MissionParts } from '../mission/missionParts.ts';
import { assertionsOf } from '../mission/mission-select.ts';
import { useProofs } from '../mission/useProofs.ts';
import { Part } from '../../../ui/Part.tsx';
import { PromptPart } from './PromptPart.tsx';
import { ReportPart } from './ReportPart.tsx';
import { StatusMark } from '../mission/StatusMark.tsx';
import { Prose } from './Prose.tsx';
import { DependenciesPart } from './DependenciesPart.tsx';
import { ContainersPart } from './ContainersPart.tsx';
import { ConditionsPart } from './ConditionsPart.tsx';

interface FeatureDetailsProps {
  readonly parts: MissionParts;
  readonly card: BoardFeature;
  readonly onClose: () => void;
}

/** Everything about one feature, beside the board and the outline, and everything that can be done with it. */
export function FeatureDetails({ parts, card, onClose }: FeatureDetailsProps): ReactNode {
  const { here, board } = parts;
  const { feature } = card;
  const assertions = assertionsOf(board, feature.id);
  const proofs = useProofs(here);
  return (
    <aside
      aria-label={`Details of ${feature.title}`}
      className="flex w-90 shrink-0 flex-col border-l border-line bg-chrome max-[48rem]:absolute max-[48rem]:inset-y-0 max-[48rem]:right-0 max-[48rem]:z-20 max-[48rem]:w-full max-[80rem]:w-76"
    >
      <header className="flex min-h-11 shrink-0 items-start justify-between gap-2 border-b border-line py-2 pr-2 pl-4">
        <h2 className="line-clamp-2 pt-0.5 font-semibold break-words">{feature.title}</h2>
        <IconButton label="Hide details" keys={keyOf('details')} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </header>
      <div
        tabIndex={0}
        role="group"
        aria-label="Facts"
        className="focus-inset min-h-0 flex-1 space-y-5 overflow-y-auto p-4"
      >
        <section>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <StatusMark status={card.ready ? 'ready' : feature.status} />
            <span className="flex min-w-0 items-center gap-1 text-muted">
              <code className="truncate font-mono text-code">{feature.id}</code>
              <CopyIcon text={feature.id} label="Copy the id" />
            </span>
          </div>
          <Why explained={parts.explained} feature={feature.id} />
          <FeatureMoves parts={parts} card={card} />
        </section>
        <ContainersPart parts={parts} card={card} />
        {feature.description !== '' && (
          <Part title="Description">
            <Prose text={feature.description} />
          </Part>
        )}
        <Part title="Assertions">
          {assertions.length === 0 && <p className="text-muted">Nothing is asserted.</p>}
          <ul className="space-y-3">
            {assertions.map((assertion) => (
              <AssertionItem
                key={assertion.id}
                parts={parts}
                assertion={assertion}
                standing={proofs.value?.standings.find((one) => one.assertion === assertion.id)}
              />
            ))}
          </ul>
        </Part>
        <DependenciesPart parts={parts} card={card} />
        <ConditionsPart card={card} />
        <ReportPart card={card} />
        <PromptPart parts={parts} card={card} />
        <Part title="File">
          <FilePath path={card.path} root={here.project} />
        </Part>
      </div>
    </aside>
  );
}

/** Why it does not run now; of one at work, in review or done, its status says so. */
function Why({ explained, feature }: { explained: Explained | undefined; feature: string }): ReactNode {
  const found = explained?.features.find(({ id }) => id === feature);
  if (found === undefined || !WAITS.has(found.status)) return null;
  return <p className="mt-1.5 break-words text-muted">{found.why}</p>;
}

const WAITS: ReadonlySet<string> = new Set(['pending', 'assigned', 'blocked']);
