import type { Contract } from '../../contract/index.ts';

/** What a user may allow beyond looking, a group at a time. */
export const ALLOWABLE = ['missions', 'features', 'handoffs', 'memory', 'containers', 'talk', 'review'] as const;
export type Allowable = (typeof ALLOWABLE)[number];

type Path = { [Topic in keyof Contract]: `${Topic}.${keyof Contract[Topic] & string}` }[keyof Contract];

/** A procedure of the contract as a tool. */
export interface Tool {
  /** Where it stands in the contract: `missions.board` is the tool `missions_board`. */
  readonly path: Path;
  readonly about: string;
  /** What a user has to allow for it; null: it only looks. */
  readonly group: Allowable | null;
}

function looks(path: Path, about: string): Tool {
  return { path, about, group: null };
}

function writes(group: Allowable, path: Path, about: string): Tool {
  return { path, about, group };
}

/**
 * The procedures that are tools. What throws work away, opens the network or touches credentials is none, whatever its user
 * allows.
 */
export const TOOLS: readonly Tool[] = [
  looks('missions.board', 'One mission with its milestones, features and assertions, and what each may become next.'),
  looks('missions.explain', 'Why each feature of a mission does not run now, and what its run does.'),
  looks('proofs.list', 'What is proven of a mission by runs of its checks, and what is only claimed.'),
  looks('proofs.log', 'What the newest run of an assertion’s check printed.'),
  looks('missions.checkPlan', 'Checks the JSON text of a plan, with the line of each flaw. Nothing is written.'),
  looks('missions.graph', 'The dependencies of a mission’s features as mermaid or dot.'),
  looks('checkpoints.diff', 'What has changed in a mission since a checkpoint.'),
  looks('handoffs.list', 'Handoffs from one agent to the next, the newest first.'),
  looks('handoffs.get', 'One handoff with its packet taken apart.'),
  looks('handoffs.verify', 'What git says about each claim of a handoff.'),
  looks('memory.read', 'Corrections, learnings, the ratchet and principles of the project.'),
  looks('graph.read', 'How this project and others of its user hang together.'),
  looks('projects.notes', 'The notes of the project.'),
  looks('inspection.get', 'One container: its limits, network, credential mode, processes and what it was made from.'),
  looks('activity.list', 'What happened in a container, the newest last.'),
  looks('usage.get', 'Tokens and cost of a container’s agent, as its own conversation says.'),
  looks('review.look', 'What a container’s work changes: files, differences, risks.'),
  looks('review.overlap', 'Which containers of the project work on the same files, and what does not merge.'),
  looks('comments.list', 'The comments on a container’s work.'),
  looks('egress.list', 'What a container tried to reach, and what became of it.'),
  looks('talk.messages', 'The messages that wait for a container’s agent.'),
  writes('missions', 'missions.create', 'Creates a mission, as a draft, from the JSON text of a plan.'),
  writes('missions', 'missions.approve', 'Approves a draft, so that work may begin.'),
  writes('missions', 'missions.reject', 'Rejects a draft for good.'),
  writes('missions', 'missions.update', 'Changes status, title or description of a mission.'),
  writes(
    'containers',
    'missions.run',
    'Lets a mission launch its features as they become ready, by whichever host runs.',
  ),
  writes('missions', 'missions.pause', 'Launches nothing more of a mission; agents at work go on.'),
  writes('containers', 'missions.resume', 'Goes on with the run of a mission.'),
  writes('missions', 'missions.stop', 'Ends the run of a mission and stops its containers at work.'),
  writes('missions', 'assertions.judge', 'Gives an assertion its result, with evidence or a reason.'),
  writes('missions', 'proofs.setCheck', 'Gives an assertion the command that finds it out.'),
  writes('containers', 'proofs.run', 'Runs checks in fresh containers and judges their assertions by what comes out.'),
  writes('missions', 'milestones.seal', 'Seals a milestone whose assertions are all settled.'),
  writes('missions', 'checkpoints.save', 'Keeps the state of a mission.'),
  writes('features', 'features.update', 'Moves a feature, or stores its report.'),
  writes('features', 'features.prompt', 'Composes the prompt of a feature’s worker, and keeps it beside the feature.'),
  writes('containers', 'features.launch', 'Makes a container whose agent works on a feature.'),
  writes(
    'containers',
    'features.pickUp',
    'Takes a handoff and makes a container whose agent goes on with its feature.',
  ),
  writes('handoffs', 'handoffs.claim', 'Takes a handoff.'),
  writes('handoffs', 'handoffs.release', 'Gives a handoff back.'),
  writes('memory', 'memory.correct', 'Keeps a correction: a rule that agents broke.'),
  writes('memory', 'memory.learn', 'Keeps a learning.'),
  writes('memory', 'memory.compile', 'Replaces the compiled learnings.'),
  writes('memory', 'projects.addNote', 'Adds a note.'),
  writes('containers', 'containers.create', 'Makes a container whose agent works on a task.'),
  writes('containers', 'containers.start', 'Starts a stopped container.'),
  writes('containers', 'containers.stop', 'Stops a container; its files stay.'),
  writes(
    'containers',
    'containers.restart',
    'Starts a container’s agent again, which resumes its conversation where it can.',
  ),
  writes('talk', 'talk.send', 'Tells a container’s agent something, as soon as it can take it.'),
  writes('talk', 'talk.answer', 'Answers what a container’s agent asks.'),
  writes('talk', 'talk.interrupt', 'Interrupts what a container’s agent does.'),
  writes('review', 'review.fetch', 'Brings a container’s commits into the project’s repository, as refs of their own.'),
  writes('review', 'comments.add', 'Comments on a line of a container’s work.'),
  writes('review', 'comments.send', 'Sends the comments on a container’s work to its agent.'),
];
