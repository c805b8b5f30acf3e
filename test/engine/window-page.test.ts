import { expect, test } from 'vitest';
import { SECURITY_HEADERS } from '../../electron/host/headers.ts';
import { answerPage } from '../../electron/shell/page.ts';
import { tempFolder, writeFiles } from '../support/project.ts';

async function page(): Promise<string> {
  const folder = await tempFolder();
  await writeFiles(folder, { 'page/index.html': '<title>Maestro</title>', 'secret.txt': 'secret' });
  return `${folder}/page`;
}

test('the window gets the page with every security header', async () => {
  const answer = await answerPage(await page(), { method: 'GET', url: 'app://maestro/' });
  expect(answer.status).toBe(200);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(answer.headers.get(name)).toBe(value);
});

test('the window gets nothing but the page’s files', async () => {
  const folder = await page();
  for (const url of ['app://maestro/..%2fsecret.txt', 'app://evil/', 'app://maestro/none.js'])
    expect(await answerPage(folder, { method: 'GET', url })).toMatchObject({ status: 404 });
  expect(await answerPage(folder, { method: 'POST', url: 'app://maestro/' })).toMatchObject({ status: 404 });
});

test('a window without a built page says so', async () => {
  const answer = await answerPage('/nowhere', { method: 'GET', url: 'app://maestro/' });
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run build')]);
});
