import type { ReactNode } from 'react';
import type { SettingsFinding, UserSettings } from '../../../electron/contract/settings.ts';
import { MISSIONS, placeHash } from '../../client/place.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { FilePath } from '../../ui/FilePath.tsx';

interface ConfigFileProps {
  readonly settings: UserSettings;
  readonly onChoose: (key: string) => void;
}

/** The file that all keys lie in, how it is edited as such, and what was found wrong in it. */
export function ConfigFile({ settings, onChoose }: ConfigFileProps): ReactNode {
  const { path, exists, keys, findings } = settings;
  return (
    <div className="shrink-0 border-b border-line px-4 py-1.5">
      <div className="flex flex-wrap items-center gap-x-6">
        <FilePath path={path} />
        {!exists && <span className="text-muted">not there yet: the first setting makes it</span>}
        <CommandLine line="maestro config edit" />
        <span className="text-muted">
          Projects have{' '}
          <a
            href={placeHash({ ...MISSIONS, tab: 'config' })}
            className="rounded-sm text-accent underline-offset-2 hover:underline"
          >
            settings of their own
          </a>
        </span>
      </div>
      {findings.length > 0 && (
        <div role="alert" className="my-1 max-h-24 overflow-y-auto rounded-md bg-bad-soft px-2 py-1">
          <ul aria-label="Found in the file">
            {findings.map((finding) => (
              <Finding
                key={finding.sentence}
                finding={finding}
                onChoose={keys.some(({ key }) => key === finding.key) ? onChoose : null}
              />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

interface FindingProps {
  readonly finding: SettingsFinding;
  /** Null: there is no key to show. */
  readonly onChoose: ConfigFileProps['onChoose'] | null;
}

function Finding({ finding, onChoose }: FindingProps): ReactNode {
  const { key, line, sentence } = finding;
  return (
    <li className="flex min-w-0 gap-2 py-0.5">
      {line !== null && <span className="tabular shrink-0 text-muted">Line {line}</span>}
      <span className="min-w-0 break-words">{sentence}</span>
      {key !== null && onChoose !== null && (
        <button
          type="button"
          aria-label={`Show ${key}`}
          className="shrink-0 self-start rounded-sm text-accent underline-offset-2 hover:underline"
          onClick={() => onChoose(key)}
        >
          Show
        </button>
      )}
    </li>
  );
}
