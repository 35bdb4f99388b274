// How a reader has set up the browser: less motion, a page enlarged, a small or a vast screen; and the lines of scripts that are set in their own way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { middle, narrow, open, samples, stage, transcript, wide } from './site.mjs';

let browser;
let served;
let archive;

const chinese = '他们在冬天来了，没有人帮助他们。道路关闭了，山谷里的人们等待着，直到春天到来。我们问他们最需要什么、他们说：“粮食，还有盐。”（大家都笑了。）后来，雪停了，人们一个接一个地走出家门，他们带着孩子，也带着书。';
const japanese = '冬になると、人々は谷からやって来た。道は閉ざされ、誰も助けてくれなかった。「何が必要ですか」と尋ねると、「米と、塩です」（皆が笑った。）と答えた。やがて、雪がやみ、人々は一人、また一人と家を出て、子どもを連れ、本を持って行った。';
const asked = (title, language, question, answer) => `---\ntitle: ${title}\nlanguage: ${language}\nspeakers:\n  甲: {name: Ann Marsh, asks: true}\n  乙: {name: Bob Reed}\n---\n甲: ${question}\n\n乙: ${answer}\n\n乙: ${answer}\n`;
const files = {
  'postil.yaml': 'title: An archive\n',
  'content/topics/winter.md': '---\ntitle: Winter\n---\n',
  'content/transcripts/zh.md': asked('冬天', 'zh-Hans', chinese, chinese.slice(8)),
  'content/annotations/zh.yaml': 'annotations:\n  - {in: p1, quote: 道路关闭了, language: zh-Hans, note: 山谷里的道路，关闭了。, topics: [winter]}\n',
  'content/transcripts/ja.md': asked('冬', 'ja', japanese, japanese.slice(7)),
  'content/annotations/ja.yaml': 'annotations:\n  - {in: p1, quote: 道は閉ざされ, note: The roads were closed., topics: [winter]}\n',
  'content/transcripts/he.md': asked('החורף', 'he', 'למה לא עזר להם איש בחורף?', 'איש לא ידע.'),
  'content/annotations/he.yaml': 'annotations:\n  - {in: p1, quote: בחורף, note: The winter of 1941., topics: [winter]}\n',
  'content/transcripts/en.md': asked('A talk', 'en', 'Why did nobody help them?', 'Nobody knew.'),
};

stage({ files }, (all) => {
  ({ browser, archive, served } = all);
});

test('who wants less motion gets none: nothing moves in time, and nothing scrolls by itself', async () => {
  for (const path of [...(await samples()), archive.url('transcripts/zh')]) {
    const { page, close } = await open(browser, path.startsWith('file:') ? path : served.base + path, { reducedMotion: 'reduce' });
    const moving = async () => page.evaluate(() => {
      // What is bound to the place of a list, to tell whether a note is cut, stands still as long as the reader does: it is no motion.
      const found = document.getAnimations().filter((one) => one.timeline instanceof DocumentTimeline).map((one) => `${one.constructor.name} ${one.animationName ?? one.transitionProperty}`);
      for (const node of document.querySelectorAll('*')) {
        const { scrollBehavior, transitionDuration } = getComputedStyle(node);
        if (scrollBehavior !== 'auto') found.push(`${node.tagName} scrolls smoothly`);
        if (transitionDuration.split(', ').some((time) => parseFloat(time) > 0)) found.push(`${node.tagName}.${node.className} changes in ${transitionDuration}`);
      }
      return found;
    });
    assert.deepEqual(await moving(), [], path);
    const sign = page.locator('.ref').first();
    if (await sign.count()) {
      await sign.click();
      assert.deepEqual(await moving(), [], `${path}, a note open`);
    }
    await close();
  }
});

/** The first character of each line of the blocks that hold words, with the line's right end. */
const lines = (page) => page.evaluate(() => [...document.querySelectorAll('main p, main h1, main h3, main li, main dd')].flatMap((block) => {
  const found = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let bottom = -Infinity;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    for (let at = 0; at < text.data.length; at += 1) {
      const one = document.createRange();
      one.setStart(text, at);
      one.setEnd(text, at + 1);
      const box = one.getBoundingClientRect();
      if (!box.width || !text.data[at].trim()) continue;
      if (box.top > bottom - 2) found.push({ first: text.data[at], right: 0 });
      if (box.top > bottom - 2 || box.bottom > bottom) bottom = box.bottom;
      found.at(-1).right = Math.max(found.at(-1).right, box.right);
    }
  }
  return found;
}));

test('no line of a Chinese or a Japanese text begins with what closes, or is wider than the page', async () => {
  for (const name of ['zh', 'ja']) {
    for (const viewport of [narrow, { width: 320, height: 640 }]) {
      const { page, close } = await open(browser, archive.url(`transcripts/${name}`), { viewport });
      const found = await lines(page);
      assert.ok(found.length > 20, `${found.length} lines`);
      const torn = found.filter(({ first }) => '，。、：？！」）”》.,'.includes(first));
      assert.deepEqual(torn, [], `${name} at ${viewport.width}`);
      assert.deepEqual(found.filter(({ right }) => right > viewport.width), [], `${name} at ${viewport.width}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await close();
    }
  }
});

test('a question has a second sign, a line beside it, in scripts without italics', async () => {
  const line = (node) => {
    const { fontStyle, borderInlineStartWidth, borderInlineStartStyle, paddingInlineStart } = getComputedStyle(node);
    return [fontStyle, borderInlineStartStyle === 'solid' && parseFloat(borderInlineStartWidth) >= 2 && parseFloat(paddingInlineStart) >= 6];
  };
  const look = async (name, css) => {
    const { page, close } = await open(browser, archive.url(name));
    const found = await page.locator(css).first().evaluate(line);
    await close();
    return found;
  };
  for (const name of ['he', 'zh', 'ja']) {
    assert.deepEqual(await look(`transcripts/${name}`, '#p1'), ['normal', true], name);
    assert.deepEqual(await look(`transcripts/${name}`, '#p2'), ['normal', false], `${name}: an answer has none`);
  }
  assert.deepEqual(await look('transcripts/en', '#p1'), ['italic', false]);
});

/** What stands over what: boxes of words, of closed notes, of the switch and of paragraph numbers; each in its own, none in another. */
const over = (page) => page.evaluate(() => {
  const shown = (node) => node.checkVisibility() && node.getClientRects().length > 0;
  const box = (node) => node.getBoundingClientRect();
  const named = (css) => [...document.querySelectorAll(css)].filter(shown).map((node) => [node.id || node.className || node.textContent.slice(0, 20), box(node)]);
  const kinds = [named('.words .para > p:not(.who), .words .ex > p:not(.who)'), named('.words .notes > li'), named('.view'), named('.words :is(.num, .para > a)'), named('.words :is(.who, .para:not(.grp) > :is(h2, h3, h4))'), named('.head h1, .lede, .head .warning, .about > summary'), named('.masthead > div')];
  const found = [];
  const all = kinds.flat();
  for (const [i, [one, a]] of all.entries()) {
    if (a.left < -1 || a.right > document.documentElement.clientWidth + 1) found.push(`${one} stands outside`);
    for (const [other, b] of all.slice(i + 1)) {
      const [width, height] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
      if (width > 1 && height > 1) found.push(`${one} over ${other}: ${Math.round(width)} by ${Math.round(height)} px`);
    }
  }
  return found;
});

test('at 200 %, at 320 and at 1920 pixels nothing stands over words, and text, notes and switch are usable', async () => {
  const halved = ({ width, height }) => ({ viewport: { width: width / 2, height: height / 2 }, deviceScaleFactor: 2 });
  const looks = [halved(wide), halved(middle), { viewport: { width: 320, height: 640 } }, { viewport: { width: 1920, height: 1080 } }];
  for (const look of looks) {
    const { width, height } = look.viewport;
    const { page, close } = await open(browser, served.base + transcript, look);
    assert.deepEqual(await over(page), [], `at ${width}`);
    const text = await page.locator('#p4').boundingBox();
    assert.ok(text.width >= Math.min(240, width - 48), `a column of ${text.width} px at ${width}`);
    const sign = page.locator('#p4 .ref').first();
    await sign.click();
    const note = page.locator('.note:popover-open');
    const { x, y, width: across, height: tall } = await note.boundingBox();
    assert.ok(x >= 0 && x + across <= width && y >= 0 && y + tall <= height, `the note stands outside at ${width}`);
    assert.ok(await note.locator('.prose').isVisible());
    await page.keyboard.press('Escape');
    for (const [name, both] of [['text', [true, false]], ['notes', [false, true]], ['both', [true, true]]]) {
      await page.locator(`.view [value=${name}]`).check();
      const seen = [await page.locator('#p4').isVisible(), await page.locator('.words .notes').first().isVisible()];
      if (name !== 'notes') assert.deepEqual(seen, both, `${name} at ${width}`);
      else assert.ok(seen[1], `${name} at ${width}`);
    }
    await close();
    for (const path of ['topics/genocide-prevention.html', 'people/ban-ki-moon.html', 'timeline.html', 'index.html']) {
      const { page: other, close: done } = await open(browser, served.base + path, look);
      assert.deepEqual(await over(other), [], `${path} at ${width}`);
      await done();
    }
  }
});
