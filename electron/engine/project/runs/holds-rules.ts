import { takesAgents } from '../../../contract/launches.ts';
import type { Hold } from '../../../contract/runs.ts';
import { dollars } from '../../../contract/usage.ts';
import { inScope, type Scene } from './scene-rules.ts';

/** Why a run launches nothing now, whatever is ready: none when it may (pure). Each goes by itself when its reason does. */
export function holdsOf(scene: Scene): Hold[] {
  return [...stateHolds(scene), ...budgetHolds(scene), ...agentHolds(scene), ...proofHolds(scene)];
}

function hold(kind: Hold['kind'], sentence: string, feature: string | null = null): Hold {
  return { kind, feature, sentence };
}

function stateHolds({ mission, run, isOurs }: Scene): Hold[] {
  const resume = `maestro mission resume ${mission.id}`;
  if (run.state === 'finished') return [hold('state', 'The run is over: all that it was to do is done.')];
  if (run.state !== 'running') return [hold('state', `The run is ${run.state}: ${resume}`)];
  if (!isOurs)
    return [hold('state', `This run was begun elsewhere, or its file was changed since. Look at it, then: ${resume}`)];
  if (!takesAgents(mission.status)) return [hold('mission', `The mission is ${mission.status}.`)];
  return [];
}

function budgetHolds({ mission, run }: Scene): Hold[] {
  if (run.budgetUsd === null) return [];
  const spent = Object.values(run.spent).reduce((sum, usd) => sum + usd, 0);
  if (spent < run.budgetUsd) return [];
  const words = `${dollars(spent)} of ${dollars(run.budgetUsd)} are spent.`;
  return [hold('budget', `${words} To allow more: maestro mission resume ${mission.id} --budget AMOUNT`)];
}

function agentHolds(scene: Scene): Hold[] {
  return inScope(scene).flatMap(({ id, status }): Hold[] => {
    const agent = scene.agents.get(id);
    if (agent === undefined || status === 'done') return [];
    const { name, state, attention, limitUntil } = agent;
    if (state === 'limit')
      return [hold('limit', `${name} has used up its share${limitUntil === null ? '' : ` until ${limitUntil}`}.`, id)];
    if (state !== 'needs-you' || scene.run.keepGoing) return [];
    return [hold('question', `${name} waits for an answer${attention?.text ? `: ${attention.text}` : '.'}`, id)];
  });
}

function proofHolds(scene: Scene): Hold[] {
  if (scene.run.keepGoing) return [];
  // One that is being worked on again has to be judged again first.
  const judged = inScope(scene).filter(({ status }) => !['pending', 'assigned', 'in-progress'].includes(status));
  const ids = new Set(judged.map(({ id }) => id));
  return scene.assertions
    .filter(({ featureId, result }) => result === 'failed' && ids.has(featureId))
    .map(({ id, featureId }) => hold('proof', `${id} has failed.`, featureId));
}
