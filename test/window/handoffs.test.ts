import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Handoff } from '../../electron/contract/handoffs.ts';
import type { MissionTab } from '../../renderer/client/place.ts';
import { type MissionDesk, type MissionProject, missionProject, openDesk } from '../support/missionProject.ts';
import { tempFolder } from '../support/project.ts';
import { clipboard, startBrowser } from '../support/window.ts';

let browser: Browser;
let made: MissionProject;

beforeAll(async () => {
  browser = await startBrowser();
  made = await missionProject(await tempFolder('maestro-home'));
});

function desk(tab: MissionTab): Promise<MissionDesk> {
  return openDesk(browser, { made, tab });
}

function handoffs(project: MissionProject): Promise<Handoff[]> {
  return project.json<Handoff[]>(['handoff', 'list']);
}

describe('handoffs', () => {
  test('a handoff is claimed by two keys under a name that is remembered, and given back', async () => {
    const { page, project } = await desk('handoffs');
    await page.getByRole('heading', { name: 'The key table exists' }).waitFor();

    await page.keyboard.press('h');
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Who takes it' }).fill('codex');
    await page
      .getByRole('dialog')
      .getByText(/^maestro handoff pickup --id \S+ --claim --agent codex --lease 30m$/)
      .waitFor();
    await page.keyboard.press('Enter');

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const [taken] = await handoffs(project);
    expect(taken).toMatchObject({ status: 'picked-up', pickedUpBy: 'codex' });
    await page
      .getByRole('navigation', { name: 'Handoffs' })
      .getByText(/held by codex, \d+m left/)
      .waitFor();

    await page.getByRole('button', { name: /The key table exists/ }).click();
    await page.keyboard.press('h');
    await page.keyboard.press('r');
    await expect.poll(() => page.getByRole('textbox', { name: 'Who gives it back' }).inputValue()).toBe('codex');
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await handoffs(project))[0]).toMatchObject({ status: 'pending' });
  });

  test('taking a handoff away from its owner says what that means first', async () => {
    const { page, project } = await desk('handoffs');
    const [first] = await handoffs(project);
    await project.json(['handoff', 'pickup', '--id', first!.id, '--claim', '--agent', 'gemini']);
    await page.getByRole('button', { name: /held by gemini/ }).click();

    await page.getByRole('button', { name: 'Release' }).click();
    await page.getByText('two agents will do the same work').waitFor();
    await page.getByText(`maestro handoff release ${first!.id} --force`).waitFor();
    await page.getByRole('button', { name: 'Take it from gemini' }).click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await handoffs(project))[0]).toMatchObject({ status: 'pending' });
  });

  test('the next agent is launched from one by two keys; what refuses it stands in the sheet, and the handoff stays', async () => {
    const { page, project } = await desk('handoffs');
    expect(await page.getByRole('button', { name: 'Launch' }).count()).toBe(0);
    const words = ['--mode', 'execute', '--session-core', 'keys', '--summary', 'Half_of_the_table_exists'];
    const rest = ['--next-action', 'write_the_rest', '--confidence-work', '0.5', '--feature-id', 'auth-db'];
    const { id } = await project.json<Handoff>([
      'handoff',
      'create',
      ...words,
      ...rest,
      '--mission-id',
      project.mission,
    ]);
    await page.getByRole('button', { name: /Half of the table exists/ }).click();
    await page.getByRole('button', { name: 'Launch' }).waitFor();

    await page.keyboard.press('h');
    await page.keyboard.press('l');
    const sheet = page.getByRole('dialog');
    await sheet.getByText(`maestro handoff pickup --id ${id} --launch`, { exact: true }).waitFor();
    const agent = sheet.getByRole('combobox', { name: 'Agent' });
    await expect.poll(() => agent.evaluate((one) => one === document.activeElement)).toBe(true);
    await agent.selectOption('codex');
    await sheet.getByText(`maestro handoff pickup --id ${id} --launch --agent codex`, { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'Launch' }).click();

    await sheet
      .getByText(/Docker/)
      .first()
      .waitFor();
    const all = await handoffs(project);
    expect(all.find((one) => one.id === id)).toMatchObject({ status: 'pending' });
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  test('a claim that somebody else won says who has it', async () => {
    const { page, project } = await desk('handoffs');
    const [first] = await handoffs(project);
    await page.getByRole('button', { name: 'Claim' }).click();
    await page.getByRole('textbox', { name: 'Who takes it' }).fill('codex');
    await project.json(['handoff', 'pickup', '--id', first!.id, '--claim', '--agent', 'gemini']);

    await page.getByRole('dialog').getByRole('button', { name: 'Claim' }).click();

    await page
      .getByRole('alert')
      .getByText(/was taken by gemini/)
      .waitFor();
    expect((await handoffs(project))[0]).toMatchObject({ pickedUpBy: 'gemini' });
  });

  test('every form of a packet is what the command line prints', async () => {
    const { page, project } = await desk('handoffs');
    const [first] = await handoffs(project);
    const printed = async (...form: string[]) =>
      (await project.run(['handoff', 'pickup', '--id', first!.id, ...form])).stdout.trim();
    const copied = async (form: string) => {
      await page.getByRole('tab', { name: form }).click();
      await page.getByRole('button', { name: `Copy ${form}` }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      return clipboard(page);
    };

    expect(await copied('UKI')).toBe(await printed('--uki'));
    expect(await copied('Paste-ready')).toBe(await printed('--paste'));
    expect(JSON.parse(await copied('JSON'))).toEqual(JSON.parse(await printed('--json')));
    expect(await copied('Decoded')).toContain('Next action: answer the challenge');
  });

  test('verifying lists what git contradicts before what holds', async () => {
    const { page } = await desk('handoffs');
    await page.getByRole('button', { name: 'Verify' }).click();

    const told = page.getByRole('region', { name: 'What git says' });
    await told.getByText(/^2 of \d+ claims contradicted by git\.$/).waitFor();
    const claims = await told.getByRole('listitem').allInnerTexts();
    expect(claims[0]).toContain('branch_feat_old');
    expect(claims[1]).toContain('touched file_src_gone_ts');
    await told.getByText(/claims that hold/).waitFor();
  });

  test('a damaged record is named, and the others stay', async () => {
    const { page, project } = await desk('handoffs');
    await page.getByRole('heading', { name: 'The key table exists' }).waitFor();

    await writeFile(join(project.folder, '.maestro/handoffs/2026-11-20-009.json'), '{ broken');

    await page.getByRole('region', { name: 'Cannot be read' }).getByText('2026-11-20-009.json').waitFor();
    await page.getByRole('button', { name: /The design is ready/ }).waitFor();
  });

  test('j and k walk the queue, and Enter goes to what is shown', async () => {
    const { page } = await desk('handoffs');
    await page.getByRole('heading', { name: 'The key table exists' }).waitFor();

    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'The design is ready' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'The key table exists' }).waitFor();
    await page.keyboard.press('Enter');

    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toMatch(/^Handoff /);
  });

  test('a handoff that an agent creates appears by itself', async () => {
    const { page, project } = await desk('handoffs');
    await page.getByRole('heading', { name: 'The key table exists' }).waitFor();
    const words = ['--session-core', 'c', '--summary', 'From_another_process', '--next-action', 'n'];

    await project.json(['handoff', 'create', '--mode', 'plan', ...words, '--confidence-work', '1']);

    await page.getByRole('button', { name: /From another process/ }).waitFor();
  });
});
