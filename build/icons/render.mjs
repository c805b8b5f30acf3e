// Draws icon.png, which electron-builder turns into every platform's icons: node build/icons/render.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium as browserType } from 'playwright-core';
import { chromium } from '../machine.mjs';

const SIZE = 1024;

const drawing = await readFile(resolve(import.meta.dirname, 'icon.svg'), 'utf8');
const browser = await browserType.launch({ executablePath: chromium(), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(`<style>body{margin:0}svg{display:block;width:${SIZE}px}</style>${drawing}`);
await writeFile(resolve(import.meta.dirname, 'icon.png'), await page.screenshot({ omitBackground: true }));
await browser.close();
