// A transcript as it is read: the text runs on, notes stand still beside it and open in place. Without JavaScript, where it does not say otherwise.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import * as tests from './site.mjs';
import { broken, middle, narrow, site, stage, transcript, wide } from './site.mjs';

let browser;
let served;
let archive;

/** An archive of pages that are made to be difficult. */
const said = 'The people of the valley came in winter. Nobody would help them, because the roads were closed. We asked what they needed most.';
/** Twenty-five passages of it, from two words to seven, that begin all over it: some apart, some over each other's ends, some in each other. */
const crowd = Array.from({ length: 25 }, (_, i) => said.split(' ').slice((i * 7) % 20, ((i * 7) % 20) + 2 + (i % 5) + (i < 20 ? 0 : 1)).join(' ').replace(/[.,]$/, ''));
/** Sixty questions with their answers, or as many paragraphs of one who speaks. */
const exchanges = (asks) => `---\ntitle: A long talk\nspeakers:\n  Ann: {name: Ann Marsh}\n  Bob: {name: Bob Reed${asks ? ', asks: true' : ''}}\n---\n${Array.from({ length: 60 }, (_, n) => `Bob: ${n + 1} winters, or how many?\n\nAnn: ${said}\n`).join('\n')}`;
const files = {
  'postil.yaml': 'title: An archive\n',
  'content/topics/winter.md': '---\ntitle: Winter\n---\n',
  'content/transcripts/none.md': `---\ntitle: A talk without a note\n---\n${said}\n\n${said}\n`,
  'content/transcripts/one.md': `---\ntitle: A talk with one note\n---\n${said}\n\n${said}\n`,
  'content/annotations/one.yaml': 'annotations:\n  - {quote: came in winter, in: p1, note: It was the winter of 1999., topics: [winter]}\n',
  'content/transcripts/crowd.md': `---\ntitle: A talk with many notes on one paragraph\n---\n${said}\n\n${said}\n`,
  'content/annotations/crowd.yaml': `annotations:\n${crowd.map((quote, i) => `  - {in: p1, quote: ${JSON.stringify(quote)}, note: ${JSON.stringify(`Note ${i}. ${said}`)}, topics: [winter]}`).join('\n')}\n`,
  'content/transcripts/asked.md': exchanges(true),
  'content/transcripts/unasked.md': exchanges(false),
  'content/transcripts/unclear.md': '---\ntitle: A talk that was not heard well\n---\nThey came from [Brussels?] and [laughs] went (inaudible).\n',
  'content/transcripts/parts.md': `---\ntitle: A hearing in parts\nspeakers:\n  Ann: {name: Ann Marsh}\n  Bob: {name: Bob Reed}\n---\n${[1, 2, 3].map((day) => `## Day ${day}\n\n${Array.from({ length: 8 }, () => `Ann: ${said}\n\nBob: ${said}\n\n[Pause.]\n`).join('\n')}`).join('\n')}`,
};

stage({ files }, (all) => {
  ({ browser, archive, served } = all);
});

const own = (name) => archive.url(`transcripts/${name}`);

/** A page whose every paragraph is laid out, so that heights are what they would be if one had read to its end. */
async function open(url, viewport, options = {}) {
  const opened = await tests.open(browser, url, { viewport, ...options });
  await opened.page.evaluate(() => {
    const sheet = document.head.appendChild(document.createElement('style'));
    sheet.textContent = '.words .para { content-visibility: visible !important; }';
  });
  return opened;
}

const view = (page, name) => page.locator(`.view [value=${name}]`).check();
const height = (page) => page.locator('#text').evaluate((text) => text.getBoundingClientRect().height);
/** Where the first word of the text stands. */
const firstWord = (page) => page.locator('#p1').evaluate((p) => {
  const words = document.createRange();
  words.selectNodeContents(document.createTreeWalker(p, NodeFilter.SHOW_TEXT).nextNode());
  return words.getClientRects()[0].top;
});
const top = (page, selector) => page.locator(selector).evaluate((node) => node.getBoundingClientRect().top);

test('the text with its notes is at most an eighth taller than without', async () => {
  for (const viewport of [wide, middle]) {
    const { page, close } = await open(served.base + transcript, viewport);
    const both = await height(page);
    await view(page, 'text');
    assert.equal(await page.locator('.words .notes:visible').count(), 0);
    const alone = await height(page);
    assert.ok(both <= 1.12 * alone, `${both} px with notes, ${alone} without, at ${viewport.width}`);
    await view(page, 'notes');
    assert.ok((await page.locator('.words .note:visible').count()) > 50, 'the notes alone');
    await close();
  }
});

test('the words begin on the first screen and are not torn apart on a small one', async () => {
  for (const [viewport, most] of [[wide, 560], [narrow, 700]]) {
    const { page, close } = await open(served.base + transcript, viewport);
    const first = await firstWord(page);
    assert.ok(first <= most, `the first word stands ${first} px down at ${viewport.width}`);
    if (viewport === narrow) {
      const gap = (await top(page, '#p2')) - (await page.locator('#p1').evaluate((p) => p.getBoundingClientRect().bottom));
      assert.ok(gap <= 220, `${gap} px between the first paragraph and the second`);
    }
    await close();
  }
});

test('notes are numbered as their signs stand, in the text and in the margin', async () => {
  const { page, close } = await open(served.base + transcript, wide);
  const signs = await page.locator('.ref').evaluateAll((all) => all.map((sign) => [sign.getAttribute('popovertarget'), Number(sign.dataset.n)]));
  const seen = new Map();
  for (const [note, number] of signs) {
    if (seen.has(note)) assert.equal(seen.get(note), number, 'a sign that is met again has its number');
    else seen.set(note, number);
  }
  const inText = [...seen.values()];
  assert.deepEqual(inText, [...inText].sort((a, b) => a - b));
  const inMargin = (await page.locator('.notes .n').allTextContents()).map(Number);
  assert.deepEqual(inMargin, inMargin.map((_, i) => i + 1));
  // No line begins with what closes the words before it.
  const torn = await page.locator('.refs').evaluateAll((all) => all.filter((refs) => /^[.,;:!?…”’)\]]/.test(refs.nextSibling?.textContent ?? '')).map((refs) => refs.nextSibling.textContent));
  assert.deepEqual(torn, []);
  await close();
});

test('each sign opens its note in place: nothing moves, and Escape closes it', async () => {
  for (const viewport of [wide, middle, narrow]) {
    const { page, close } = await open(served.base + transcript, viewport);
    const all = await height(page);
    for (const sign of await page.locator('.ref').all()) {
      const note = page.locator(`[id="${await sign.getAttribute('popovertarget')}"]`);
      const name = `note ${await sign.getAttribute('data-n')} at ${viewport.width}`;
      await sign.scrollIntoViewIfNeeded();
      const before = await sign.boundingBox();
      await sign.click();
      assert.ok(await note.evaluate((n) => n.matches(':popover-open')), `${name} opens`);
      const at = await sign.boundingBox();
      assert.ok(Math.abs(at.y - before.y) < 1 && Math.abs(at.x - before.x) < 1, `${name}: its sign moves`);
      const box = await note.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width && box.y >= 0 && box.y + Math.min(box.height, 40) <= viewport.height, `${name} stands outside: ${JSON.stringify(box)}`);
      assert.ok(Math.abs((await height(page)) - all) < 1, `${name} changes the height of the text`);
      await page.keyboard.press('Escape');
      assert.ok(await note.evaluate((n) => !n.matches(':popover-open')), `${name} closes`);
    }
    await close();
  }
});

test('a tap of a finger opens a note in place on a phone, and a tap elsewhere closes it', async () => {
  const { page, close } = await open(served.base + transcript, narrow, { hasTouch: true, isMobile: true });
  for (const sign of (await page.locator('.ref').all()).slice(0, 12)) {
    const note = page.locator(`[id="${await sign.getAttribute('popovertarget')}"]`);
    const isOpen = () => note.evaluate((n) => n.matches(':popover-open'));
    await sign.scrollIntoViewIfNeeded();
    const before = await sign.boundingBox();
    await sign.tap();
    assert.ok(await isOpen(), await sign.getAttribute('aria-label'));
    assert.ok(await note.isVisible());
    const at = await sign.boundingBox();
    assert.ok(Math.abs(at.y - before.y) < 1, 'nothing moves');
    await page.touchscreen.tap(5, 5);
    assert.ok(!(await isOpen()), 'it closes');
  }
  await close();
});

test('facts about the record are folded below warning and summary, and open without a script', async () => {
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(served.base + transcript, viewport);
    const [facts, about] = [page.locator('.about .facts'), page.locator('.about > summary')];
    const box = (selector) => page.locator(selector).evaluate((node) => node.getBoundingClientRect().toJSON());
    const [summary, warning, folded, view] = [await box('.lede'), await box('.head .warning'), await box('.about'), await box('.view')];
    assert.ok(summary.bottom <= warning.top && warning.bottom <= folded.top, `in order at ${viewport.width}`);
    assert.ok(folded.height < 40 && folded.bottom <= view.top, `one line at ${viewport.width}`);
    assert.ok(!(await facts.isVisible()));
    await about.click();
    assert.ok(await facts.isVisible());
    assert.match(await facts.innerText(), /Present\s+Didier Reynders/);
    await about.click();
    assert.ok(!(await facts.isVisible()));
    await close();
  }
});

test('contents are folded above forty lines and push nothing down', async () => {
  for (const viewport of [wide, middle, narrow]) {
    const places = [];
    for (const name of ['unasked', 'asked']) {
      const { page, close } = await open(own(name), viewport);
      places.push(await firstWord(page));
      const contents = page.locator('.contents');
      assert.equal(await contents.count(), name === 'asked' ? 1 : 0);
      if (name === 'asked') {
        // Beside the text they take no room above it, else that of one line.
        assert.ok(places[1] - places[0] < (viewport === wide ? 1 : 40), `${places} at ${viewport.width}`);
        assert.equal(await contents.locator('ol').first().locator('li').count(), 40);
        const rest = contents.locator('details');
        assert.equal(await rest.locator('li').count(), 20);
        if (!(await contents.locator('nav').isVisible())) await contents.locator('> summary').click();
        assert.ok(await contents.locator('li').first().isVisible());
        assert.ok(!(await rest.locator('li').first().isVisible()), 'the rest is folded');
        await rest.locator('summary').click();
        assert.ok(await rest.locator('li').last().isVisible(), 'and opens');
      }
      await close();
    }
  }
});

test('the heading of a section stays at the top while the section is read, without a script', async () => {
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(own('parts'), viewport);
    for (const [paragraph, title] of [['p8', 'Day 1'], ['p32', 'Day 2'], ['p60', 'Day 3']]) {
      // A line of the paragraph is brought to just below where the heading must stand.
      await page.locator(`#${paragraph}`).evaluate((p) => scrollTo(0, p.getBoundingClientRect().top + scrollY - 60));
      const shown = await page.locator('.words .heading').evaluateAll((all) => all.filter((h) => {
        const { left, top, bottom } = h.getBoundingClientRect();
        return Math.abs(top) < 1 && h.contains(document.elementFromPoint(left + 4, (top + bottom) / 2));
      }).map((h) => h.textContent));
      assert.equal(shown.length, 1, `${paragraph} at ${viewport.width}: ${shown}`);
      assert.ok(shown[0].includes(title), `${paragraph} at ${viewport.width}: ${shown}`);
    }
    await close();
  }
});

test('a note leads back to its sign and to itself', async () => {
  const { page, close } = await open(served.base + transcript, wide);
  const id = await page.locator('.words .note').nth(3).getAttribute('id');
  await page.goto(`${served.base}${transcript}#${id}`);
  const note = page.locator(`[id="${id}"]`);
  assert.ok(await note.evaluate((n) => n.scrollHeight <= n.clientHeight + 1 && n.getBoundingClientRect().top >= 0), 'whole, where it stands');
  const places = await note.locator('.at a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  const [back, itself] = [places[0], places.at(-1)];
  assert.equal(itself, `#${id}`);
  assert.equal(await page.locator(`[id="${back.slice(1)}"]`).getAttribute('popovertarget'), id);
  await close();
});

test('a passage in view is marked at the margin, not boxed', async () => {
  const { page, close } = await open(`${served.base}${transcript}#p4`, wide);
  const [shadow, outline] = await page.locator('#p4').evaluate((p) => [getComputedStyle(p).boxShadow, getComputedStyle(p).outlineStyle]);
  assert.notEqual(shadow, 'none');
  assert.equal(outline, 'none');
  await close();
});

test('annotations that overlap have a line each, told by its pattern, also in forced colours', async () => {
  for (const forcedColors of ['none', 'active']) {
    const { page, close } = await open(served.base + transcript, wide, { forcedColors });
    const found = await page.locator('mark').evaluateAll((all) => all.map((mark) => {
      const lines = getComputedStyle(mark).backgroundImage.split(/,\s*(?=none|linear)/).filter((line) => line !== 'none');
      return [mark.dataset.annotations.split(' ').length, lines.length, mark.classList.contains('more')];
    }));
    for (const [notes, lines, more] of found) {
      assert.equal(lines, Math.min(notes, 3));
      assert.equal(more, notes > 3);
    }
    assert.ok(found.some(([notes]) => notes > 1));
    const key = await page.locator('.key span').evaluateAll((all) => all.map((one) => {
      const style = getComputedStyle(one);
      return `${style.backgroundImage.replace(/rgb\([^)]*\)|CanvasText/g, '')} ${style.backgroundSize}`;
    }));
    assert.equal(new Set(key).size, key.length, 'no two kinds look alike without colour');
    await close();
  }
});

test('what the source is not sure of has a look of its own, also in forced colours and in print, and is told to those who listen', async () => {
  for (const options of [{}, { forcedColors: 'active' }, { colorScheme: 'dark' }]) {
    const { page, close } = await open(own('unclear'), narrow, options);
    for (const media of ['screen', 'print']) {
      await page.emulateMedia({ media });
      const lines = await page.locator('#p1 span').evaluateAll((all) => all.map((span) => `${span.className} ${getComputedStyle(span).outlineStyle}`));
      assert.deepEqual(lines, ['unclear dotted', 'stage none', 'unclear dotted']);
    }
    const said = await page.locator('#p1').ariaSnapshot();
    assert.match(said, /from Not clear in the source \[Brussels\?\] and \[laughs\] went Not clear in the source \(inaudible\)/);
    await close();
  }
});

test('readers put series of notes away', async () => {
  const { page, close } = await open(served.base + transcript, wide);
  const signs = () => page.locator('.words .ref:visible').count();
  const all = await signs();
  await page.locator('.series summary').click();
  const box = page.locator('.series input').first();
  const key = await box.getAttribute('value');
  await box.uncheck();
  assert.equal(await page.locator(`.words .${key}:visible`).count(), 0);
  assert.ok((await signs()) < all);
  await box.check();
  assert.equal(await signs(), all);
  await close();
});

test('eight keys lead from the address to the first sign', async () => {
  const { page, close } = await open(served.base + transcript, wide, { javaScriptEnabled: true });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  let keys = 2;
  while (!(await page.evaluate(() => document.activeElement.matches('.ref')))) {
    assert.ok((keys += 1) <= 8, 'the first sign is not reached');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.note:popover-open').count(), 1);
  await page.keyboard.press('Escape');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.ref')), 'back at the sign');
  await close();
});

test('speakers are headings, and notes are no landmarks', async () => {
  const { page, close } = await open(served.base + transcript, wide);
  assert.equal(await page.getByRole('heading', { level: 2, name: /Ban Ki-moon/ }).count(), 4);
  assert.equal(await page.getByRole('complementary').count(), 0);
  assert.ok((await page.getByRole('note').count()) > 50);
  await page.goto(own('parts'));
  assert.equal(await page.getByRole('heading', { level: 3, name: /Ann Marsh/ }).count(), 24);
  await close();
});

test('it prints as a text with its notes behind it, on six numbered pages at most', async () => {
  const { page, close } = await open(served.base + transcript, wide, { javaScriptEnabled: true });
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok(pages <= 6, `${pages} pages`);
  const margins = await page.evaluate(() => [...document.styleSheets[0].cssRules].flatMap(function inner(rule) { return rule.cssRules ? [rule.cssText, ...[...rule.cssRules].flatMap(inner)] : [rule.cssText]; }).find((text) => text.startsWith('@page')));
  assert.match(margins, /margin: 17mm.*counter\(page\)/s, 'pages have margins and numbers');
  await page.emulateMedia({ media: 'print' });
  const [last, note] = await page.evaluate(() => [...document.querySelectorAll('.words .para > p')].at(-1).getBoundingClientRect().bottom < Math.min(...[...document.querySelectorAll('.words .note')].map((n) => n.getBoundingClientRect().top)) ? [true, document.querySelectorAll('.words .note').length] : [false, 0]);
  assert.ok(last && note > 50, 'notes stand behind the text');
  await close();
});

test('without a note, with one and with twenty-five on a paragraph, the text runs on as well', async () => {
  for (const viewport of [wide, narrow]) {
    for (const name of ['none', 'one', 'crowd']) {
      const { page, close } = await open(own(name), viewport);
      const gap = (await top(page, '#p2')) - (await page.locator('#p1').evaluate((p) => p.getBoundingClientRect().bottom));
      assert.ok(gap <= (viewport === wide ? 40 : 240), `${name} at ${viewport.width}: ${gap} px`);
      assert.equal(await page.locator('.view').count(), name === 'none' ? 0 : 1);
      const notes = { none: 0, one: 1, crowd: 25 }[name];
      assert.equal(await page.locator('.notes .note').count(), notes);
      assert.equal(await page.locator('#p1 .ref').count(), notes, 'a sign of each');
      await close();
    }
  }
});

test('the style sheet stays within 12 KB, compressed', async () => {
  const size = gzipSync(await readFile(join(site, 'static/postil.css')), { level: 9 }).length;
  assert.ok(size <= 12 * 1024, `${size} bytes`);
});

test('no setting breaks WCAG 2.2 AA: folded and open, alone and crowded, in forced colours, at 320 and 1920 px, at 200 %', async () => {
  const found = [];
  const looks = [
    [transcript, {}],
    [transcript, { forcedColors: 'active' }],
    [transcript, { viewport: { width: 320, height: 640 } }],
    [transcript, { viewport: { width: 1920, height: 1080 } }],
    [transcript, { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2, reducedMotion: 'reduce' }],
    [own('crowd'), {}],
    [own('crowd'), { viewport: narrow }],
    [own('none'), {}],
    [own('parts'), {}],
  ];
  for (const [path, look] of looks) {
    const { page, close } = await open(path.startsWith('file:') ? path : served.base + path, wide, { javaScriptEnabled: true, ...look });
    const name = `${path} ${JSON.stringify(look)}`;
    for (const opened of [false, true]) {
      const sign = page.locator('.ref').first();
      if (opened && (await sign.count()) === 0) continue;
      if (opened) await sign.click();
      found.push(...(await broken(page)).map((rule) => `${name}${opened ? ', open' : ''}: ${rule}`));
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${name}: ${over} px too wide`);
    await close();
  }
  assert.deepEqual(found, []);
});
