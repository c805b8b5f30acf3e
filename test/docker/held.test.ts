import { beforeAll, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { readFleet } from '../../electron/engine/containers/fleet.ts';
import { getContainer } from '../../electron/engine/containers/list.ts';
import { readReports } from '../../electron/engine/containers/reports.ts';
import { Refusing } from '../../electron/engine/containers/refusing.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { maestro } from '../support/maestro.ts';
import { gitProject } from '../support/project.ts';
import { until } from '../support/until.ts';

const HOST = 'api.unlisted.test';

let engine: TestEngine;
let project: string;

beforeAll(async () => {
  [engine, project] = await Promise.all([containerEngine(), gitProject()]);
});

/** A container whose agent has begun a turn and tried in vain to reach a host. */
async function refusedOne(branch: string): Promise<Container> {
  const container = await engine.client.containers.create(newContainer({ project, branch }));
  await says(container, { hook_event_name: 'UserPromptSubmit' });
  await inside(container, `curl -sS https://${HOST} || true`);
  await until('the row', async () => (await ledger(container)).some(({ host }) => host === HOST));
  return container;
}

function ledger({ name }: Container) {
  return engine.client.egress.list({ name });
}

async function says(container: Container, event: object): Promise<void> {
  await inside(container, `printf '%s' '${JSON.stringify(event)}' | /usr/local/lib/maestro/hook claude`);
}

function looked(container: Container, minutes: number): Promise<Container> {
  const now = () => new Date(Date.now() + minutes * 60_000);
  return getContainer({ ...engine.context, now }, container.name);
}

test('an agent that shows nothing after its network refused it a name calls a person, until that is allowed', async () => {
  const container = await refusedOne('feat/held');

  const held = await until('it to be held', async () => {
    const found = await looked(container, 5);
    return found.state === 'stalled' && found;
  });
  const id = held.refused?.id ?? '';
  expect(held.evidence).toMatch(
    new RegExp(`^nothing new from it for \\d+ m, and ${HOST} was refused \\d+ m ago \\(${id} in its ledger\\)$`),
  );
  expect((await looked(container, 0)).state).toBe('running');

  const said = await maestro(['add-domain', container.name, id, '--no-save'], { env: { HOME: engine.user.home } });
  expect(said).toMatchObject({ code: 0 });
  await until('it to be quiet alone', async () => {
    const found = await looked(container, 5);
    return found.state === 'quiet' && found.refused === undefined;
  });
});

test('whoever watches knows it of one that ended its turn as well, and looks once', async () => {
  const container = await refusedOne('feat/ended');
  await says(container, { hook_event_name: 'Stop', last_assistant_message: 'It cannot be reached.' });
  const told: string[] = [];
  const refusing = new Refusing(engine.context, (dockerId) => told.push(dockerId));
  const look = async (): Promise<string | undefined> => {
    const member = (await readFleet(engine.context)).find(({ row }) => row.Id === container.dockerId);
    const { reports } = readReports(await engine.context.docker.lastLines(container.dockerId, 50), new Date());
    const shown = await looked(container, 0);
    if (member === undefined) return undefined;
    refusing.look([{ member, container: shown, reports }]);
    await refusing.end();
    return refusing.of(container.dockerId, reports)?.name;
  };

  await until('it to be known', async () => (await look()) === HOST);
  expect(told).toContain(container.dockerId);
  const before = told.length;
  expect(await look()).toBe(HOST);
  expect(told).toHaveLength(before);
});
