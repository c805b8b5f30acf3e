import { type Edge, MarkerType, type ReactFlowInstance } from '@xyflow/react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { MissionBoard } from '../../../../electron/contract/board.ts';
import { Canvas, middle, motionMs } from '../../canvas/Canvas.tsx';
import { count } from '../../../ui/format.ts';
import { useShortcuts } from '../../shortcuts/useShortcuts.ts';
import { along, type Layout, layOut, type Way } from './graph-layout.ts';
import { drawingOf, firstSight } from './graph-select.ts';
import { FeatureNode, type GraphNode, LaneNode } from './GraphNodes.tsx';

const NODE_TYPES = { feature: FeatureNode, lane: LaneNode };

interface GraphCanvasProps {
  readonly board: MissionBoard;
  readonly current: string | null;
  readonly onPoint: (feature: string) => void;
  readonly onShow: (feature: string) => void;
}

/** The features as boxes in their milestones. Arrow keys walk along the lines, Enter opens the details. */
export function GraphCanvas({ board, current, onPoint, onShow }: GraphCanvasProps): ReactNode {
  const flow = useRef<ReactFlowInstance<GraphNode> | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const shape = JSON.stringify(drawingOf(board));
  const drawn = useMemo(() => layOut(JSON.parse(shape) as ReturnType<typeof drawingOf>), [shape]);
  const onClick = useLatest(onShow);
  const nodes = useMemo(
    () => nodesOf(board, drawn, { current, focused, onShow: onClick }),
    [board, drawn, current, focused, onClick],
  );
  const edges = useMemo(() => edgesOf(board, drawn, current), [board, drawn, current]);
  const walk = (way: Way) => () => {
    const next = along(drawn, current, way);
    if (next === undefined) return;
    onPoint(next);
    setFocused(next);
    reveal(flow.current, next);
  };
  useShortcuts({
    left: walk('left'),
    right: walk('right'),
    up: walk('up'),
    down: walk('down'),
    ...(current === null ? {} : { open: () => onShow(current) }),
  });
  const edgeCount = drawn.edges.length;
  return (
    <Canvas
      label={`Dependency graph: ${count(board.features.length, 'feature')}, ${count(edgeCount, 'dependency', 'dependencies')}`}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      first={current ?? firstSight(board.features)}
      onReady={(instance) => {
        flow.current = instance;
      }}
    />
  );
}

/** A function that stays the same and calls the newest one, so that not every node is drawn again. */
function useLatest(act: (feature: string) => void): (feature: string) => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  return useCallback((feature) => latest.current(feature), []);
}

interface Current {
  readonly current: string | null;
  readonly focused: string | null;
  readonly onShow: (feature: string) => void;
}

function nodesOf(board: MissionBoard, drawn: Layout, { current, focused, onShow }: Current): GraphNode[] {
  const cards = new Map(board.features.map((card) => [card.feature.id, card]));
  const milestones = new Map(board.milestones.map((milestone) => [milestone.milestoneId, milestone]));
  const tabStop = current ?? drawn.nodes[0]?.id;
  const lanes = drawn.lanes.map(({ id, x, y, width, height }): GraphNode => ({
    id: `lane ${id}`,
    type: 'lane',
    position: { x, y },
    width,
    height,
    zIndex: -1,
    data: { title: milestones.get(id)?.milestone.title ?? id, status: milestones.get(id)?.status ?? null },
  }));
  const features = drawn.nodes.flatMap(({ id, x, y, width, height }): GraphNode[] => {
    const card = cards.get(id);
    if (card === undefined) return [];
    const marks = { current: id === current, focused: id === focused, tabStop: id === tabStop };
    return [{ id, type: 'feature', position: { x, y }, width, height, data: { card, onShow, ...marks } }];
  });
  return [...lanes, ...features];
}

/** Lines of the current feature are drawn thicker; a dependency that is done is drawn thin. */
function edgesOf(board: MissionBoard, { edges }: Layout, current: string | null): Edge[] {
  const done = new Set(board.features.flatMap(({ feature }) => (feature.status === 'done' ? [feature.id] : [])));
  return edges.map(({ from, to }) => {
    const near = from === current || to === current;
    const color = near ? 'var(--color-accent)' : 'var(--color-line-strong)';
    const strokeWidth = near ? 2 : done.has(from) ? 1 : 1.5;
    return {
      id: `${from} ${to}`,
      source: from,
      target: to,
      zIndex: near ? 1 : 0,
      style: { stroke: color, strokeWidth },
      markerEnd: { type: MarkerType.ArrowClosed, color, width: 16, height: 16 },
    };
  });
}

/** Brings a node into view when it is not. */
function reveal(flow: ReactFlowInstance<GraphNode> | null, id: string): void {
  const node = flow?.getNode(id);
  if (flow == null || node === undefined) return;
  const [x, y] = middle(node);
  const { x: left, y: top } = flow.flowToScreenPosition(node.position);
  const { x: right, y: bottom } = flow.flowToScreenPosition({ x: 2 * x - node.position.x, y: 2 * y - node.position.y });
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (canvas === undefined) return;
  const inside = left >= canvas.left && top >= canvas.top && right <= canvas.right && bottom <= canvas.bottom;
  if (!inside) void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: motionMs() });
}
