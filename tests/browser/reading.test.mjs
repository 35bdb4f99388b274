// A transcript as it is read: the text runs on, notes stand still beside it and open in place. Without JavaScript, where it does not say otherwise.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { launch, repository, serve, site } from './site.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const binary = process.env.POSTIL ?? join(repository, 'target/release/postil');
const transcript = 'transcripts/2014-04-01-brussels.html';
let browser;
let served;
let folder;
let mirrored;

/** An archive of pages that are made to be difficult. */
const said = 'The people of the valley came in winter. Nobody would help them, because the roads were closed. We asked what they needed most.';
const words = said.replaceAll(/[.,]/g, '').split(' ');
const files = {
  'postil.yaml': 'title: An archive\n',
  'content/topics/winter.md': '---\ntitle: Winter\n---\n',
  'content/transcripts/none.md': `---\ntitle: A talk without a note\n---\n${said}\n\n${said}\n`,
  'content/transcripts/one.md': `---\ntitle: A talk with one note\n---\n${said}\n\n${said}\n`,
  'content/annotations/one.yaml': 'annotations:\n  - {quote: came in winter, in: p1, note: It was the winter of 1999., topics: [winter]}\n',
  'content/transcripts/crowd.md': `---\ntitle: A talk with many notes on one paragraph\n---\n${said}\n\n${said}\n`,
  'content/annotations/crowd.yaml': `annotations:\n${words.slice(0, 25).map((_, i) => `  - {in: p1, from: The people, to: ${JSON.stringify(words[i])}, note: ${JSON.stringify(`Note ${i}. ${said}`)}, topics: [winter]}`).slice(2).join('\n')}\n`,
  'content/transcripts/parts.md': `---\ntitle: A hearing in parts\nspeakers:\n  Ann: {name: Ann Marsh}\n  Bob: {name: Bob Reed}\n---\n${[1, 2, 3].map((day) => `## Day ${day}\n\n${Array.from({ length: 8 }, () => `Ann: ${said}\n\nBob: ${said}\n\n[Pause.]\n`).join('\n')}`).join('\n')}`,
  'content/transcripts/hebrew.md': '---\ntitle: ריאיון על הנהר\nlanguage: he\nsummary: עדות על ימי הגשם.\nwarning: Speaks of killing.\nspeakers:\n  רות: {name: רות לוי}\n---\nרות: ראינו את האנשים באים מן ההרים (כ-300 איש) בחורף של 1941. איש לא עזר להם.\n',
  'content/annotations/hebrew.yaml': 'annotations:\n  - {quote: בחורף של 1941, note: "Winter of 1941, in December.", certainty: probable, topics: [winter]}\n  - {quote: איש לא עזר, language: he, note: כך ענו כולם., topics: [winter]}\n',
};

/** An archive in Hebrew, with a text in English, and an English archive's texts in Arabic and Tamil. */
const hebrew = {
  'postil.yaml': 'title: ארכיון\nlanguage: he\ncontact: archive@example.org\n',
  'content/topics/river.md': '---\ntitle: הנהר\n---\n',
  'content/transcripts/english.md': '---\ntitle: A hearing\nlanguage: en\ndate: 1931-05-04\nspeakers:\n  Ann: {name: Ann Marsh}\n---\nAnn: They came in winter (some 300 people). Nobody helped.\n\nAnn: We went north, in the spring.\n',
  'content/annotations/english.yaml': 'annotations:\n  - {quote: in winter, note: "בחורף של 1941, כנראה.", certainty: probable, topics: [river]}\n  - {quote: went north, language: en, note: "North, to Kovno.", topics: [river]}\n',
  'content/transcripts/hebrew.md': '---\ntitle: ריאיון\ndate: 1998-05-03\nspeakers: {}\n---\nלא נדע.\n',
  'content/transcripts/arabic.md': '---\ntitle: جلسة\nlanguage: ar\nspeakers: {}\n---\nجاء الناس في الشتاء (نحو 300 شخص). لم يساعدهم أحد.\n',
  'content/transcripts/tamil.md': '---\ntitle: நேர்காணல்\nlanguage: ta\nspeakers: {}\n---\nமக்கள் குளிர்காலத்தில் வந்தார்கள், 300 பேர்.\n',
};

/** Builds an archive of some files. */
async function build(texts) {
  const root = await mkdtemp(join(tmpdir(), 'postil-reading-'));
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await promisify(execFile)(binary, ['build', '--root', root]);
  return root;
}

before(async () => {
  folder = await build(files);
  mirrored = await build(hebrew);
  browser = await launch();
  served = await serve();
});
after(async () => {
  await browser?.close();
  served?.server.close();
  for (const root of [folder, mirrored]) if (root) await rm(root, { recursive: true });
});

const own = (name) => pathToFileURL(join(folder, `public/transcripts/${name}.html`)).href;
const [wide, middle, narrow] = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 360, height: 800 }];

/** A page whose every paragraph is laid out, so that heights are what they would be if one had read to its end. */
async function open(url, viewport, options = {}) {
  const context = await browser.newContext({ viewport, javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(() => {
    const sheet = document.head.appendChild(document.createElement('style'));
    sheet.textContent = '.words .para { content-visibility: visible !important; }';
  });
  return { page, close: () => context.close() };
}

const view = (page, name) => page.locator(`.view [value=${name}]`).check();
const height = (page) => page.locator('#text').evaluate((text) => text.getBoundingClientRect().height);
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
    const first = await page.locator('#p1').evaluate((p) => {
      const words = document.createRange();
      words.selectNodeContents(document.createTreeWalker(p, NodeFilter.SHOW_TEXT).nextNode());
      return words.getClientRects()[0].top;
    });
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

test('it prints as a text with its notes behind it, on six pages at most', async () => {
  const { page, close } = await open(served.base + transcript, wide, { javaScriptEnabled: true });
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok(pages <= 6, `${pages} pages`);
  await page.emulateMedia({ media: 'print' });
  const [last, note] = await page.evaluate(() => [...document.querySelectorAll('.words .para > p')].at(-1).getBoundingClientRect().bottom < Math.min(...[...document.querySelectorAll('.words .note')].map((n) => n.getBoundingClientRect().top)) ? [true, document.querySelectorAll('.words .note').length] : [false, 0]);
  assert.ok(last && note > 50, 'notes stand behind the text');
  await close();
});

test('without a note, with one and with twenty-three on a paragraph, the text runs on as well', async () => {
  for (const viewport of [wide, narrow]) {
    for (const name of ['none', 'one', 'crowd']) {
      const { page, close } = await open(own(name), viewport);
      const gap = (await top(page, '#p2')) - (await page.locator('#p1').evaluate((p) => p.getBoundingClientRect().bottom));
      assert.ok(gap <= (viewport === wide ? 40 : 240), `${name} at ${viewport.width}: ${gap} px`);
      assert.equal(await page.locator('.view').count(), name === 'none' ? 0 : 1);
      await close();
    }
  }
});

test('a line says where one is in a long text, and what was chosen is kept, where a script may run', async () => {
  const { page, close } = await open(own('parts'), wide, { javaScriptEnabled: true });
  await page.locator('#p40').evaluate((p) => scrollTo(0, p.getBoundingClientRect().top + scrollY - 40));
  await page.waitForFunction(() => /¶.(39|40|41)/.test(document.querySelector('.here')?.textContent ?? ''));
  const line = await page.locator('.here').textContent();
  assert.match(line, /^(Ann Marsh|Bob Reed) · ¶.\d+ · Day 2$/);
  assert.ok((await top(page, '.here')) < 1);
  await close();
  // Without one, the heading of the section stays.
  const still = await open(own('parts'), wide);
  await still.page.mouse.wheel(0, 2500);
  await still.page.waitForFunction(() => scrollY > 2000).catch(() => {});
  const heading = await still.page.locator('.words .heading').evaluateAll((all) => all.filter((h) => Math.abs(h.getBoundingClientRect().top) < 1).length);
  assert.ok(heading > 0);
  await still.close();
  const both = await browser.newContext({ viewport: wide });
  const kept = await both.newPage();
  await kept.goto(served.base + transcript);
  await view(kept, 'text');
  await kept.goto('about:blank');
  await kept.goto(served.base + transcript);
  assert.ok(await kept.locator('.view [value=text]').isChecked());
  await both.close();
});

test('the style sheet stays within 12 KB, compressed', async () => {
  const size = gzipSync(await readFile(join(site, 'static/postil.css')), { level: 9 }).length;
  assert.ok(size <= 12 * 1024, `${size} bytes`);
});

/** Where the first and the last character of some text stand. */
const ends = (page, selector, text) => page.locator(selector).first().evaluate((node, words) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let piece = walker.nextNode(); piece; piece = walker.nextNode()) {
    const from = piece.data.indexOf(words);
    if (from < 0) continue;
    const place = (at) => {
      const one = document.createRange();
      one.setStart(piece, at);
      one.setEnd(piece, at + 1);
      return one.getBoundingClientRect().left;
    };
    return [place(from), place(from + words.length - 1)];
  }
  throw new Error(`no ${words}`);
}, text);

test('a Hebrew text in an English archive runs from the right, with the frame and notes in their own direction', async () => {
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(own('hebrew'), viewport);
    assert.equal(await page.locator('html').getAttribute('dir'), 'ltr');
    const runs = async (selector, text, direction) => {
      const [first, last] = await ends(page, selector, text);
      assert.equal(first > last ? 'rtl' : 'ltr', direction, `${text} at ${viewport.width}`);
    };
    await runs('#p1', 'ראינו', 'rtl');
    await runs('#p1', '300', 'ltr');
    await runs('h1', 'ריאיון', 'rtl');
    await runs('.warning', 'Speaks of killing.', 'ltr');
    await runs('.words .note .doubt', 'Probably so.', 'ltr');
    await runs('.words .note .prose', 'in December.', 'ltr');
    await runs('.prose[lang=he]', 'כולם.', 'rtl');
    await runs('.cite', 'ריאיון על הנהר', 'rtl');
    await runs('.cite', 'An archive', 'ltr');
    assert.equal(await page.locator('.lede').evaluate((p) => getComputedStyle(p).fontStyle), 'normal', 'no false italics');
    if (viewport === wide) {
      const [text, notes] = [await page.locator('#p1').boundingBox(), await page.locator('.words .notes').boundingBox()];
      assert.ok(notes.x + notes.width <= text.x, 'notes stand on the left');
    }
    await close();
  }
});

test('a Hebrew archive runs from the right, and what is in another language in its own direction', async () => {
  const other = (name) => pathToFileURL(join(mirrored, `public/${name}.html`)).href;
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(other('transcripts/english'), viewport);
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    const runs = async (selector, text, direction) => {
      const [first, last] = await ends(page, selector, text);
      assert.equal(first > last ? 'rtl' : 'ltr', direction, `${text} at ${viewport.width}`);
    };
    await runs('#p1', 'They came', 'ltr');
    await runs('h1', 'A hearing', 'ltr');
    await runs('.cite h2', 'כיצד לצטט', 'rtl');
    await runs('.cite', 'A hearing', 'ltr');
    await runs('.kicker time', '4\u00a0במאי 1931', 'rtl');
    await runs('.words .note .prose', 'כנראה.', 'rtl');
    // Beside the link to an English title its date stays in one piece, and a paragraph's sign stands before its number.
    await runs('.siblings .n', '1998', 'ltr');
    await runs('.siblings .n', 'במאי', 'rtl');
    await runs('.note .prose[lang=en]', 'to Kovno.', 'ltr');
    await page.goto(other('topics/river'));
    await runs('h1', 'הנהר', 'rtl');
    await runs('.passage .ex', 'They came', 'ltr');
    await runs('.passage .where', '¶\u00a01', 'rtl');
    await page.goto(other('transcripts/arabic'));
    await runs('#p1', 'الشتاء', 'rtl');
    await runs('#p1', '300', 'ltr');
    await runs('#p1', 'أحد.', 'rtl');
    await page.goto(other('transcripts/tamil'));
    await runs('#p1', 'வந்தார்கள்,', 'ltr');
    await runs('h1', 'நேர்காணல்', 'ltr');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${over} px too wide`);
    await close();
  }
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
    [own('hebrew'), { colorScheme: 'dark' }],
    [own('hebrew'), { viewport: narrow }],
  ];
  for (const [path, look] of looks) {
    const { page, close } = await open(path.startsWith('file:') ? path : served.base + path, wide, { javaScriptEnabled: true, ...look });
    const name = `${path} ${JSON.stringify(look)}`;
    await page.addScriptTag({ path: axe });
    for (const opened of [false, true]) {
      const sign = page.locator('.ref').first();
      if (opened && (await sign.count()) === 0) continue;
      if (opened) await sign.click();
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
      found.push(...violations.map((violation) => `${name}${opened ? ', open' : ''}: ${violation.id} at ${violation.nodes[0].target}`));
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`${name}: ${over} px too wide`);
    await close();
  }
  assert.deepEqual(found, []);
});
