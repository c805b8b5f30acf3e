import { type ReactNode, useState } from 'react';
import { shellWord, sizeText } from '../../../electron/contract/text.ts';
import { AskSheet } from '../../ui/AskSheet.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { count } from '../../ui/format.ts';
import { Reading } from '../../ui/Reading.tsx';
import { maestroLine } from '../../ui/shell.ts';
import { pruneImages, type Reclaim as Plan, removeLeftovers, useReclaim, useStorage } from './storage.ts';

/** What could go without a loss, each with its reason. */
export function Reclaim({ ready, built }: { readonly ready: boolean; readonly built: string }): ReactNode {
  const state = useReclaim(ready, built);
  return (
    <section aria-labelledby="reclaim">
      <h2 id="reclaim" className="mb-2 font-semibold">
        Reclaim
      </h2>
      {ready ? (
        <Reading state={state} what="what could go">
          {(plan) => <Lines plan={plan} />}
        </Reading>
      ) : (
        <p className="text-muted">What could go shows as soon as Docker answers.</p>
      )}
    </section>
  );
}

function Lines({ plan: { images, left } }: { readonly plan: Plan }): ReactNode {
  const [asked, setAsked] = useState<'images' | 'left' | null>(null);
  const close = (): void => setAsked(null);
  if (images.images.length + left.items.length + left.unclaimed.length === 0)
    return (
      <p className="text-muted">Nothing: every image is current or used, and no removed container left anything.</p>
    );
  return (
    <ul className="overflow-hidden rounded-lg border border-line">
      {images.images.length > 0 && (
        <Line
          title={`${count(images.images.length, 'image')}, ${sizeText(images.bytes)}`}
          why="Neither current nor used by any container."
          names={images.images.map(({ tag }) => tag)}
          word="Remove images…"
          onAsk={() => setAsked('images')}
        />
      )}
      {left.items.length > 0 && (
        <Line
          title={`What is left of ${count(left.items.length, 'container')}`}
          why="The container is gone, and its network or volumes are still there."
          names={left.items.flatMap(({ parts }) => parts)}
          word="Remove what is left…"
          onAsk={() => setAsked('left')}
        />
      )}
      {left.unclaimed.length > 0 && <Unclaimed names={left.unclaimed} />}
      {asked === 'images' && (
        <AskSheet
          title={`Remove ${count(images.images.length, 'image')}?`}
          lines={[`${sizeText(images.bytes)} become free. An image that is needed again is built again.`]}
          command={maestroLine('image', 'prune')}
          word="Remove"
          onDo={() => void pruneImages()}
          onClose={close}
        />
      )}
      {asked === 'left' && (
        <AskSheet
          title={`Remove what is left of ${count(left.items.length, 'container')}?`}
          lines={left.items.map(({ name, parts }) => `${name}: ${parts.join(', ')}`)}
          command={maestroLine('cleanup-volumes')}
          word="Remove"
          onDo={() => void removeLeftovers(left.items)}
          onClose={close}
        />
      )}
    </ul>
  );
}

interface LineProps {
  readonly title: string;
  readonly why: string;
  readonly names: readonly string[];
  readonly word: string;
  readonly onAsk: () => void;
}

function Line({ title, why, names, word, onAsk }: LineProps): ReactNode {
  const busy = useStorage((storage) => storage.busy);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line/70 px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-80">
        <p className="tabular font-medium">{title}</p>
        <p className="text-muted">{why}</p>
        <Names names={names} />
      </div>
      <Button disabled={busy} onClick={onAsk}>
        {word}
      </Button>
    </li>
  );
}

function Unclaimed({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <li className="px-4 py-3">
      <p className="font-medium">{count(names.length, 'unclaimed volume')}</p>
      <p className="text-muted">
        Named like Maestro’s, but without its label: Maestro leaves {names.length === 1 ? 'it' : 'them'} to you.
      </p>
      <Names names={names} />
      <CommandLine line={`docker volume rm ${names.map(shellWord).join(' ')}`} className="mt-1" />
    </li>
  );
}

function Names({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <Fold title={count(names.length, 'name')}>
      <ul className="mt-1 max-h-60 overflow-y-auto">
        {names.map((name) => (
          <li key={name} className="font-mono text-code break-all text-muted">
            {name}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
