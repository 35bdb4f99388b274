// Pictures made of an archive's numbers: the bars of years, the strip of a text, topics by topics, pages of years.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { broken, build, launch, looks, middle, narrow, open, serve, transcript, wide } from './site.mjs';

let browser;
let served;
let archive;
let hebrew;

const topics = ['flood', 'mill', 'river', 'winter'];
const said = 'The people of the valley came in winter. Nobody would help them, because the roads were closed. We asked what they needed most.';
/** Sixty talks of sixty years, each of forty paragraphs; twelve more of one year. */
const files = (language) => {
  const all = { 'postil.yaml': `title: Sixty years\nlanguage: ${language}\n` };
  for (const topic of topics) all[`content/topics/${topic}.md`] = `---\ntitle: The ${topic}\n---\nSo.\n`;
  for (const person of ['ann', 'bob']) all[`content/people/${person}.md`] = `---\ntitle: ${person}\n---\n`;
  const talk = (name, date, i) => {
    const lines = Array.from({ length: 40 }, (_, p) => `${(p * p + i) % 3 ? 'Ann' : 'Bob'}: Mark ${p}x on the wall. ${p % 4 ? '' : said}\n`);
    all[`content/transcripts/${name}.md`] = `---\ntitle: Talk ${name}\ndate: "${date}"\nspeakers:\n  Ann: {person: ann}\n  Bob: {person: bob}\n---\n${lines.join('\n')}`;
    const notes = [0, 7, 21, 39].map((p) => `  - {quote: Mark ${p}x on, note: So., topics: [${topics[(p + i) % 4]}, ${topics[(p + i + 1 + (i % 3)) % 4]}]}`);
    all[`content/annotations/${name}.yaml`] = `annotations:\n${notes.join('\n')}\n`;
  };
  for (let i = 0; i < 60; i += 1) talk(`t${i}`, i % 9 ? `${1950 + i}` : `${1950 + i}?`, i);
  for (let i = 0; i < 12; i += 1) talk(`u${i}`, '1990-05-04', i);
  talk('v', '196X', 1);
  return all;
};

before(async () => {
  [archive, hebrew] = await Promise.all([build(files('en')), build(files('he'))]);
  browser = await launch();
  served = await serve();
});
after(async () => {
  await browser?.close();
  served?.server.close();
  await archive?.remove();
  await hebrew?.remove();
});

const pages = ['topics/river', 'people/ann', 'topics/index', 'transcripts/t3', 'years/1990', 'timeline'];

test('pages with pictures have no fault in light and dark, wide and narrow', async () => {
  for (const site of [archive, hebrew]) {
    for (const name of pages) {
      for (const look of looks) {
        const { page, faults, close } = await open(browser, site.url(name), { ...look, javaScriptEnabled: true });
        assert.deepEqual(faults, [], name);
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        assert.deepEqual(await broken(page), [], `${name} ${look.colorScheme} ${look.viewport.width}`);
        await close();
      }
    }
  }
});

test('the sheet of pictures is asked for by pages that have one, and by no other', async () => {
  for (const [name, has] of [...pages.slice(0, 4).map((page) => [page, true]), ['index', false], ['people/index', false]]) {
    const { page, close } = await open(browser, archive.url(name));
    assert.equal(await page.locator('link[href$="static/pictures.css"]').count() > 0, has, name);
    assert.equal(await page.locator('main svg').count() > 0, has, name);
    await close();
  }
});

test('each picture has a name, a description, and the same numbers as a table and as a file', async () => {
  for (const name of pages.slice(0, 4)) {
    const { page, close } = await open(browser, archive.url(name));
    const told = await page.evaluate(() => [...document.querySelectorAll('main svg:not([aria-hidden])')].map((svg) => {
      const named = (attribute) => document.getElementById(svg.getAttribute(attribute))?.textContent ?? '';
      const around = svg.closest('figure') ?? document.querySelector('.glance');
      const table = around.querySelector('table');
      const file = decodeURIComponent(around.querySelector('a[download]').getAttribute('href').split(',').slice(1).join(','));
      return {
        name: named('aria-labelledby'),
        description: named('aria-describedby'),
        inTable: [...table.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
        columns: table.tHead.rows[0].cells.length,
        inFile: file.trim().split('\r\n').map((line) => line.split(',')),
      };
    }));
    assert.ok(told.length, name);
    for (const { name: title, description, inTable, columns, inFile } of told) {
      assert.ok(title.length > 5 && description.length > 30, `${name}: ${title}: ${description}`);
      assert.equal(inFile.length, inTable.length + 1);
      for (const [i, row] of inTable.entries()) {
        // Places are written without signs there.
      const plain = row.slice(0, columns).map((cell) => (cell || '0').replace(/^¶+\s*/, '').replace(/^(\d+)–(\d+)$/, '$1..$2'));
      assert.deepEqual(plain, inFile[i + 1], `${name}: ${row}`);
      }
    }
    await close();
  }
});

test('what a picture links to is there', async () => {
  for (const name of pages) {
    const { page, close } = await open(browser, archive.url(name));
    const missing = await page.evaluate(() => [...document.querySelectorAll('figure a, .strip a, .glance a')].map((link) => link.getAttribute('href'))
      .filter((href) => href.startsWith('#') && !document.getElementById(decodeURIComponent(href.slice(1)))));
    assert.deepEqual(missing, [], name);
    await close();
  }
});

test('nothing is wider than its window', async () => {
  for (const width of [320, 360, 700, 1024, 1280, 1440, 1920]) {
    for (const [site, name] of [...pages.map((page) => [archive, page]), [hebrew, 'topics/index'], [hebrew, 'transcripts/t3'], [hebrew, 'topics/river']]) {
      const { page, close } = await open(browser, site.url(name), { viewport: { width, height: 900 }, javaScriptEnabled: true });
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${name} is ${over} px too wide at ${width}`);
      await close();
    }
  }
});

test('the strip stands beside the text, covers none of it, and moves nothing', async () => {
  for (const [url, viewport] of [[served.base + transcript, wide], [archive.url('transcripts/t3'), wide], [archive.url('transcripts/t3'), middle], [hebrew.url('transcripts/t3'), middle]]) {
    const { page, close } = await open(browser, url, { viewport });
    const boxes = await page.evaluate(() => {
      const box = (node) => { const { left, right, top, bottom } = node.getBoundingClientRect(); return { left, right, top, bottom }; };
      return { strip: box(document.querySelector('.strip')), text: [...document.querySelectorAll('.para > p, .para > .notes, .head > *')].map(box).filter((b) => b.right > b.left) };
    });
    for (const text of boxes.text) {
      assert.ok(text.right <= boxes.strip.left + 0.5 || text.left >= boxes.strip.right - 0.5, `${url} at ${viewport.width}: ${JSON.stringify([text, boxes.strip])}`);
    }
    await close();
  }
});

test('a row of the strip leads to its first paragraph, and the row that is read is the current one', async () => {
  const { page, close } = await open(browser, archive.url('transcripts/t3'), { javaScriptEnabled: true });
  const rows = page.locator('.strip a');
  const count = await rows.count();
  assert.ok(count >= 5 && count <= 24, `${count} rows`);
  const middleRow = rows.nth(Math.floor(count / 2));
  const href = await middleRow.getAttribute('href');
  const { x, y, width, height } = await middleRow.locator('rect').boundingBox();
  assert.ok(height >= 24, `${height} px high`);
  await page.mouse.click(x + width / 2, y + height / 2);
  await page.waitForFunction((id) => location.hash === id, href);
  const read = () => page.evaluate(() => {
    const current = document.querySelector('.strip [aria-current]');
    const across = [...document.querySelectorAll('.para')].findIndex((paragraph) => paragraph.getBoundingClientRect().bottom > 1);
    const from = (row) => [...document.querySelectorAll('.para')].indexOf(document.querySelector(row.getAttribute('href')).closest('.para'));
    const all = [...document.querySelectorAll('.strip a')];
    return { current: all.indexOf(current), expected: all.findLastIndex((row) => from(row) <= across), marked: document.querySelectorAll('.strip [aria-current]').length };
  });
  for (const part of [0.15, 0.5, 0.8]) {
    await page.evaluate((at) => {
      const text = document.querySelector('#text');
      scrollTo({ top: text.offsetTop + text.offsetHeight * at, behavior: 'instant' });
    }, part);
    await page.waitForTimeout(300);
    const { current, expected, marked } = await read();
    assert.equal(marked, 1);
    assert.ok(Math.abs(current - expected) <= 1 && current >= 0, `row ${current} for ${expected}`);
  }
  await close();
});

test('without a script a line comes down with the text; it stays away where motion is not wanted', async () => {
  const at = (page) => page.evaluate(() => {
    const strip = document.querySelector('.strip');
    const line = getComputedStyle(strip, '::after');
    return [line.content, parseFloat(line.top)];
  });
  const { page, close } = await open(browser, archive.url('transcripts/t3'));
  if (!await page.evaluate(() => CSS.supports('timeline-scope', '--a'))) { await close(); return; }
  const before = await at(page);
  await page.evaluate(() => { const text = document.querySelector('#text'); scrollTo({ top: text.offsetTop + text.offsetHeight / 2, behavior: 'instant' }); });
  await page.waitForTimeout(300);
  const after = await at(page);
  assert.ok(after[1] > before[1] + 50, `${before} ${after}`);
  await close();
  const still = await open(browser, archive.url('transcripts/t3'), { reducedMotion: 'reduce' });
  assert.equal((await at(still.page))[0], 'none');
  await still.close();
});

test('in forced colours bars, dots and lanes are seen', async () => {
  for (const name of pages.slice(0, 4)) {
    const { page, close } = await open(browser, archive.url(name), { forcedColors: 'active', javaScriptEnabled: true });
    const seen = await page.evaluate(() => {
      const ground = getComputedStyle(document.body).backgroundColor;
      return [...document.querySelectorAll('svg .ink, .strip path')].every((shape) => getComputedStyle(shape).fill !== ground);
    });
    assert.ok(seen, name);
    assert.deepEqual(await broken(page), [], name);
    await close();
  }
});

test('a small window has the strip folded before the text, and open, whole, with names over its lanes', async () => {
  for (const site of [archive, hebrew]) {
    const { page, close } = await open(browser, site.url('transcripts/t3'), { viewport: narrow });
    const boxes = () => page.evaluate(() => ['.overview', '.strip', '#text', '.lanes text', '.lanes text:last-child'].map((css) => document.querySelector(css).getBoundingClientRect()));
    assert.ok((await boxes())[0].height < 40);
    await page.locator('.overview > summary').click();
    const [, strip, text, first, last] = await boxes();
    assert.ok(strip.bottom <= text.top && strip.height > 200, JSON.stringify([strip, text]));
    for (const name of [first, last]) assert.ok(name.bottom <= strip.top + 4 && name.left >= 0 && name.right <= narrow.width, JSON.stringify(name));
    assert.deepEqual(await page.locator('.lanes text').allTextContents(), await page.evaluate(() => [...document.querySelectorAll('.glance thead th')].slice(1).map((th) => th.textContent)));
    await page.locator('.strip a').nth(2).click();
    assert.match(page.url(), /#p\d+$/);
    await close();
  }
  const { page, close } = await open(browser, archive.url('transcripts/t3'), { viewport: wide });
  assert.ok(!await page.locator('.overview > summary').isVisible() && await page.locator('.strip a').first().isVisible());
  await close();
});
