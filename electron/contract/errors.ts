import { z } from 'zod';
import { AGENT_HINT } from './agents.ts';

/**
 * Every failure that a person can meet. `status` follows HTTP, `hints` say what to do next when the thrower
 * knows nothing better. The sentence itself is written where the fact is known.
 */
export const CATALOG = {
  INPUT_INVALID: { status: 400, hints: ['Correct the named field and try again.'] },
  PROJECT_NOT_FOLDER: { status: 400, hints: ['Choose an existing folder.'] },
  BRANCH_INVALID: { status: 400, hints: ['Use letters, digits, dashes and slashes, for example feat/login.'] },
  DOMAIN_INVALID: { status: 400, hints: ['Give a host name such as api.example.com, without scheme or path.'] },
  EGRESS_ROW_NOT_FOUND: { status: 404, hints: ['maestro egress NAME --blocked shows what was refused, with its ids.'] },
  URL_INVALID: {
    status: 400,
    hints: ['Give a URL such as https://api.example.com/v1, git@github.com:acme/shop or db.example.com:5432.'],
  },
  GATEWAY_STOPPED: { status: 409, hints: ['Start its container first: maestro start NAME'] },
  LIMIT_INVALID: { status: 400, hints: ['Give memory such as 4g, and cpus such as 2 or 1.5.'] },
  AGENT_UNKNOWN: { status: 400, hints: [AGENT_HINT] },
  CONTAINER_NOT_FOUND: { status: 404, hints: ['maestro list shows all containers.'] },
  CONTAINER_NAME_AMBIGUOUS: { status: 409, hints: ['Give the full name.'] },
  CONTAINER_NAME_TAKEN: { status: 409, hints: ['Try again: the next free number is taken.'] },
  CONTAINER_NOT_RUNNING: { status: 409, hints: ['Start it first.'] },
  CONTAINER_RUNNING: { status: 409, hints: ['Stop it first: maestro stop NAME'] },
  CONTAINER_START_FAILED: { status: 500, hints: ['docker logs NAME shows what it printed.'] },
  AGENT_ENDED: { status: 409, hints: ['Start it again: maestro restart NAME'] },
  NOTHING_ASKED: { status: 409, hints: ['To tell it something: maestro send NAME "…"'] },
  ANSWER_UNKNOWN: { status: 400, hints: ['Give the number of a choice, or how it begins.'] },
  QUESTION_CHANGED: { status: 409, hints: ['Look at what it asks now, then answer that.'] },
  MESSAGE_GIVEN: { status: 409, hints: ['To stop what it does with it: maestro interrupt NAME'] },
  TALK_FAILED: {
    status: 500,
    hints: ['Look at its terminal: maestro connect NAME', 'A container of an earlier version cannot be told anything.'],
  },
  DAEMON_FAILED: { status: 500, hints: ['maestro daemon logs shows what it wrote.'] },
  NOTIFY_FAILED: { status: 502, hints: ['maestro daemon status says what shows notifications here.'] },
  CONTAINER_NOT_OURS: { status: 403, hints: ['Maestro acts only on what it made and labelled.'] },
  REVIEW_NO_REPOSITORY: {
    status: 409,
    hints: ['Make one in the project: git init', 'The files alone: docker cp NAME:/workspace FOLDER'],
  },
  REVIEW_FAILED: { status: 502, hints: ['maestro connect NAME shows its repository as the agent sees it.'] },
  COMMIT_UNKNOWN: { status: 404, hints: ['maestro log NAME shows its commits.'] },
  TURN_UNKNOWN: { status: 409, hints: ['Look at all of it: maestro diff NAME', 'From the next prompt on it is kept.'] },
  COMMENT_NOT_FOUND: { status: 404, hints: ['maestro comment NAME shows all comments.'] },
  COMMENT_LINE_UNKNOWN: { status: 404, hints: ['maestro diff NAME shows the lines that differ.'] },
  COMMENTS_NONE: { status: 409, hints: ['Write one first: maestro comment NAME PATH:LINE "…"'] },
  REVIEW_MOVED: { status: 409, hints: ['Look at it again, then repeat the command.'] },
  BRANCH_IN_USE: { status: 409, hints: ['Take another name.'] },
  CHECKOUT_CHANGED: {
    status: 409,
    hints: ['Commit or stash it there first, or merge into another branch: --into BRANCH'],
  },
  CHECKOUT_FILTERED: { status: 409, hints: ['Take it over with your own git.'] },
  MERGE_CONFLICT: {
    status: 409,
    hints: [
      'Let its agent resolve it: maestro merge NAME --send-conflicts',
      'Or by hand: maestro fetch NAME, then git merge refs/maestro/NAME/BRANCH in the project.',
    ],
  },
  MERGE_REFUSED: { status: 409, hints: ['maestro diff NAME shows what there is.'] },
  PUSH_REFUSED: { status: 409, hints: ['maestro help managing says what a pull request is made of.'] },
  PUSH_FAILED: {
    status: 502,
    hints: [
      'Only your own sign-in of git counts, not what the project configures; where it asks, push by hand once.',
      'Where the branch is there already with other commits, take another name: --branch NAME',
    ],
  },
  PULL_REQUEST_FAILED: { status: 502, hints: ['Sign in: gh auth login'] },
  TRASH_NOT_FOUND: { status: 404, hints: ['maestro trash list shows what is there.'] },
  CANCELLED: { status: 499, hints: ['Nothing was changed.'] },
  CREATE_CANCELLED: { status: 499, hints: ['Nothing was left behind.'] },
  COPY_FAILED: { status: 500, hints: ['Check that every file of the project can be read.'] },
  GIT_FAILED: { status: 500, hints: ['Run the shown git command in the project to see the cause.'] },
  GIT_MISSING: { status: 503, hints: ['Install git and try again.'] },
  GATEWAY_FAILED: { status: 500, hints: ['The agent was not started, because its network is not proven closed.'] },
  AGENT_START_FAILED: { status: 500, hints: ['Check the agent’s command line.'] },
  DOCKER_UNREACHABLE: {
    status: 503,
    hints: ['Start Docker, then try again.', 'maestro doctor shows what is missing.'],
  },
  DOCKER_DENIED: { status: 403, hints: ['Add your user to the docker group, or start Docker Desktop.'] },
  DOCKER_FAILED: { status: 500, hints: ['maestro doctor checks the Docker engine.'] },
  CONTAINER_FULL: {
    status: 507,
    hints: [
      'What takes it: maestro exec NAME -- du -xhd2 /workspace /home/node /tmp',
      'Nothing in it is lost: maestro exec NAME -- rm … makes room, maestro cleanup NAME keeps all of it.',
    ],
  },
  CONTAINER_SILENT: {
    status: 504,
    hints: ['The machine may be busy: try again.', 'Something in it may be stopped: maestro restart NAME --full'],
  },
  DISK_FULL: { status: 507, hints: ['Free some space: maestro image prune, maestro trash empty.'] },
  IMAGE_BUILD_FAILED: { status: 500, hints: ['The last lines of the build say why.'] },
  IMAGE_BUILD_CANCELLED: { status: 499, hints: ['Build again at any time.'] },
  BASE_IMAGE_MISSING: { status: 503, hints: ['maestro image base makes one locally.'] },
  OWN_IMAGE_MISSING: { status: 503, hints: ['Pull or build it, or choose another: containers.image'] },
  OWN_IMAGE_UNFIT: { status: 409, hints: ['Install in it what is named, or build it FROM Maestro’s own.'] },
  BASE_IMAGE_UNSUPPORTED: { status: 501, hints: ['Set containers.base_image in ~/.maestro/config.yml.'] },
  TERMINAL_NOT_FOUND: { status: 404, hints: ['Open the terminal again.'] },
  TERMINAL_FAILED: { status: 500, hints: ['Check that the docker command is installed.'] },
  CONFIG_INVALID: { status: 400, hints: ['Correct the named key in the file.'] },
  FILE_UNREADABLE: { status: 400, hints: ['Check the path and its permissions.'] },
  FILE_EXISTS: { status: 409, hints: ['Choose another name, or replace it: --force'] },
  FILE_DAMAGED: {
    status: 422,
    hints: [
      'The file was left as it is. Repair or move it, then try again.',
      'In a project, maestro doctor shows all damaged files; --fix repairs what it can and keeps a copy.',
    ],
  },
  UNDO_GONE: { status: 410, hints: ['Change it back by hand.'] },
  UNDO_STALE: { status: 409, hints: ['Look at what it is now, and change it by hand.'] },
  LOCK_HELD: { status: 423, hints: ['Another Maestro process is busy here. Try again in a moment.'] },
  PROJECT_NOT_OPEN: { status: 404, hints: ['Open the project in Missions first.'] },
  PROJECT_INITIALIZED: {
    status: 409,
    hints: ['Run maestro init in the folder that has no .maestro of its own above it.'],
  },
  PATH_UNSAFE: { status: 400, hints: ['Replace the link by a real folder or file.'] },
  PLAN_INVALID: { status: 400, hints: ['maestro schema plan prints the form of a plan.', 'Nothing was written.'] },
  ID_AMBIGUOUS: { status: 409, hints: ['Type more of it, or the whole id.'] },
  MISSION_NOT_FOUND: { status: 404, hints: ['maestro mission list shows all missions.'] },
  FEATURE_NOT_FOUND: { status: 404, hints: ['maestro feature list --mission ID shows all features.'] },
  MILESTONE_NOT_FOUND: { status: 404, hints: ['maestro milestone list --mission ID shows all milestones.'] },
  ASSERTION_NOT_FOUND: { status: 404, hints: ['maestro validate show --mission ID shows all assertions.'] },
  CHECKPOINT_NOT_FOUND: { status: 404, hints: ['maestro checkpoint save --mission ID makes one.'] },
  FEATURE_NOT_READY: { status: 409, hints: ['maestro feature list --mission ID shows where each feature stands.'] },
  FEATURE_LAUNCHING: { status: 409, hints: ['maestro list shows what is being made.'] },
  MISSION_NOT_READY: { status: 409, hints: ['maestro mission show ID shows where it stands.'] },
  RUN_GOING: { status: 409, hints: ['maestro mission explain ID shows what it does.'] },
  RUN_NONE: { status: 409, hints: ['Begin one: maestro mission run ID'] },
  LAUNCH_BASE_MISSING: { status: 409, hints: ['maestro start NAME, then launch again.'] },
  TRANSITION_ILLEGAL: { status: 409, hints: ['Only the named next states can be reached from here.'] },
  DEPENDENCY_OPEN: { status: 409, hints: ['Finish what it depends on first, or leave out --strict.'] },
  SEAL_BLOCKED: { status: 409, hints: ['Settle each named assertion: passed, or waived with a reason.'] },
  HANDOFF_NOT_FOUND: { status: 404, hints: ['maestro handoff list shows all handoffs.'] },
  HANDOFF_NONE_PENDING: { status: 404, hints: ['maestro handoff create makes one.'] },
  HANDOFF_TAKEN: { status: 409, hints: ['maestro handoff list --status pending shows what is free.'] },
  HANDOFF_INVALID: { status: 400, hints: ['maestro handoff create --help shows what a handoff needs.'] },
  PRINCIPLE_UNMET: { status: 409, hints: ['Give what the named principles ask for.'] },
  PRINCIPLE_NOT_FOUND: { status: 404, hints: ['maestro principle list shows all principles.'] },
  PRINCIPLE_TAKEN: { status: 409, hints: ['Choose another id, or remove the old one first.'] },
  CORRECTION_NOT_FOUND: { status: 404, hints: ['maestro memory-search shows corrections with their ids.'] },
  TASK_NOT_FOUND: { status: 404, hints: ['maestro task list --limit 0 shows all tasks.'] },
  SESSION_NOT_FOUND: { status: 404, hints: ['Run this inside a Claude Code or Codex session.'] },
  RATCHET_REGRESSED: { status: 409, hints: ['Remove the named occurrences, then run maestro ratchet-check again.'] },
  PORT_TAKEN: { status: 409, hints: ['Give another port, or none: a free one is taken.'] },
  SIGN_IN_NEEDED: { status: 401, hints: ['Sign in again: maestro auth'] },
  SIGN_IN_FAILED: { status: 401, hints: ['Try again: maestro auth'] },
  UNAUTHORIZED: { status: 401, hints: ['Open the address that maestro serve printed.'] },
  CONNECTION_LOST: { status: 503, hints: ['Maestro connects again by itself. Then look whether it was done.'] },
  NOT_SUPPORTED: { status: 501, hints: [] },
  INTERNAL: { status: 500, hints: ['This is a defect in Maestro. The log has the details.'] },
} as const satisfies Record<string, { status: number; hints: readonly string[] }>;

export type ErrorCode = keyof typeof CATALOG;

export const ErrorCode = z.enum(Object.keys(CATALOG) as [ErrorCode, ...ErrorCode[]]);

/** A failure as every face shows it: sentence, code, next steps, and (folded) the command and its output. */
export const Problem = z.object({
  code: ErrorCode,
  sentence: z.string(),
  hints: z.array(z.string()),
  /** Command line and output, or the last lines of a build: never a secret. */
  detail: z.string().nullable(),
});
export type Problem = z.infer<typeof Problem>;
