import { memo, type ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { Age } from '../../ui/Ages.tsx';
import { useActions } from '../container/actions.ts';
import { stateWord } from '../container/select.ts';
import { StateBadge } from '../container/StateBadge.tsx';
import { TileHead } from './TileHead.tsx';
import { TileLine } from './TileLine.tsx';
import type { TileState } from './Tiles.tsx';
import { type Picture, usePicture } from './usePicture.ts';

interface ThumbnailProps extends TileState {
  readonly container: Container;
  /** How many lines it has room for. */
  readonly lines: number;
}

/** One container as the end of what its terminal shows. */
export const Thumbnail = memo(function Thumbnail({ container, lines, ...state }: ThumbnailProps): ReactNode {
  const busy = useActions(({ busy: all }) => all[container.name]);
  const picture = usePicture(container, { inView: state.inView, lines });
  return (
    <div className="flex h-full flex-col gap-0.5 px-2.5 py-1.5">
      <TileHead {...state} of={container.name} name={container.shortName} at={container.lastActivityAt} />
      <span className="flex min-w-0 items-center gap-1.5">
        <StateBadge
          state={container.state}
          word={busy ?? stateWord(container)}
          className="max-w-1/2 shrink-0 [&_svg]:size-3.5"
        />
        <TileLine container={container} className="truncate" />
      </span>
      <Shown container={container} picture={picture} />
    </div>
  );
});

interface ShownProps {
  readonly container: Container;
  readonly picture: Picture;
}

/** So many lines a note takes the room of. */
const NOTE_LINES = 2;

/** The picture, and how old it is wherever it is not of now. */
function Shown({ container, picture }: ShownProps): ReactNode {
  const { lines, at, isLive } = picture;
  const note = noteOf(container, picture);
  return (
    <span className="mt-1 flex min-h-0 flex-1 flex-col overflow-hidden rounded-md border border-line bg-surface">
      {lines === undefined ? (
        <span className="m-auto line-clamp-3 px-2 text-center text-small text-muted">{note}</span>
      ) : (
        <>
          <span className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden px-2 py-1">
            {/* It may say anything, and changes by itself: who listens peeks. */}
            <span aria-hidden className={`font-mono text-thumb whitespace-pre ${isLive ? 'text-ink' : 'text-muted'}`}>
              {lines.length === 0 ? 'Nothing yet.' : lines.slice(note === null ? 0 : NOTE_LINES).join('\n')}
            </span>
          </span>
          {note !== null && (
            <span className="flex shrink-0 items-baseline gap-1 border-t border-line px-2 py-0.5 text-small text-muted">
              <span className="min-w-0 truncate" title={note}>
                {note}
              </span>
              {at !== null && (
                <span className="tabular shrink-0">
                  · seen <Age at={at} /> ago
                </span>
              )}
            </span>
          )}
        </>
      )}
    </span>
  );
}

/** Why the picture is not of now; null where it is. */
function noteOf({ docker }: Container, { lines, isLive, problem }: Picture): string | null {
  if (docker !== 'running')
    return lines === undefined ? 'It does not run, so its terminal shows nothing.' : 'It does not run';
  if (problem !== null) return problem.sentence;
  if (lines === undefined) return 'Reading its terminal';
  return isLive ? null : 'Not read since';
}
