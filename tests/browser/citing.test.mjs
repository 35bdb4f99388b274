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
  const number = page.locator('.num').nth(2);
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
  assert.equal(await page.evaluate(() => document.activeElement.className), 'num');
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
  await page.locator('.num').nth(1).click();
  const offer = page.locator('.offer');
  await offer.waitFor({ state: 'visible' });
  const letter = new URL(await offer.getByRole('link').getAttribute('href'));
  assert.equal(letter.pathname, 'corrections@postil.example');
  assert.equal(letter.searchParams.get('subject'), '2014-04-01-brussels');
  const body = letter.searchParams.get('body');
  const id = await page.locator('.num').nth(1).getAttribute('href');
  const said = await page.locator('#p2').textContent();
  assert.ok(body.includes(`2014-04-01-brussels.html${id}\n\n> ${said}\n\nPress conference by`), body);
  // The citations at the foot are of the paragraph now.
  assert.match(await page.locator('.cite dd').first().textContent(), /transcript, par\. 2, /);
});

test('it works with a finger, and nothing on it is wrong for whoever cannot see', async () => {
  const page = await open({ hasTouch: true });
  await page.locator('.num').nth(2).tap();
  await page.locator('.offer').waitFor({ state: 'visible' });
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run('.offer'));
  assert.deepEqual(violations.map((violation) => violation.id), []);
});

test('without a script the number is a link', async () => {
  const page = await open({ javaScriptEnabled: false });
  const number = page.locator('.num').nth(2);
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
        await page.locator('.num').nth(nth).click();
        const offer = page.locator('.offer');
        await offer.waitFor({ state: 'visible' });
        const box = await offer.boundingBox();
        const told = `${name} ${nth} at ${width}: ${JSON.stringify(box)}`;
        assert.ok(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= 800, told);
        const hidden = await page.locator('.num').evaluateAll((all, { x, y, width: w, height: h }) => all.filter((number) => {
          const range = document.createRange();
          range.selectNodeContents(number);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          return left < x + w && right > x && top < y + h && bottom > y;
        }).map((number) => number.textContent), box);
        assert.deepEqual(hidden, [], told);
        // It stands at the number that was clicked, wherever the address has led the window.
        const number = await page.locator('.num').nth(nth).evaluate((one) => { const range = document.createRange(); range.selectNodeContents(one); return range.getBoundingClientRect().toJSON(); });
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
  await page.locator('.num').nth(2).click();
  await offer.waitFor({ state: 'visible' });
  // The pointer may go there, and stay.
  const box = await offer.boundingBox();
  await page.mouse.move(box.x + 20, box.y + 10, { steps: 5 });
  await page.waitForTimeout(900);
  assert.ok(await offer.isVisible());
  await page.mouse.move(4, 4);
  await offer.waitFor({ state: 'hidden' });
  await page.locator('.num').nth(1).focus();
  await page.keyboard.press('Enter');
  await offer.waitFor({ state: 'visible' });
  for (let i = 0; i < 4 && (await offer.isVisible()); i += 1) await page.keyboard.press('Tab');
  assert.equal(await offer.isVisible(), false, 'the focus went on');
  await page.locator('.num').nth(2).click();
  await offer.waitFor({ state: 'visible' });
  await page.locator('.num').nth(3).click();
  await page.waitForFunction(() => document.activeElement.closest('.offer'));
  assert.ok(decodeURIComponent(page.url()).endsWith(await page.locator('.num').nth(3).getAttribute('href')));
});
