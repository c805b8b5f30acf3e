import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { UserKey } from '../../../electron/contract/settings.ts';
import { type ShortcutId, wishesWith } from '../../../electron/contract/shortcuts.ts';
import { Button } from '../../ui/Button.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { Clashes } from './Clashes.tsx';
import { TakeKeys } from './TakeKeys.tsx';
import { type Binding, bindingsOf } from './keyboard-select.ts';
import { saveKey } from './settings.ts';

/** Every action of the page with its keys, to give it others by pressing them. */
export function Keyboard({ row }: { readonly row: UserKey }): ReactNode {
  const [taking, setTaking] = useState<ShortcutId | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const wishes = row.value;
  const give = async (id: ShortcutId, keys: readonly string[] | null): Promise<void> => {
    setTaking(null);
    setProblem(await saveKey(row, wishesWith(wishes, id, keys).join('\n')));
  };
  return (
    <div className="space-y-4">
      {problem !== null && <ProblemNote problem={problem} />}
      {bindingsOf(wishes).map(({ group, bindings }) => (
        <section key={group} aria-label={`Keys: ${group}`}>
          <h3 className="mb-1 font-semibold">{group}</h3>
          <ul>
            {bindings.map((binding) => (
              <Line
                key={binding.shortcut.id}
                binding={binding}
                wishes={wishes}
                isTaking={taking === binding.shortcut.id}
                onTake={setTaking}
                onGive={(id, keys) => void give(id, keys)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface LineProps {
  readonly binding: Binding;
  readonly wishes: readonly string[];
  readonly isTaking: boolean;
  readonly onTake: (id: ShortcutId | null) => void;
  readonly onGive: (id: ShortcutId, keys: readonly string[] | null) => void;
}

function Line({ binding: { shortcut, isOwn, clashes }, wishes, isTaking, onTake, onGive }: LineProps): ReactNode {
  const { id, keys, label } = shortcut;
  return (
    <li className="border-b border-line/70 py-1">
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-40 flex-1">{label}</span>
        <span className="flex shrink-0 gap-2">
          {keys.length === 0 ? (
            <span className="text-muted">no key</span>
          ) : (
            keys.map((key) => <Keys key={key} chord={key} />)
          )}
        </span>
        <Button aria-label={`Change the keys of: ${label}`} disabled={isTaking} onClick={() => onTake(id)}>
          Change
        </Button>
        <Button
          look="quiet"
          aria-label={`Give back its own keys: ${label}`}
          className={isOwn ? 'invisible' : undefined}
          onClick={() => onGive(id, null)}
        >
          Reset
        </Button>
      </div>
      {clashes.length > 0 && <Clashes others={clashes} />}
      {isTaking && (
        <TakeKeys
          id={id}
          wishes={wishes}
          label={label}
          onTake={(taken) => onGive(id, taken)}
          onLeave={() => onTake(null)}
        />
      )}
    </li>
  );
}
