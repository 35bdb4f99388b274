// Old addresses of paragraphs as a reader's browser follows them: without JavaScript, wide and narrow, light and dark, in print.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { broken, build, launch, looks, open } from './site.mjs';

let browser;
let archive;
let url;

const long = 'It went on and on, for days and nights without an end. '.repeat(60);
const files = {
  'content/transcripts/talk.md': `---
title: A talk
speakers:
  Ann: {name: Ann Marsh, role: mayor of the town}
---
Ann: ${long.trim()}

Ann: The old mill stood by the river for two hundred and fifty years.

Then the flood of that spring took all of it away. We rebuilt it with our own hands in a single summer.

${long.trim()}
`,
  // Only what the page shows of it: the long paragraphs were never sealed.
  'content/ledger/talk.yaml': `sealed: [2026-11-29, 2026-12-01, 2027-05-03]
paragraphs:
- {id: p2, digest: f967768d1a99dfa1, sealed: 2027-05-03, words: "The old mill stood by the river for two hundred and fifty years."}
- {was: p2, digest: 2a4659f65e110241, sealed: 2026-11-29, until: 2026-12-01, words: "The mill stood by the river for two hundred years and more."}
- {id: p4, digest: 2793fd38349f2aa5, sealed: 2027-05-03, words: "Then the flood of that spring took all of it away. We rebuilt it with our own hands in a single summer."}
- {id: p5, digest: 70d71bb385e25f89, sealed: 2026-11-29, joined: p4, on: 2027-05-03, words: "We rebuilt it with our own hands in a single summer."}
- {id: p7, digest: 05ae1c00a71a728c, sealed: 2026-11-29, removed: 2026-12-01}
`,
};

before(async () => {
  archive = await build(files);
  url = archive.url('transcripts/talk');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await archive?.remove();
});

/** The lines about the past that can be seen. */
const lines = (page) => page.locator('.past > div > div').evaluateAll((all) => all.filter((line) => line.checkVisibility()).map((line) => line.innerText.replace(/\s+/g, ' ').trim()));

const changed = 'Changed since it was cited: on 1 December 2026. It read: The mill stood by the river for two hundred years and more. It reads:';
const joined = '¶ 5 was joined with ¶ 4 on 3 May 2027. It read: We rebuilt it with our own hands in a single summer. ¶ 4 reads:';
const removed = '¶ 7 was removed on 1 December 2026.';
const places = [
  ['#p2.2a4659', 'p2', changed],
  ['#p5', 'p4', joined],
  ['#p5.70d71b', 'p4', joined],
  ['#p7', null, removed],
  ['#p7.05ae1c', null, removed],
  ['#p2', 'p2', null],
  ['#p2.f96776', 'p2', null],
  ['', null, null],
];

test('an old address leads to what is said of it, which nobody else sees', async () => {
  const found = [];
  for (const look of looks) {
    for (const [address, paragraph, said] of places) {
      const { page, close } = await open(browser, url + address, look);
      const told = (name) => `${address} at ${look.viewport.width}: ${name}`;
      if (address) {
        const target = said === null ? page.locator(`[id="${address.slice(1)}"]`) : page.locator('.past > div > div:visible');
        const { y } = await target.boundingBox();
        const atEnd = await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2);
        assert.ok(y >= 0 && (y < 200 || atEnd), told(`${y} px from the top`));
      }
      const marked = await page.locator('.para > p').evaluateAll((all) => all.filter((p) => getComputedStyle(p).boxShadow !== 'none').map((p) => p.id));
      assert.deepEqual(marked, paragraph ? [paragraph] : [], told('marked'));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) found.push(told(`${wide} px too wide`));
      for (const media of ['screen', 'print']) {
        await page.emulateMedia({ media });
        assert.deepEqual(await lines(page), said === null ? [] : [said], told(media));
      }
      await close();
    }
  }
  assert.deepEqual(found, []);
});

test('the number of a paragraph is its address, with its words where these are sealed', async () => {
  const { page, close } = await open(browser, url, { javaScriptEnabled: true });
  const click = async (number) => {
    // What the number before it offers may lie over it.
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: number, exact: true }).first().click();
    return new URL(page.url()).hash;
  };
  assert.equal(await click('2'), '#p2.f96776');
  assert.equal(await click('4'), '#p4.2793fd');
  const first = await page.locator('.para > a').first().getAttribute('href');
  assert.equal(first, `#${await page.locator('.para > p').first().getAttribute('id')}`);
  await close();
});

test('lines about the past break no rule of WCAG 2.2 AA', async () => {
  const found = [];
  for (const look of looks) {
    for (const [address] of [places[0], places[2], places[4]]) {
      const { page, close } = await open(browser, url + address, { ...look, javaScriptEnabled: true });
      found.push(...(await broken(page)).map((rule) => `${address} at ${look.viewport.width} ${look.colorScheme}: ${rule}`));
      await close();
    }
  }
  assert.deepEqual(found, []);
});
