// The archive in the theme `plain`, as a reader's browser shows it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { binary, broken, launch, open as opened, repository, samples, serve, transcript } from './site.mjs';

let browser;
let served;
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-plain-'));
  await cp(join(repository, 'content'), join(folder, 'content'), { recursive: true });
  const settings = await readFile(join(repository, 'postil.yaml'), 'utf8');
  await writeFile(join(folder, 'postil.yaml'), `theme: plain\n${settings}`);
  // A text that runs the other way, with a note in each language.
  await writeFile(join(folder, 'content/transcripts/hebrew.md'), '---\ntitle: ריאיון על הנהר\nlanguage: he\nspeakers:\n  רות: {name: רות לוי}\n---\nרות: ראינו את האנשים באים מן ההרים בחורף של 1941. איש לא עזר להם.\n');
  await writeFile(join(folder, 'content/annotations/hebrew.yaml'), 'annotations:\n  - {quote: בחורף של 1941, note: "Winter of 1941.", topics: [never-again]}\n  - {quote: איש לא עזר, language: he, note: כך ענו כולם.}\n');
  await promisify(execFile)(binary, ['build', '--root', folder]);
  browser = await launch();
  served = await serve(join(folder, 'public'));
});
after(async () => {
  await browser?.close();
  served?.server.close();
  if (folder) await rm(folder, { recursive: true });
});

const open = (path, options = {}) => opened(browser, served.base + path, { javaScriptEnabled: true, ...options });

test('no page of any kind breaks WCAG 2.2 AA, asks for a script, or scrolls sideways', async () => {
  const found = [];
  // The pages of documents, organizations and places are those of topics: one template makes them.
  const all = (await samples(join(folder, 'public'))).filter((path) => !/^(documents|organizations|places)\//.test(path));
  assert.ok(all.length >= 10, `${all}`);
  for (const path of [...all, 'transcripts/hebrew.html']) {
    for (const [width, colorScheme] of [[1440, 'light'], [320, 'dark']]) {
      const { page, faults, close } = await open(path, { colorScheme, viewport: { width, height: 900 } });
      assert.equal(await page.locator('script:not([type="application/ld+json"]), button').count(), 0, path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) found.push(`${path} at ${width}: ${wide} px too wide`);
      // What is folded is looked at, too.
      await page.evaluate(() => { for (const folded of document.querySelectorAll('details')) folded.open = true; });
      found.push(...(await broken(page)).map((rule) => `${path} at ${width} ${colorScheme}: ${rule}`));
      found.push(...faults.map((fault) => `${path}: ${fault}`));
      await close();
    }
  }
  assert.deepEqual(found, []);
});

test('a sign leads to its note and the note back, the words are copied alone, and notes stand in the direction of the page', async () => {
  const { page, close } = await open(transcript);
  const sign = page.locator('#p1 .ref').first();
  await sign.click();
  const note = page.locator(':target');
  assert.equal(await note.locator('.no').textContent(), await sign.getAttribute('data-n'));
  assert.ok(await note.evaluate((node) => node.getBoundingClientRect().top < innerHeight));
  await note.locator('.at a').first().click();
  assert.equal(await page.evaluate(() => document.querySelector(':target').id), await sign.getAttribute('id'));
  const [copied, words] = await page.evaluate(() => {
    const selection = getSelection();
    selection.selectAllChildren(document.getElementById('p4'));
    return [selection.toString(), document.getElementById('p4').textContent];
  });
  assert.equal(copied.replace(/\s+/g, ' '), words.replace(/\s+/g, ' '));
  assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
  await close();

  for (const width of [1440, 360]) {
    const other = await open('transcripts/hebrew.html', { viewport: { width, height: 900 } });
    const at = (selector) => other.page.locator(selector).first().evaluate((node) => node.getBoundingClientRect().toJSON());
    const [number, words, first, second] = [await at('.para .num'), await at('#p1'), await at('.note .no'), await at('.note:nth-child(2) .no')];
    assert.ok(number.left >= words.right - 1, 'the number of a paragraph stands before it, on the right');
    assert.equal(first.left, second.left, 'numbers of notes stand below each other, whatever their language');
    await other.close();
  }
});
