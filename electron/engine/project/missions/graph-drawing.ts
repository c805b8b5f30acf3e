import type { Feature } from '../../../contract/features.ts';
import type { Mission } from '../../../contract/missions.ts';
import { orderedMilestones } from './milestones/rules.ts';

/** The dependencies of a mission's features as a Graphviz or Mermaid drawing, grouped by milestone. */
export function dependencyGraph(mission: Mission, features: readonly Feature[], format: 'dot' | 'mermaid'): string {
  return (format === 'dot' ? dot : mermaid)(mission, features);
}

function dot(mission: Mission, features: readonly Feature[]): string {
  const quote = (text: string): string => JSON.stringify(text.replaceAll(/\s+/g, ' '));
  const clusters = orderedMilestones(mission).flatMap((milestone, index) => [
    `  subgraph cluster_${index} {`,
    `    label=${quote(milestone.title)};`,
    ...features
      .filter((feature) => feature.milestoneId === milestone.id)
      .map(
        (feature) =>
          `    ${quote(feature.id)} [label=${quote(`${feature.id}: ${feature.title} (${feature.status})`)}];`,
      ),
    '  }',
  ]);
  const edges = features.flatMap((feature) => feature.dependsOn.map((id) => `  ${quote(id)} -> ${quote(feature.id)};`));
  return [`digraph ${quote(mission.id)} {`, '  rankdir=LR;', '  node [shape=box];', ...clusters, ...edges, '}'].join(
    '\n',
  );
}

function mermaid(mission: Mission, features: readonly Feature[]): string {
  const node = new Map(features.map((feature, index) => [feature.id, `f${index}`]));
  const label = (text: string): string => `"${text.replaceAll(/\s+/g, ' ').replaceAll('"', '#quot;')}"`;
  const groups = orderedMilestones(mission).flatMap((milestone, index) => [
    `  subgraph m${index}[${label(milestone.title)}]`,
    ...features
      .filter((feature) => feature.milestoneId === milestone.id)
      .map(
        (feature) =>
          `    ${node.get(feature.id) ?? ''}[${label(`${feature.id}: ${feature.title} (${feature.status})`)}]`,
      ),
    '  end',
  ]);
  const edges = features.flatMap((feature) =>
    feature.dependsOn.flatMap((id) =>
      node.has(id) ? [`  ${node.get(id) ?? ''} --> ${node.get(feature.id) ?? ''}`] : [],
    ),
  );
  return ['flowchart LR', ...groups, ...edges].join('\n');
}
