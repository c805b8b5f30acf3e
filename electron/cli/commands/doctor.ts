import { resolve } from 'node:path';
import type { DoctorCheck } from '../../contract/doctor.ts';
import type { StateCheck } from '../../contract/missionControl.ts';
import { Side } from '../../contract/projects.ts';
import { shellWord } from '../../contract/text.ts';
import { problemOf } from '../../engine/errors.ts';
import type { Project } from '../../engine/project/records/project.ts';
import { stateChecks } from '../../engine/project/health/checks.ts';
import type { Call } from '../arguments/command.ts';
import type { withEngine as WithEngine } from '../engine.ts';
import type { Colour, Output, Paint } from '../output/output.ts';
import { given, isOn, oneOf } from '../arguments/options.ts';
import { lines, ok, undo } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { openProject } from '../project.ts';

const MARKS: Record<DoctorCheck['state'], { mark: string; colour: Colour }> = {
  ok: { mark: '✓', colour: 'green' },
  warning: { mark: '⚠', colour: 'yellow' },
  failed: { mark: '✗', colour: 'red' },
  checking: { mark: '…', colour: 'dim' },
};

const STATE_MARKS: Record<StateCheck['status'], string> = { ok: '[ok]', warn: '[--]', fail: '[!!]' };

/**
 * The project's checks and the containers' ones. With `--json` the project's alone, in the form that scripts know;
 * `--containers` gives the others. Only a failed check of what was asked for ends with 1.
 */
export async function run(call: Call): Promise<number> {
  const { out } = call;
  const project = openProject({ out: { ...out, warn: () => undefined } });
  if (isOn(call, 'fix')) return fix(project, call);
  if (isOn(call, 'containers')) return containers(out);
  const checks = stateChecks(project);
  const failed = checks.some((check) => check.status === 'fail');
  if (out.json) out.result(checks, () => '');
  else {
    out.print(['This project', ...checks.map(stateText)].join('\n'));
    out.print(['', 'Containers', ...(await containerRows(out))].join('\n'));
    out.print(failed ? '\nSomething is in the way of this project.' : '\nThe project can be used.');
  }
  return failed ? 1 : 0;
}

/** Loaded only for the containers' checks. */
async function engine<Result>(work: Parameters<typeof WithEngine<Result>>[0]): Promise<Result> {
  const { withEngine } = await import('../engine.ts');
  return withEngine(work);
}

async function containers(out: Output): Promise<number> {
  const report = await engine(({ client }) => client.doctor.run());
  out.result(report, () => report.checks.map((check) => checkText(check, out.paint)).join('\n'));
  return report.checks.some((check) => check.state === 'failed') ? 1 : 0;
}

/** What is wrong with containers is told here and fails nothing: a project can be used without them. */
async function containerRows(out: Output): Promise<string[]> {
  try {
    const report = await engine(({ client }) => client.doctor.run());
    return report.checks.map((check) => checkText(check, out.paint));
  } catch (error) {
    return [
      checkText(
        { id: 'docker', title: 'Docker', state: 'failed', found: problemOf(error).sentence, hints: [] },
        out.paint,
      ),
    ];
  }
}

async function fix(project: Project, call: Call): Promise<number> {
  const { out } = call;
  const keep = oneOf(call, 'keep', Side.options);
  const file = given(call, 'file');
  const { repairState } = await import('../../engine/project/health/repair.ts');
  const repairs = await repairState(project, {
    ...(keep === undefined ? {} : { keep }),
    ...(file === undefined ? {} : { only: resolve(project.cwd, file) }),
  });
  out.result(repairs, () =>
    repairs.length === 0
      ? ok('Nothing is damaged.')
      : lines(
          repairs.flatMap(({ path, done, copy }) => [
            `${path}: ${done}`,
            ...(copy === undefined
              ? []
              : [`  The damaged file is kept at ${copy}`, undo(`cp ${shellWord(copy)} ${shellWord(path)}`)]),
          ]),
        ),
  );
  return 0;
}

function stateText({ name, status, message, fix: advice }: StateCheck): string {
  return lines(
    `${STATE_MARKS[status]} ${name}: ${plain(message)}`,
    advice === undefined ? undefined : `    Fix: ${plain(advice)}`,
  );
}

function checkText({ state, title, found, hints }: DoctorCheck, paint: Paint): string {
  const { mark, colour } = MARKS[state];
  return [
    `${paint(mark, colour)} ${title}: ${found}`,
    ...hints.map((hint) => `  ${paint('hint:', 'cyan')} ${hint}`),
  ].join('\n');
}
