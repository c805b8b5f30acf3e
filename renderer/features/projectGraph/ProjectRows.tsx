import { FolderGit2, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GraphNode, ProjectGraph } from '../../../electron/contract/graph.ts';
import { Button } from '../../ui/Button.tsx';
import { FilePath } from '../../ui/FilePath.tsx';
import { ProblemNote } from '../../ui/Problem.tsx';
import { openProject, useProjectProblems } from '../projects/projects.ts';
import { folderOf } from './select.ts';

interface ProjectRowsProps {
  readonly project: string;
  readonly graph: ProjectGraph;
  readonly current: string;
}

/** The projects of the graph; each whose folder is known can be opened. */
export function ProjectRows({ project, graph, current }: ProjectRowsProps): ReactNode {
  return (
    <section aria-label="Projects">
      <h2 className="mb-1 font-semibold">Projects</h2>
      <ul>
        {graph.nodes.map((node) => (
          <Row key={node.name} node={node} current={node.name === current || node.path === project} />
        ))}
      </ul>
    </section>
  );
}

function Row({ node, current }: { readonly node: GraphNode; readonly current: boolean }): ReactNode {
  const folder = folderOf(node);
  const problem = useProjectProblems((problems) => problems[folder ?? ''] ?? null);
  return (
    <li className="border-b border-line/70 py-1.5 last:border-0">
      <div className="flex min-w-0 items-center gap-2">
        <FolderGit2 aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1 truncate font-medium">{node.name}</span>
        {current && <span className="shrink-0 text-small text-muted">This one</span>}
        {!current && folder !== null && (
          <Button look="quiet" aria-label={`Open ${node.name}`} onClick={() => void openProject(folder)}>
            <FolderOpen aria-hidden className="size-3.5" />
            Open
          </Button>
        )}
      </div>
      {folder === null ? (
        <p className="text-small text-muted">Known by name only. It gets its folder when it links itself.</p>
      ) : (
        <FilePath path={folder} className="text-small" />
      )}
      {problem !== null && <ProblemNote problem={problem} className="mt-1 rounded-lg bg-bad-soft p-2.5" />}
    </li>
  );
}
