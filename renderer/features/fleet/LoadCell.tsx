import type { ReactNode } from 'react';
import type { Container } from '../../../electron/contract/containers.ts';
import { cx } from '../../ui/cx.ts';
import { memory } from '../../ui/format.ts';
import { Tip } from '../../ui/Tip.tsx';
import { loadWords, shareText, sparkline } from './load-select.ts';
import { useLoadWhileSeen } from './loads.ts';

const LINE = { width: 48, height: 11 };
/** From this share of its limit on it is marked. */
const NEARLY_ALL = 0.9;

/** What a container uses of its CPUs and its memory, each as a line over the last minute and a number. One node, because a hundred of them scroll. */
export function LoadCell({ container: { name, limits, docker } }: { readonly container: Container }): ReactNode {
  const { box, history } = useLoadWhileSeen<SVGSVGElement>(name);
  const points = history?.points ?? [];
  const last = points.at(-1);
  const words =
    last !== undefined ? loadWords(last, limits) : docker === 'running' ? 'Not measured yet' : 'It does not run';
  const cpus = points.map((point) => (point.cpus === null ? null : point.cpus / limits.cpus));
  const memories = points.map(({ memoryBytes }) => memoryBytes / limits.memoryBytes);
  return (
    <Tip text={words} side="top">
      <svg
        ref={box}
        role="gridcell"
        aria-description={words}
        viewBox="0 0 112 28"
        className="fleet-load h-7 w-28 text-muted"
      >
        {last === undefined ? (
          <text x="54" y="18" className="fill-current text-small">
            –
          </text>
        ) : (
          <>
            <Part y={0} shares={cpus} text={shareText(cpus.at(-1) ?? null)} />
            <Part y={14} shares={memories} text={memory(last.memoryBytes)} />
          </>
        )}
      </svg>
    </Tip>
  );
}

interface PartProps {
  readonly y: number;
  readonly shares: readonly (number | null)[];
  readonly text: string;
}

function Part({ y, shares, text }: PartProps): ReactNode {
  const isMuch = (shares.at(-1) ?? 0) >= NEARLY_ALL;
  return (
    <g transform={`translate(0 ${y})`} className={isMuch ? 'text-warn' : undefined}>
      <path d={`M0 12.5H${LINE.width}`} className="stroke-line" />
      <polyline
        points={sparkline(shares, LINE)}
        transform="translate(0 1)"
        className={cx('fill-none stroke-[1.25]', isMuch ? 'stroke-warn' : 'stroke-accent')}
      />
      <text x="54" y="11" className="tabular fill-current text-small">
        {text}
      </text>
    </g>
  );
}
