import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { blockedNews } from '../features/missions/mission/mission-select.ts';
import { announcement, needingNames } from './announce.ts';

type AnnouncerProps = Pick<Snapshot, 'containers' | 'missions'>;

/** Tells a screen reader, politely, what began to wait for the user or to stand still; nothing else is announced. */
export function Announcer({ containers, missions }: AnnouncerProps): ReactNode {
  const [text, setText] = useState('');
  const before = useRef<readonly string[] | null>(null);
  const missionsBefore = useRef(missions);
  useEffect(() => {
    const said = blockedNews(missionsBefore.current, missions);
    missionsBefore.current = missions;
    if (said !== '') setText(said);
  }, [missions]);
  useEffect(() => {
    const names = needingNames(containers);
    const said = before.current === null ? '' : announcement(containers, before.current, names);
    before.current = names;
    if (said !== '') setText(said);
  }, [containers]);
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
