import { type Edge, Handle, MarkerType, type Node, type NodeProps, Position } from '@xyflow/react';
import { FolderGit2 } from 'lucide-react';
import { memo, type ReactNode, useMemo } from 'react';
import type { ProjectGraph } from '../../../electron/contract/graph.ts';
import { cx } from '../../ui/cx.ts';
import { count } from '../../ui/format.ts';
import { Canvas } from '../canvas/Canvas.tsx';
import { openProject } from '../projects/projects.ts';
import { linesOf, NODE_HEIGHT, NODE_WIDTH, placeProjects } from './project-layout.ts';
import { folderOf } from './select.ts';

type ProjectBox = Node<{ readonly name: string; readonly folder: string | null; readonly current: boolean }, 'project'>;

const NODE_TYPES = { project: memo(ProjectNode) };

interface ProjectCanvasProps {
  readonly graph: ProjectGraph;
  readonly current: string;
}

/** The projects as boxes; a click opens one. */
export function ProjectCanvas({ graph, current }: ProjectCanvasProps): ReactNode {
  const nodes = useMemo(() => nodesOf(graph, current), [graph, current]);
  const edges = useMemo(() => edgesOf(graph, current), [graph, current]);
  return (
    <Canvas
      label={`Graph of projects: ${count(nodes.length, 'project')}, ${count(edges.length, 'link')}`}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      first={current}
    />
  );
}

function nodesOf(graph: ProjectGraph, current: string): ProjectBox[] {
  const paths = new Map(graph.nodes.map((node) => [node.name, folderOf(node)]));
  return placeProjects(graph).map(({ name, x, y }) => ({
    id: name,
    type: 'project',
    position: { x, y },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    data: { name, folder: paths.get(name) ?? null, current: name === current },
  }));
}

function edgesOf(graph: ProjectGraph, current: string): Edge[] {
  return linesOf(graph).map(({ from, to, words, arrows }) => {
    const near = from === current || to === current;
    const color = near ? 'var(--color-accent)' : 'var(--color-line-strong)';
    const arrow = { type: MarkerType.ArrowClosed, color, width: 16, height: 16, orient: 'auto-start-reverse' };
    return {
      id: `${from} ${to}`,
      source: from,
      target: to,
      label: words,
      labelStyle: { fill: 'var(--color-ink)', fontSize: 12 },
      labelBgStyle: { fill: 'var(--color-surface)' },
      style: { stroke: color, strokeWidth: near ? 2 : 1.5 },
      ...(arrows.start ? { markerStart: arrow } : {}),
      ...(arrows.end ? { markerEnd: arrow } : {}),
    };
  });
}

function ProjectNode({ data: { name, folder, current } }: NodeProps<ProjectBox>): ReactNode {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} className="opacity-0" />
      <button
        type="button"
        disabled={folder === null || current}
        aria-current={current ? true : undefined}
        title={folder ?? 'Its folder is not known'}
        onClick={() => {
          if (folder !== null) void openProject(folder);
        }}
        className={cx(
          'nodrag flex size-full items-center gap-2 rounded-lg border px-3 text-left',
          current ? 'border-accent bg-accent-soft' : 'border-line-strong bg-raised enabled:hover:bg-hover',
          folder === null && 'border-dashed',
        )}
      >
        <FolderGit2 aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="min-w-0">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-small text-muted">
            {current ? 'This one' : folder === null ? 'By name only' : 'Open'}
          </span>
        </span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} className="opacity-0" />
    </>
  );
}
