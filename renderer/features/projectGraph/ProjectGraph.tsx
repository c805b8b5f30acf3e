import { Link2, Waypoints } from 'lucide-react';
import { type ReactNode, Suspense, useState } from 'react';
import type { GraphContext, ProjectGraph as Graph } from '../../../electron/contract/graph.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { useRead } from '../../client/reads.ts';
import { useSnapshot } from '../../client/store.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { FilePath } from '../../ui/FilePath.tsx';
import { count } from '../../ui/format.ts';
import { Reading } from '../../ui/Reading.tsx';
import { later } from '../../ui/later.tsx';
import { LinkProjectSheet } from './LinkProjectSheet.tsx';
import { ProjectRows } from './ProjectRows.tsx';
import { impact, linkWords } from './select.ts';

const ProjectCanvas = later(async () => (await import('./ProjectCanvas.tsx')).ProjectCanvas);
/** As many are told faster in a list than in a drawing. */
const LISTED_AT_MOST = 2;
const NONE: Snapshot['projects'] = {};

/** How the user's projects depend on each other, and what that means for this one. */
export function ProjectGraph({ project }: { readonly project: string; readonly mission?: string }): ReactNode {
  const state = useRead({ project, of: ['graph'], read: (client) => client.graph.read({ project }) });
  return (
    <Reading state={state} what="the graph of projects">
      {({ graph, context, path }) => <Shown project={project} graph={graph} context={context} path={path} />}
    </Reading>
  );
}

interface ShownProps {
  readonly project: string;
  readonly graph: Graph;
  readonly context: GraphContext;
  readonly path: string;
}

function Shown({ project, graph, context, path }: ShownProps): ReactNode {
  const entries = useSnapshot((snapshot) => snapshot.projects, NONE);
  const [linking, setLinking] = useState(false);
  const name = context.currentProject?.name ?? entries[project]?.name ?? project;
  const link = (
    <Button look="primary" onClick={() => setLinking(true)}>
      <Link2 aria-hidden className="size-4" />
      Link a project
    </Button>
  );
  const sheet = linking && (
    <LinkProjectSheet
      project={project}
      name={name}
      graph={graph}
      entries={Object.values(entries)}
      onClose={() => setLinking(false)}
    />
  );
  if (graph.nodes.length === 0) {
    return (
      <>
        <Blank icon={Waypoints} title="No projects are linked yet.">
          <p className="max-w-110">
            Say which project uses which, and each of them shows what a change means for the others.
          </p>
          {link}
          <CommandLine line="maestro graph-link --help" />
        </Blank>
        {sheet}
      </>
    );
  }
  return (
    <div className="@container flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1.5">
        <span className="tabular">
          {count(context.totalProjects, 'project')}, {count(context.totalEdges, 'link')}
        </span>
        <FilePath path={path} className="mr-auto" />
        {link}
      </div>
      <div className="flex min-h-0 flex-1 flex-col @min-[56rem]:flex-row">
        {graph.nodes.length > LISTED_AT_MOST && (
          <Suspense fallback={<div className="flex-1" />}>
            <ProjectCanvas graph={graph} current={name} />
          </Suspense>
        )}
        <div
          tabIndex={0}
          role="group"
          aria-label="Projects and what changes mean"
          className="focus-inset max-h-1/2 min-h-0 shrink-0 space-y-4 overflow-y-auto border-t border-line p-4 @min-[56rem]:max-h-full @min-[56rem]:w-92 @min-[56rem]:border-t-0 @min-[56rem]:border-l"
        >
          <Impact name={name} context={context} />
          <ProjectRows project={project} graph={graph} current={name} />
          <Links graph={graph} />
        </div>
      </div>
      {sheet}
    </div>
  );
}

function Impact({ name, context }: { readonly name: string; readonly context: GraphContext }): ReactNode {
  return (
    <section aria-label="What a change means">
      <h2 className="mb-1 font-semibold">What a change means for {name}</h2>
      {context.relationships.length === 0 && <p className="text-muted">It is linked with no other project yet.</p>}
      <ul className="space-y-1">
        {context.relationships.map((relationship, index) => (
          <li key={index} className="break-words">
            {impact(name, relationship)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Links({ graph }: { readonly graph: Graph }): ReactNode {
  if (graph.edges.length === 0) return null;
  return (
    <section aria-label="Links">
      <h2 className="mb-1 font-semibold">Links</h2>
      <ul className="space-y-0.5 text-muted">
        {graph.edges.map((edge) => (
          <li key={`${edge.from} ${edge.relation} ${edge.to}`} className="break-words">
            {linkWords(edge)}
          </li>
        ))}
      </ul>
    </section>
  );
}
