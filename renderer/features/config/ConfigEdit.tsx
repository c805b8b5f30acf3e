import { ArrowRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ConfigInspector, InspectorRow } from '../../../electron/contract/config.ts';
import { useWrite } from '../../client/writes.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { FilePath } from '../../ui/FilePath.tsx';
import { WriteNote } from '../../ui/WriteNote.tsx';
import { commandOf, picks, preview, type Preview, type Scope, UNSET, valueOf } from './select.ts';

const SCOPES = [
  { value: 'project', word: 'This project' },
  { value: 'global', word: 'All my projects' },
] as const;

interface ConfigEditProps {
  readonly project: string;
  readonly inspector: ConfigInspector;
  readonly row: InspectorRow;
}

/** Sets a key in one of the two files, or takes it out; what would change is on screen before it is done. */
export function ConfigEdit({ project, inspector, row }: ConfigEditProps): ReactNode {
  const [scope, setScope] = useState<Scope>(row.source === 'global' ? 'global' : 'project');
  const set = scope === 'project' ? row.projectValueText : row.globalValueText;
  const [picked, setText] = useState<string | null | undefined>(undefined);
  const text = picked === undefined && set !== UNSET ? set : (picked ?? null);
  const write = useWrite(project);
  const path = scope === 'project' ? inspector.projectPath : inspector.globalPath;
  const change = preview(row, { scope, text });
  const value = text === null ? null : valueOf(row, text);
  const turn = (next: Scope): void => {
    setScope(next);
    setText(undefined);
  };
  const apply = (): void => {
    if (value === undefined) return;
    void write
      .run(configSaid(row.keyPath, text), (client) =>
        client.projects.editConfig({ project, scope, keyPath: row.keyPath, value }),
      )
      .then(() => setText(undefined));
  };
  return (
    <form
      aria-label={`Set ${row.keyPath}`}
      className="space-y-3 rounded-lg border border-line bg-chrome p-3"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <Choice label="Where" options={SCOPES} value={scope} onChange={turn} />
      <Value row={row} text={text} onChange={setText} />
      {set !== UNSET && (
        <Button look="quiet" className="-ml-2.5" onClick={() => setText(null)} aria-pressed={text === null}>
          Take it out of this file
        </Button>
      )}
      {change.changes && value !== undefined && (
        <>
          <Change change={change} path={path} project={project} />
          <CommandLine line={commandOf(row.keyPath, value, scope)} />
        </>
      )}
      {value === undefined && <p className="text-bad">Write a whole number.</p>}
      <Button type="submit" look="primary" disabled={!change.changes || value === undefined || write.busy}>
        {write.busy ? 'Writing…' : 'Apply'}
      </Button>
      <WriteNote write={write} />
    </form>
  );
}

function configSaid(keyPath: string, text: string | null): string {
  return text === null ? `${keyPath} is taken out of the file.` : `${keyPath} is set to ${text}.`;
}

interface ValueProps {
  readonly row: InspectorRow;
  readonly text: string | null;
  readonly onChange: (text: string) => void;
}

function Value({ row, text, onChange }: ValueProps): ReactNode {
  const options = picks(row).map((value) => ({ value, word: value }));
  const known = options.find(({ value }) => value === text)?.value ?? null;
  return (
    <>
      {options.length > 0 && <Choice label="Value" options={options} value={known} onChange={onChange} />}
      {row.editKind === 'number-preset' && (
        <Field
          label={options.length > 0 ? 'Or a number of your own' : 'Value'}
          inputMode="numeric"
          value={text ?? ''}
          onChange={(event) => onChange(event.target.value)}
          className="max-w-40"
        />
      )}
    </>
  );
}

interface ChangeProps {
  readonly change: Preview;
  readonly path: string;
  readonly project: string;
}

function Change({ change: { file, effective }, path, project }: ChangeProps): ReactNode {
  return (
    <div role="status" aria-label="What would change" className="rounded-md border border-line bg-surface p-2.5">
      <FilePath path={path} root={project} />
      <Step name="In the file" from={file.from} to={file.to} />
      {effective.from === effective.to ? (
        <p className="text-muted">What counts stays {effective.to}.</p>
      ) : (
        <Step name="What counts" from={effective.from} to={effective.to} />
      )}
    </div>
  );
}

function Step({ name, from, to }: { readonly name: string; readonly from: string; readonly to: string }): ReactNode {
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-1.5">
      <span className="w-22 text-muted">{name}</span>
      <span className="break-words">{from}</span>
      <ArrowRight role="img" aria-label="becomes" className="size-3.5 text-muted" />
      <span className="font-medium break-words">{to}</span>
    </p>
  );
}
