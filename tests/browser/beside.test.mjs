// A text in several languages: what says the same stands side by side, or one behind the other, as a reader wants. Without JavaScript, where it does not say otherwise.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { broken, build, launch, open } from './site.mjs';

let browser;
let archive;

const files = {
  'postil.yaml': 'title: Mills\ncontact: archive@example.org\n',
  'content/topics/mills.md': '---\ntitle: Mills\n---\n',
  'content/transcripts/hearing.md':
    '---\ntitle: A hearing on the mill\nspeakers:\n  Q: {name: Counsel}\n  A: {name: Jane Roe}\n---\nQ: Where were you?\n\nA: I was at the mill with my brother, and with two men from the village. We had come to mend the wheel, which had stood still since the flood.\n\nNobody asked us afterwards.\n',
  'content/transcripts/audience.md':
    '---\ntitle: Une audience sur le moulin\nlanguage: fr\ntranslation_of: hearing\nspeakers:\n  Q: {name: Avocat}\n  R: {name: Jane Roe}\n---\nQ: Où étiez-vous ?\n\nR: J’étais au moulin avec mon frère et deux hommes du village. Nous étions venus réparer la roue, arrêtée depuis la crue.\n\nPersonne ne nous a interrogés ensuite.\n',
  'content/transcripts/shimua.md':
    '---\ntitle: שימוע על הטחנה\nlanguage: he\ntranslation_of: hearing\nspeakers:\n  ש: {name: הפרקליט}\n  ת: {name: ג׳יין רו}\n---\nש: איפה היית?\n\nת: הייתי בטחנה עם אחי ועם שני אנשים מהכפר. באנו לתקן את הגלגל, שעמד מאז השיטפון.\n\nאיש לא שאל אותנו אחר כך.\n',
  'content/annotations/hearing.yaml': 'annotations:\n  - {quote: mend the wheel, topics: [mills], note: It had stood since January.}\n',
  'content/annotations/audience.yaml': 'annotations:\n  - {id: crue, quote: depuis la crue, language: fr, note: La crue de janvier.}\n',
};

before(async () => {
  archive = await build(files);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await archive?.remove();
});

async function on(id, width, does, options = {}) {
  const { page, close } = await open(browser, archive.url(`transcripts/${id}`), { viewport: { width, height: 900 }, ...options });
  try {
    return await does(page);
  } finally {
    await close();
  }
}

const choose = (page, language) => page.locator(`[name=beside][data-language=${language}]`).check();
const box = (page, selector) => page.locator(selector).evaluate((node) => {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  return { left, right, top, bottom };
});
const own = '#p2';
const other = '.said[id$=".p2"]:visible';

test('a text stands alone until a reader chooses another language, whose words stand beside it or behind it', async () => {
  for (const [width, view, beside] of [[1920, 'both', true], [1440, 'both', true], [1024, 'both', false], [1024, 'text', true], [360, 'both', false], [360, 'text', false]]) {
    await on('hearing', width, async (page) => {
      const name = `${width} ${view}`;
      assert.equal(await page.locator('.said:visible').count(), 0, name);
      await page.locator(`.view [value=${view}]`).check();
      for (const language of ['fr', 'he']) {
        await choose(page, language);
        assert.equal(await page.locator('.said:visible').count(), 3, `${name} ${language}`);
        const [here, there] = [await box(page, own), await box(page, other)];
        if (beside) {
          assert.ok(there.left > here.right, `${name} ${language}: it begins at ${there.left}, where the text ends at ${here.right}`);
          assert.ok(Math.abs(there.top - here.top) < 8, `${name} ${language}: ${here.top} and ${there.top} are not one line`);
        } else {
          assert.ok(there.top >= here.bottom, `${name} ${language}: it begins at ${there.top}, where the text ends at ${here.bottom}`);
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `${name} ${language}`);
      }
    });
  }
});

test('each language runs in its own direction, its numbers on the side where it begins', async () => {
  for (const [id, language, begins] of [['hearing', 'he', 'right'], ['shimua', 'en', 'left'], ['audience', 'he', 'right']]) {
    await on(id, 1440, async (page) => {
      await choose(page, language);
      const words = await box(page, other);
      const number = await page.locator('.also > :visible .num').nth(1).boundingBox();
      const middle = number.x + number.width / 2;
      const at = begins === 'right' ? middle > words.right - 2 : middle < words.left + 2;
      assert.ok(at, `${id} ${language}: number at ${middle}, words from ${words.left} to ${words.right}`);
    });
  }
});

test('notes that are carried over say so and can be put away', async () => {
  await on('hearing', 1440, async (page) => {
    const note = page.locator('#note-audience\\.crue');
    await page.locator('.carried > .n').click();
    assert.match(await note.innerText(), /Carried over from Une audience sur le moulin/);
    await page.keyboard.press('Escape');
    await choose(page, 'fr');
    await page.locator('.also .ref').click();
    assert.ok(await note.evaluate((open) => open.matches(':popover-open')), 'the sign in the words of the other language opens it, too');
    await page.keyboard.press('Escape');
    await page.locator('.series > summary').click();
    await page.locator('[value=carried]').uncheck();
    assert.equal(await page.locator('.notes > li:visible').count(), 1);
  });
});

test('what is printed is what was chosen', async () => {
  await on('hearing', 1440, async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.said:visible').count(), 0);
    await page.emulateMedia({ media: 'screen' });
    await choose(page, 'fr');
    await page.emulateMedia({ media: 'print' });
    const [here, there] = [await box(page, own), await box(page, other)];
    assert.ok(there.top >= here.bottom);
    assert.match(await page.locator('.carried').innerText(), /Carried over from/);
  });
});

test('neither language nor width breaks WCAG 2.2 AA', async () => {
  const found = [];
  for (const [id, language, width, colorScheme] of [['hearing', 'fr', 1440, 'light'], ['hearing', 'he', 360, 'dark'], ['shimua', 'en', 1024, 'light']]) {
    await on(id, width, async (page) => {
      await choose(page, language);
      found.push(...(await broken(page)).map((rule) => `${id} ${language} ${width}: ${rule}`));
    }, { javaScriptEnabled: true, colorScheme });
  }
  assert.deepEqual(found, []);
});
