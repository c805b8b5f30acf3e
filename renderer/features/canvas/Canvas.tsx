import { keyOf } from '../shortcuts/shortcuts.ts';
import { type Edge, type Node, type NodeTypes, ReactFlow, type ReactFlowInstance } from '@xyflow/react';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import '@xyflow/react/dist/base.css';
import { IconButton } from '../../ui/Button.tsx';
import { useShortcuts } from '../shortcuts/useShortcuts.ts';

const LEAST_ZOOM = 0.1;
const MOST_ZOOM = 1.5;
/** Below this nobody can read it: then a part is shown instead of the whole. */
const READABLE = 0.6;

interface CanvasProps<Shown extends Node> {
  readonly label: string;
  readonly nodes: Shown[];
  readonly edges: Edge[];
  readonly nodeTypes: NodeTypes;
  /** The node in the middle when not all of it can be read at once. */
  readonly first: string | undefined;
  readonly onReady?: (flow: ReactFlowInstance<Shown>) => void;
}

/** A drawing of boxes and lines that can be panned and zoomed, by keys too. */
export function Canvas<Shown extends Node>(props: CanvasProps<Shown>): ReactNode {
  const { label, nodes, edges, nodeTypes, first, onReady } = props;
  const [flow, setFlow] = useState<ReactFlowInstance<Shown> | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const fit = (): void => void flow?.fitView({ padding: 0.1, maxZoom: 1, duration: motionMs() });
  const zoomIn = (): void => void flow?.zoomIn({ duration: motionMs() });
  const zoomOut = (): void => void flow?.zoomOut({ duration: motionMs() });
  useShortcuts({ fit, 'zoom-in': zoomIn, 'zoom-out': zoomOut });
  const ready = (instance: ReactFlowInstance<Shown>): void => {
    setFlow(instance);
    onReady?.(instance);
    void instance.fitView({ padding: 0.1, maxZoom: 1 }).then(() => {
      const node = instance.getNode(first ?? '');
      const view = area.current;
      if (node === undefined || view === null || instance.getZoom() >= READABLE) return;
      const whole = instance.getNodesBounds(instance.getNodes());
      const [x, y] = middle(node);
      const zoom = READABLE + 0.2;
      void instance.setViewport({
        x: shift(x * zoom, { start: whole.x * zoom, length: whole.width * zoom, view: view.clientWidth }),
        y: shift(y * zoom, { start: whole.y * zoom, length: whole.height * zoom, view: view.clientHeight }),
        zoom,
      });
    });
  };
  return (
    <div ref={area} role="region" aria-label={label} className="relative min-h-0 flex-1">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onInit={ready}
        minZoom={LEAST_ZOOM}
        maxZoom={MOST_ZOOM}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomOnDoubleClick={false}
        zoomOnScroll={false}
        panOnScroll
        proOptions={{ hideAttribution: true }}
      />
      <div className="absolute right-3 bottom-3 flex rounded-lg border border-line bg-raised p-0.5 shadow-float">
        <IconButton label="Zoom out" keys={keyOf('zoom-out')} side="top" onClick={zoomOut}>
          <ZoomOut aria-hidden className="size-4" />
        </IconButton>
        <IconButton label="Zoom in" keys={keyOf('zoom-in')} side="top" onClick={zoomIn}>
          <ZoomIn aria-hidden className="size-4" />
        </IconButton>
        <IconButton label="Fit all of it" keys={keyOf('fit')} side="top" onClick={fit}>
          <Maximize aria-hidden className="size-4" />
        </IconButton>
      </div>
    </div>
  );
}

const PAD_PX = 24;

/** One side of the drawing on the screen, and how much of the screen it has. */
interface Side {
  readonly start: number;
  readonly length: number;
  readonly view: number;
}

/** Where a side begins so that a point of it is in the middle, without empty space beside what could fill it. */
function shift(point: number, { start, length, view }: Side): number {
  if (length + 2 * PAD_PX <= view) return (view - length) / 2 - start;
  return Math.min(PAD_PX - start, Math.max(view - PAD_PX - start - length, view / 2 - point));
}

/** The middle of a node whose size is given. */
export function middle({ position, width = 0, height = 0 }: Node): [x: number, y: number] {
  return [position.x + width / 2, position.y + height / 2];
}

/** How long a movement of the canvas may take. */
export function motionMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 100;
}
