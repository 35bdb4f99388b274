// A long text: where one is in it, where an address leads, and what a script keeps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { narrow, open, stage, transcript, wide } from './site.mjs';

let browser;
let served;
let archive;

const said = 'The people of the valley came in winter. Nobody would help them, because the roads were closed. We asked what they needed most.';

/** A sitting of many paragraphs, some a line and some a screen, with notes on every third. */
function sitting(count, headings) {
  const words = (n) => `${said} `.repeat(1 + ((n * 7) % 13)).trim();
  const paragraph = (n) => (n % 2 ? `Ann: ${words(n)}` : `Bob: ${said.slice(0, 40)}.`);
  const heading = (n) => (headings && n % 80 === 0 ? `## Day ${n / 80 + 1}\n\n` : '');
  const text = Array.from({ length: count }, (_, n) => heading(n) + paragraph(n)).join('\n\n');
  return `---\ntitle: A sitting of ${count}\nspeakers:\n  Ann: {name: Ann Marsh}\n  Bob: {name: Bob Reed}\n---\n${text}\n`;
}
const notes = (count) => `annotations:\n${Array.from({ length: Math.floor(count / 3) }, (_, n) => `  - {in: p${3 * n + 1}, note: ${JSON.stringify(said)}}`).join('\n')}\n`;
const files = {
  'postil.yaml': 'title: An archive\n',
  'content/transcripts/parts.md': `---\ntitle: A hearing in parts\nspeakers:\n  Ann: {name: Ann Marsh}\n  Bob: {name: Bob Reed}\n---\n${[1, 2, 3].map((day) => `## Day ${day}\n\n${Array.from({ length: 8 }, () => `Ann: ${said}\n\nBob: ${said}\n\n[Pause.]\n`).join('\n')}`).join('\n')}`,
  'content/transcripts/long.md': sitting(411, true),
  'content/annotations/long.yaml': notes(411),
  'content/transcripts/vast.md': sitting(4700, false),
  'content/annotations/vast.yaml': notes(4700),
};

stage({ files }, (all) => {
  ({ browser, archive, served } = all);
});

const own = (name) => archive.url(`transcripts/${name}`);
const top = (page, selector) => page.locator(selector).evaluate((node) => node.getBoundingClientRect().top);

/** Waits until a page stands still; from outside, since a page without scripts has no timers. */
async function still(page) {
  for (let [same, last] = [0, null]; same < 4; ) {
    const now = await page.evaluate(() => scrollY);
    [same, last] = [now === last ? same + 1 : 0, now];
    await page.waitForTimeout(100);
  }
}

test('an address in a long text leads to its paragraph, which stands below the line at the top', async () => {
  for (const [name, ids] of [['long', ['p380', 'p150', 'p7']], ['vast', ['p2000']]]) {
    for (const viewport of [wide, narrow]) {
      for (const javaScriptEnabled of [true, false]) {
        for (const id of ids) {
          const { page, close } = await open(browser, `${own(name)}#${id}`, { viewport, javaScriptEnabled });
          const told = (how) => `#${id} ${how} in ${name} at ${viewport.width}${javaScriptEnabled ? ', with a script' : ''}`;
          const stands = async (how) => {
            await still(page);
            const at = await top(page, `#${id}`);
            assert.ok(at >= 0 && at <= 132, `${told(how)}: ${at} px`);
            if (javaScriptEnabled) assert.ok(at >= (await page.locator('.here').evaluate((line) => line.getBoundingClientRect().bottom)), `${told(how)}: below the line`);
          };
          await stands('opened');
          await page.evaluate(() => { location.hash = 'p3'; });
          await still(page);
          await page.evaluate((to) => { location.hash = to; }, id);
          await stands('from within the page');
          await close();
        }
      }
    }
  }
});

test('a long text that is loaded again is where it was, where a script may run', async () => {
  for (const name of ['long', 'vast']) {
    for (const viewport of [wide, narrow]) {
      const { page, close } = await open(browser, `${own(name)}#p180`, { viewport, javaScriptEnabled: true });
      await still(page);
      await page.mouse.wheel(0, 130);
      await still(page);
      const before = await top(page, '#p180');
      await page.reload();
      await still(page);
      const again = await top(page, '#p180');
      assert.ok(Math.abs(again - before) < 4, `${name} at ${viewport.width}: ${before} px, then ${again}`);
      await page.goto('about:blank');
      await page.goBack();
      await still(page);
      const back = await top(page, '#p180');
      assert.ok(Math.abs(back - before) < 4, `${name} at ${viewport.width}: ${before} px, then ${back}`);
      await close();
    }
  }
});

test('a line says where one is in a long text, and what was chosen is kept, where a script may run', async () => {
  const { page, close } = await open(browser, own('parts'), { javaScriptEnabled: true });
  await page.locator('#p40').evaluate((p) => scrollTo(0, p.getBoundingClientRect().top + scrollY - 40));
  await page.waitForFunction(() => /¶.(39|40|41)/.test(document.querySelector('.here')?.textContent ?? ''));
  const line = await page.locator('.here > span').textContent();
  assert.match(line, /^(Ann Marsh|Bob Reed) · ¶.\d+ \/ 72 · Day 2$/);
  assert.ok((await top(page, '.here')) < 1);
  await close();
  // Without one, the heading of the section stays.
  const without = await open(browser, own('parts'));
  await without.page.mouse.wheel(0, 2500);
  await without.page.waitForFunction(() => scrollY > 2000).catch(() => {});
  const heading = await without.page.locator('.words .heading').evaluateAll((all) => all.filter((h) => Math.abs(h.getBoundingClientRect().top) < 1).length);
  assert.ok(heading > 0);
  await without.close();
  const both = await browser.newContext({ viewport: wide });
  const kept = await both.newPage();
  await kept.goto(served.base + transcript);
  await kept.locator('.view [value=text]').check();
  await kept.goto('about:blank');
  await kept.goto(served.base + transcript);
  assert.ok(await kept.locator('.view [value=text]').isChecked());
  await both.close();
});
