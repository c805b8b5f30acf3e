import { type ReactNode, type RefObject, useState } from 'react';
import type { Problem } from '../../../electron/contract/errors.ts';
import type { UserKey, UserSettings } from '../../../electron/contract/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { CopyIcon } from '../../ui/Copy.tsx';
import { Field } from '../../ui/Field.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { Keyboard } from './Keyboard.tsx';
import { KEYS_OF_ACTIONS, resetKey, saveKey } from './settings.ts';
import { findingsFor, formText, isChange, originText, setLine, typedOf, valueText } from './settings-select.ts';

interface KeyDetailProps {
  readonly region: RefObject<HTMLElement | null>;
  readonly settings: UserSettings;
  readonly row: UserKey;
}

/** One key: what it decides, what it accepts, what holds, and its edit. */
export function KeyDetail({ region, settings, row }: KeyDetailProps): ReactNode {
  const { key, about, value, fallback, unit, allowed, acts } = row;
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={key}
      className="focus-inset min-h-0 min-w-0 flex-1 space-y-4 overflow-y-auto p-4"
    >
      <header>
        <h2 className="flex min-w-0 items-center gap-1 font-mono text-code font-semibold">
          <span className="min-w-0 wrap-anywhere">{key}</span>
          <CopyIcon text={key} label="Copy the key" />
        </h2>
        <p className="break-words">{about}</p>
        {!acts && <p className="font-medium">It is kept, and has no effect in this version.</p>}
      </header>
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
        <Fact name="Holds" text={valueText(value)} strong />
        <Fact name="From" text={originText(row)} />
        <Fact name="Default" text={valueText(fallback)} />
        {unit !== null && <Fact name="Unit" text={unit} />}
        <Fact name="Accepts" text={allowed} />
      </dl>
      {findingsFor(settings, row).map(({ sentence }) => (
        <p key={sentence} className="rounded-md bg-bad-soft p-2 break-words">
          {sentence}
        </p>
      ))}
      {key === KEYS_OF_ACTIONS && <Keyboard row={row} />}
      <Edit row={row} />
    </section>
  );
}

function Fact({
  name,
  text,
  strong = false,
}: {
  readonly name: string;
  readonly text: string;
  readonly strong?: boolean;
}) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className={strong ? 'min-w-0 font-medium wrap-anywhere' : 'min-w-0 wrap-anywhere'}>{text}</dd>
    </>
  );
}

function Edit({ row }: { readonly row: UserKey }): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const shown = text ?? formText(row);
  const changes = text !== null && isChange(row, text);
  const run = async (work: () => Promise<Problem | null>): Promise<void> => {
    setBusy(true);
    const refused = await work();
    setBusy(false);
    setProblem(refused);
    if (refused === null) setText(null);
  };
  const type = (next: string): void => {
    setText(next);
    setProblem(null);
  };
  return (
    <form
      aria-label={`Set ${row.key}`}
      className="space-y-3 rounded-lg border border-line bg-chrome p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (changes && !busy) void run(() => saveKey(row, shown));
      }}
    >
      <Value row={row} text={shown} isWrong={problem !== null} onType={type} />
      {changes && <CommandLine line={setLine(row, typedOf(row, shown))} />}
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="flex flex-wrap gap-1.5">
        <Button type="submit" look="primary" disabled={!changes || busy}>
          {busy ? 'Saving…' : 'Save'}
        </Button>
        {row.line !== null && (
          <Button disabled={busy} onClick={() => void run(() => resetKey(row))}>
            Reset to default
          </Button>
        )}
      </div>
    </form>
  );
}

interface ValueProps {
  readonly row: UserKey;
  readonly text: string;
  readonly isWrong: boolean;
  readonly onType: (text: string) => void;
}

function Value({ row: { kind, choices }, text, isWrong, onType }: ValueProps): ReactNode {
  if (kind === 'choice') {
    const options = choices.map((value) => ({ value, word: value }));
    return <Choice label="Value" options={options} value={choices.includes(text) ? text : null} onChange={onType} />;
  }
  if (kind === 'list')
    return (
      <TextArea
        label="Value, an entry a line"
        spellCheck={false}
        value={text}
        onChange={(event) => onType(event.target.value)}
      />
    );
  return (
    <Field label="Value" mono value={text} aria-invalid={isWrong} onChange={(event) => onType(event.target.value)} />
  );
}
