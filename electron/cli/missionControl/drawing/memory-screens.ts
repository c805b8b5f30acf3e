import { type Look, tabOf } from './list-rows-rules.ts';
import { type Panel, panel, textPanel } from './panel.ts';
import { listPanel } from './list-panel.ts';
import type { ControlSnapshot } from '../../../engine/project/overview/snapshot.ts';

/** This project among its relations. */
export function graphPanels(snapshot: ControlSnapshot, look: Look): Panel[] {
  const { currentProject, totalProjects, totalEdges, relationships } = snapshot.memory.graphContext;
  const relation = relationships[Number(look.chosen ?? -1)];
  return [
    panel('This project', [
      currentProject?.name ?? 'not in the graph yet',
      `${totalProjects} projects, ${totalEdges} links`,
    ]),
    listPanel('graph', snapshot, {
      look,
      title: 'Relations',
      empty: 'No relations: maestro graph-link PROJECT --consumes',
    }),
    ...(relation === undefined ? [] : [textPanel(relation.project.name, impactOf(relation))]),
  ];
}

/** What a change on one side means for the other. */
function impactOf({ direction, project, edge }: ControlSnapshot['memory']['graphContext']['relationships'][number]) {
  const [user, used] = direction === 'outgoing' ? ['this project', project.name] : [project.name, 'this project'];
  const impact = {
    consumes: `A change of ${used} can break ${user}.`,
    exposes: `A change of ${user} can break ${used}.`,
    'shared-types': `A change of the shared types reaches both ${user} and ${used}.`,
  };
  return [project.path, edge.detail ?? '', impact[edge.relation]];
}

/** What this project remembers. */
export function memoryPanels(snapshot: ControlSnapshot, look: Look): Panel[] {
  const { stats, corrections, rawLearnings, ratchetSuite, compiledLearnings } = snapshot.memory;
  const tab = tabOf('memory', snapshot, look);
  const numbers = [
    `corrections: ${stats.corrections.total} (${stats.corrections.hard} hard)`,
    `learnings: ${stats.learnings.rawCount} raw`,
    `ratchet: ${stats.ratchet.assertions} patterns`,
  ];
  if (tab === 'overview') {
    return [
      panel('Overview', numbers),
      panel(
        'Corrections',
        corrections.map(({ severity, rule }) => `${severity} ${rule}`),
        'No corrections yet',
      ),
      panel(
        'Learnings',
        rawLearnings.map(({ sessionDate, content }) => `${sessionDate} ${content}`),
        'No learnings yet',
      ),
      panel(
        'Ratchet',
        ratchetSuite.assertions.map(({ rule, check }) => `${rule}: ${check}`),
        'No patterns yet',
      ),
    ];
  }
  const list = listPanel('memory', snapshot, { look, title: 'Memory', empty: 'None yet' });
  const correction = corrections.find(({ id }) => id === look.chosen);
  if (tab === 'corrections' && correction !== undefined) {
    const { rule, trigger, source, promotedToRatchet } = correction;
    return [
      list,
      textPanel(correction.id, [
        rule,
        `keywords: ${trigger.keywords.join(', ')}`,
        trigger.fileGlobs.length === 0 ? '' : `files: ${trigger.fileGlobs.join(', ')}`,
        `source: ${source}`,
        promotedToRatchet === undefined ? '' : `in the ratchet as ${promotedToRatchet}`,
      ]),
    ];
  }
  if (tab !== 'learnings') return [list, panel('Overview', numbers)];
  const days = [...new Set(rawLearnings.map(({ sessionDate }) => sessionDate.slice(0, 10)))].sort().slice(-5);
  const activity = days.map((day) => {
    const count = rawLearnings.filter(({ sessionDate }) => sessionDate.startsWith(day)).length;
    return `${day}  ${'█'.repeat(Math.min(count, 20))} ${count}`;
  });
  return [
    list,
    panel('The last five days with learnings', activity, 'None yet'),
    ...(compiledLearnings === undefined ? [] : [textPanel('Compiled', [compiledLearnings.summary])]),
  ];
}
