// The number of a paragraph, and words that are selected, offer a link, a citation and a letter to the editors.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { build, launch, serve } from './site.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const transcript = 'transcripts/2014-04-01-brussels.html';
let browser;
let served;

before(async () => {
  browser = await launch();
  served = await serve();
});
after(async () => {
  await browser?.close();
  served?.server.close();
});

async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  if (options.javaScriptEnabled !== false) await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  await page.goto(`${served.base}${transcript}`);
  return page;
}

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

test('a number leads to its paragraph and offers its address and citation', async () => {
  const page = await open();
  const number = page.locator('.para > a').nth(2);
  const id = await number.getAttribute('href');
  await number.click();
  const offer = page.locator('.offer');
  await offer.waitFor({ state: 'visible' });
  assert.ok(decodeURIComponent(page.url()).endsWith(id));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.does), 'link');
  await offer.getByRole('button').nth(0).click();
  const canonical = await page.locator('link[rel=canonical]').getAttribute('href');
  await assert.doesNotReject(page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('#p3'))));
  assert.equal(await copied(page), canonical + id);
  await offer.getByRole('button').nth(1).click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('¶')));
  const citation = await copied(page);
  assert.ok(citation.includes('¶\u00a03'), citation);
  assert.ok(citation.includes(canonical + id), citation);
  // Escape closes it, and gives the focus back.
  await page.keyboard.press('Escape');
  await offer.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.matches('.para > a')), true);
});

test('selected words have an address that marks them, within one paragraph', async () => {
  const page = await open();
  // The first pieces of a paragraph, to those of this one or another.
  const select = (from, to) => page.evaluate(([a, b]) => {
    const end = document.getElementById(b);
    getSelection().setBaseAndExtent(document.getElementById(a), 0, end, Math.min(2, end.childNodes.length));
  }, [from, to]);
  await select('p1', 'p1');
  const offer = page.locator('.offer');
  await offer.waitFor({ state: 'visible' });
  const words = (await page.evaluate(() => getSelection().toString())).trim().replace(/\s+/g, ' ');
  const parts = words.split(' ').length > 12 ? [words.split(' ').slice(0, 5).join(' '), words.split(' ').slice(-5).join(' ')] : [words];
  await offer.getByRole('button').nth(0).click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes(':~:text=')));
  const [, fragment] = (await copied(page)).split(':~:text=');
  // Commas part the first from the last words; those of the text are encoded, as `-` and `&` are.
  assert.ok(!/[-&]/.test(fragment), fragment);
  assert.deepEqual(fragment.split(',').map(decodeURIComponent), parts);
  await offer.getByRole('button').nth(1).click();
  await page.waitForFunction((said) => navigator.clipboard.readText().then((text) => text.startsWith(`“${said}”`)), words);
  await page.keyboard.press('Escape');
  await offer.waitFor({ state: 'hidden' });
  await select('p1', 'p2');
  await page.waitForTimeout(900);
  assert.equal(await offer.isVisible(), false);
});

test('a letter has the address, the words and the source', async () => {
  const page = await open();
  await page.locator('.para > a').nth(1).click();
  const offer = page.locator('.offer');
  await offer.waitFor({ state: 'visible' });
  const letter = new URL(await offer.getByRole('link').getAttribute('href'));
  assert.equal(letter.pathname, 'corrections@postil.example');
  assert.equal(letter.searchParams.get('subject'), '2014-04-01-brussels');
  const body = letter.searchParams.get('body');
  const id = await page.locator('.para > a').nth(1).getAttribute('href');
  const said = await page.locator('#p2').textContent();
  assert.ok(body.includes(`2014-04-01-brussels.html${id}\n\n> ${said}\n\nPress conference by`), body);
  // The citations at the foot are of the paragraph now.
  assert.match(await page.locator('.cite dd').first().textContent(), /transcript, par\. 2, /);
});

test('it works with a finger, and nothing on it is wrong for whoever cannot see', async () => {
  const page = await open({ hasTouch: true });
  await page.locator('.para > a').nth(2).tap();
  await page.locator('.offer').waitFor({ state: 'visible' });
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run('.offer'));
  assert.deepEqual(violations.map((violation) => violation.id), []);
});

test('without a script the number is a link', async () => {
  const page = await open({ javaScriptEnabled: false });
  const number = page.locator('.para > a').nth(2);
  const id = await number.getAttribute('href');
  await number.click();
  assert.ok(decodeURIComponent(page.url()).endsWith(id));
  assert.equal(await page.locator('.offer').count(), 0);
});

test('what is offered lies over no number, in the window, at every width and direction', async () => {
  const words = 'They asked the people of the valley what they needed most. ';
  const he = 'ראינו את האנשים באים מן ההרים. ';
  const text = (line, lang) => `---\ntitle: T\nlanguage: ${lang}\nspeakers: {}\n---\n${Array.from({ length: 14 }, (_, n) => line.repeat(1 + (n % 3))).join('\n\n')}\n`;
  const own = await build({ 'postil.yaml': 'title: An archive\ncontact: a@example.org\n', 'content/transcripts/english.md': text(words, 'en'), 'content/transcripts/hebrew.md': text(he, 'he') });
  for (const name of ['english', 'hebrew']) {
    for (const width of [1440, 1024, 720, 360, 320]) {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(own.url(`transcripts/${name}`));
      for (const nth of [0, 1, 6, 13]) {
        await page.locator('.para > a').nth(nth).click();
        const offer = page.locator('.offer');
        await offer.waitFor({ state: 'visible' });
        const box = await offer.boundingBox();
        const told = `${name} ${nth} at ${width}: ${JSON.stringify(box)}`;
        assert.ok(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= 800, told);
        const hidden = await page.locator('.para > a').evaluateAll((all, { x, y, width: w, height: h }) => all.filter((number) => {
          const range = document.createRange();
          range.selectNodeContents(number);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return left < x + w && right > x && top < y + h && bottom > y;
        }).map((number) => number.textContent), box);
        assert.deepEqual(hidden, [], told);
        // It stands at the number that was clicked, wherever the address has led the window.
        const number = await page.locator('.para > a').nth(nth).evaluate((one) => { const range = document.createRange(); range.selectNodeContents(one); return range.getBoundingClientRect().toJSON(); });
        assert.ok(Math.min(Math.abs(box.y + box.height - number.y), Math.abs(box.y - number.y - number.height)) < 30, `${told} ${JSON.stringify(number)}`);
        await page.keyboard.press('Escape');
      }
      await context.close();
    }
  }
  await own.remove();
});

test('what is offered goes when the focus or the pointer goes on, and when another number is clicked', async () => {
  const page = await open();
  const offer = page.locator('.offer');
  await page.locator('.para > a').nth(2).click();
  await offer.waitFor({ state: 'visible' });
  // The pointer may go there, and stay.
  const box = await offer.boundingBox();
  await page.mouse.move(box.x + 20, box.y + 10, { steps: 5 });
  await page.waitForTimeout(900);
  assert.ok(await offer.isVisible());
  await page.mouse.move(4, 4);
  await offer.waitFor({ state: 'hidden' });
  await page.locator('.para > a').nth(1).focus();
  await page.keyboard.press('Enter');
  await offer.waitFor({ state: 'visible' });
  for (let i = 0; i < 4 && (await offer.isVisible()); i += 1) await page.keyboard.press('Tab');
  assert.equal(await offer.isVisible(), false, 'the focus went on');
  await page.locator('.para > a').nth(2).click();
  await offer.waitFor({ state: 'visible' });
  await page.locator('.para > a').nth(3).click();
  await page.waitForFunction(() => document.activeElement.closest('.offer'));
  assert.ok(decodeURIComponent(page.url()).endsWith(await page.locator('.para > a').nth(3).getAttribute('href')));
});

test('words that are selected within words, or stand on the page often, have an address that leads to them', async () => {
  const texts = {
    en: ['Never again, we said. Never again, they said, and re-read the well-known words of Zoë’s mother.', 'Long words of many: one two three four five six seven eight nine ten eleven twelve thirteen fourteen.', 'Never again, we say; never again, they said once more.'],
    zh: ['我们要保护所有人的人权，这是司法改革的目标。', '联合国秘书长在布鲁塞尔说，保护人权是我们的责任。'],
    th: ['เราต้องปกป้องสิทธิมนุษยชนของทุกคน', 'สิทธิมนุษยชนเป็นของทุกคน'],
    he: ['ראינו את האנשים באים מן ההרים, וצה"ל אמר שלא.', 'ראינו את האנשים הולכים אל ההרים.'],
  };
  const files = Object.fromEntries(Object.entries(texts).map(([lang, all]) => [`content/transcripts/${lang}.md`, `---\ntitle: Never again, 人权\nlanguage: ${lang}\nspeakers: {}\n---\n${all.join('\n\n')}\n`]));
  const own = await build({ 'postil.yaml': 'title: An archive\n', ...files });
  const host = await serve(own.site);
  // What is selected, the n-th time that it stands there: the paragraph, and the words that the address must mark.
  const cases = [
    ['en', 'ever aga', 1, 'Never again'],
    ['en', 'ever again, they', 2, 'never again, they'],
    ['en', 'ell-kno', 1, 'well-known'],
    ['en', 'oë’s moth', 1, 'Zoë’s mother'],
    ['en', 'ords of many: one two three four five six seven eight nine ten eleven twel', 1, null],
    // Where one of these words ends is the dictionary's to say.
    ['zh', '合国秘书', 1, null],
    ['zh', '人权', 2, '人权'],
    ['zh', '司法改革', 1, '司法改革'],
    ['th', 'ทธิมนุษยช', 2, null],
    ['he', 'נו את האנ', 2, 'ראינו את האנשים'],
    ['he', 'ה"ל א', 1, 'וצה"ל אמר'],
  ];
  // The colour that most of a box has.
  const ground = async (page, box) => {
    const png = (await page.screenshot({ clip: box })).toString('base64');
    return page.evaluate(async (data) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
      const drawing = canvas.getContext('2d');
      drawing.drawImage(picture, 0, 0);
      const { data: all } = drawing.getImageData(0, 0, picture.width, picture.height);
      const times = new Map();
      for (let at = 0; at < all.length; at += 4) {
        const colour = all.slice(at, at + 3).join();
        times.set(colour, (times.get(colour) ?? 0) + 1);
      }
      return [...times].sort(([, one], [, other]) => other - one)[0][0];
    }, png);
  };
  // Where words stand for the n-th time, as a range of their paragraph; selected, if asked for.
  const place = (page, chosen, nth, select) => page.evaluate(([text, count, chooses]) => {
    for (const paragraph of document.querySelectorAll('.para > p[id]')) {
      const node = paragraph.firstChild;
      for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + 1)) {
        count -= 1;
        if (count) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        if (chooses) {
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }
        const { x, y, width, height } = range.getClientRects()[0];
        return { x, y, width, height };
      }
    }
    return null;
  }, [chosen, nth, select]);
  for (const segmented of [true, false]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 400 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    if (!segmented) await context.addInitScript(() => { delete Intl.Segmenter; });
    for (const [lang, chosen, nth, expected] of cases) {
      // Without a dictionary words have borders only where there are blanks.
      if (!segmented && ['zh', 'th'].includes(lang)) continue;
      const told = `${lang}: ${chosen}, the ${nth}. time${segmented ? '' : ', without Intl.Segmenter'}`;
      const page = await context.newPage();
      await page.goto(`${host.base}transcripts/${lang}.html`);
      await place(page, chosen, nth, true);
      const offer = page.locator('.offer');
      await offer.waitFor({ state: 'visible' });
      await offer.getByRole('button').nth(0).click();
      await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes(':~:text=')));
      const address = await copied(page);
      await page.evaluate(() => navigator.clipboard.writeText(''));
      const parts = address.split(':~:text=')[1].split(',').filter((part) => !/^-|-$/.test(part)).map(decodeURIComponent);
      if (expected) assert.deepEqual(parts, [expected], told);
      await page.close();
      const other = await context.newPage();
      await other.goto(address);
      const { width } = other.viewportSize();
      const blank = await ground(other, { x: width - 40, y: 200, width: 20, height: 20 });
      let box;
      for (let tries = 0; tries < 20; tries += 1) {
        box = await place(other, chosen, nth, false);
        if ((await ground(other, box)) !== blank) break;
        await other.waitForTimeout(50);
      }
      assert.notEqual(await ground(other, box), blank, `${told}: ${address} marks nothing there`);
      await other.close();
    }
    await context.close();
  }
  host.server.close();
  await own.remove();
});

test('nobody is cited for what another said', async () => {
  const page = await open();
  const cite = page.locator('.cite');
  await page.locator('#p1').locator('xpath=..').locator(':scope > a').click();
  await page.locator('.offer').waitFor({ state: 'visible' });
  assert.ok((await cite.locator('p').first().textContent()).startsWith('Ban Ki-moon, “'));
  assert.match(await cite.locator('dd').first().textContent(), /^Ban Ki-moon, “.*, par\. 1, /);
  // A question stands under the name of the one who answers.
  await page.locator('#p5').locator('xpath=..').locator(':scope > a').click();
  await page.waitForFunction(() => document.querySelector('.cite dd').textContent.includes('par. 5'));
  assert.match(await cite.locator('dd').first().textContent(), /, par\. 5 \[Reporter\], /);
  await page.locator('.offer').getByRole('button').nth(1).click();
  await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('¶\u00a05 [Reporter]')));
  // What follows in the same turn has the name of its first paragraph.
  await page.locator('#p9').locator('xpath=..').locator(':scope > a').click();
  await page.waitForFunction(() => document.querySelector('.cite dd').textContent.includes('par. 9, '));
});
