// Keys that lead from note to note, and notes that are put away, on transcripts and on entries.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken, build, careful, looks, narrow, open as openIn, stage, wide } from './site.mjs';

const words = 'They asked the people of the valley what they needed most. Nobody had an answer, because the roads were closed. ';
const talk = (title, date) => `---\ntitle: ${title}\ndate: ${date}\nspeakers:\n  Ann: {name: Ann Marsh}\n  Bob: {name: Bob Reed}\n---\n${Array.from({ length: 30 }, (_, n) => `${n % 2 ? 'Bob' : 'Ann'}: Point ${n}x is this. ${words.repeat(3)}\n`).join('\n')}`;
const note = (n, rest) => `  - {id: n${n}, quote: Point ${n}x, note: "Said of ${n}.", ${rest}}\n`;
const files = {
  'postil.yaml': 'title: An archive\neditors: {vera: {name: Vera}, walt: {name: Walt}}\n',
  'content/topics/winter.md': '---\ntitle: Winter\n---\n',
  'content/events/flood.md': '---\ntitle: The flood\ndate: 1931\n---\n',
  'content/transcripts/talk.md': talk('A talk', '1931-06-01'),
  'content/annotations/talk.yaml': `annotations:\n  - {id: whole, note: "Of all of it.", by: vera}\n${note(1, 'topics: [winter], by: vera')}${note(4, 'events: [flood], topics: [winter], by: walt')}${note(5, 'topics: [winter], by: walt')}${note(20, 'correction: Point, topics: [winter], by: vera')}${note(29, 'topics: [winter], by: vera')}`,
  'content/transcripts/none.md': talk('Another', '1932'),
};
let browser;
let archive;
let served;
let bases;

stage({ files, servesOwn: true, headers: careful }, (all) => {
  ({ browser, archive, served } = all);
  bases = [served.base, archive.url('x').replace(/x\.html$/, '')];
});

const open = (url, options = {}) => openIn(browser, url, { javaScriptEnabled: true, viewport: wide, ...options });
const at = (page) => page.evaluate(() => [document.activeElement.getAttribute('popovertarget'), document.querySelector('.note:popover-open')?.id ?? null]);
const both = (id) => [`note-${id}`, `note-${id}`];

test('n and p lead from note to note: the sign has the focus, the note is open, and its place is told', async () => {
  for (const base of bases) {
    for (const viewport of [wide, narrow]) {
      const { page, faults, close } = await open(`${base}transcripts/talk.html`, { viewport });
      for (const [key, id, place] of [['n', 'whole', 1], ['n', 'n1', 2], ['n', 'n4', 3], ['p', 'n1', 2], ['n', 'n4', 3], ['n', 'n5', 4], ['n', 'n20', 5], ['n', 'n29', 6]]) {
        await page.keyboard.press(key);
        assert.deepEqual(await at(page), both(id), `${base} at ${viewport.width}`);
        assert.match(await page.getByRole('status').innerText(), new RegExp(`· ${place} / 6$`));
        const box = await page.locator(':focus').boundingBox();
        assert.ok(box.y >= 30 && box.y + box.height <= viewport.height, `${id} is in view: ${box.y}`);
      }
      await page.keyboard.press('n');
      assert.equal(await page.getByRole('status').innerText(), 'No note follows');
      assert.deepEqual(await at(page), both('n29'));
      await page.keyboard.press('Escape');
      assert.deepEqual(await at(page), ['note-n29', null], 'Escape closes it');
      // From where one reads, when one has gone on.
      await page.locator('#p5').evaluate((p) => p.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await page.waitForTimeout(100);
      await page.keyboard.press('p');
      assert.ok(['note-n1', 'note-n4'].includes((await at(page))[0]), `back from the middle: ${await at(page)}`);
      assert.deepEqual(faults, []);
      await close();
    }
  }
});

test('notes that are put away are passed over, on this page and the next', async () => {
  const { page, close } = await open(`${served.base}transcripts/talk.html`);
  await page.locator('details.series:not(.keys) summary').click();
  await page.getByRole('checkbox', { name: /^Walt/ }).uncheck();
  await page.getByRole('checkbox', { name: /^Correction/ }).uncheck();
  for (const id of ['whole', 'n1', 'n29']) {
    await page.keyboard.press('n');
    assert.deepEqual(await at(page), both(id));
  }
  await page.goto(`${served.base}topics/winter.html`);
  assert.equal(await page.locator('.words .ref:visible').count(), 2, 'Walt is put away here, too');
  for (const id of ['talk.n1', 'talk.n29']) {
    await page.keyboard.press('n');
    assert.deepEqual(await at(page), both(id));
  }
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: /^Walt/ }).check();
  assert.equal(await page.locator('.words .ref:visible').count(), 4);
  await close();
});

test('an address of a note that is put away shows it, and what is kept stays', async () => {
  const { page, close } = await open(`${served.base}transcripts/talk.html`);
  await page.locator('details.series:not(.keys) summary').click();
  await page.getByRole('checkbox', { name: /^Walt/ }).uncheck();
  const isShown = () => page.locator('#note-n4').evaluate((note) => note.closest('li').getClientRects().length > 0);
  await page.goto('about:blank');
  await page.goto(`${served.base}transcripts/talk.html`);
  assert.equal(await isShown(), false);
  assert.equal(await page.getByRole('checkbox', { name: /^Walt/ }).isVisible(), true, 'whoever put notes away sees the boxes');
  await page.evaluate(() => { location.hash = '#note-n4'; });
  await page.waitForFunction(() => document.querySelector('#note-n4').closest('li').getClientRects().length > 0);
  await page.goto('about:blank');
  await page.goto(`${served.base}transcripts/talk.html#note-n4`);
  assert.equal(await isShown(), true);
  assert.equal(await page.locator('#note-n4').isVisible(), true);
  await page.goto('about:blank');
  await page.goto(`${served.base}transcripts/talk.html`);
  assert.equal(await isShown(), false, 'it is still put away');
  await close();
});

test('between the signs of notes that are shown stands a comma, before the first none', async () => {
  const own = await build({ 'postil.yaml': files['postil.yaml'], 'content/transcripts/t.md': '---\ntitle: T\nspeakers: {A: {name: Ann}}\n---\nA: One word here.\n', 'content/annotations/t.yaml': ['vera', 'walt', 'vera'].reduce((all, by, i) => `${all}  - {id: s${i}, quote: word, note: "N ${i}.", by: ${by}}\n`, 'annotations:\n') });
  const { page, close } = await open(own.url('transcripts/t'));
  const signs = () => page.locator('.words .ref:visible').evaluateAll((all) => all.map((sign) => sign.getBoundingClientRect().width));
  const [first, second, third] = await signs();
  assert.ok(second > first + 0.5 && third > first + 0.5, `${first} ${second} ${third}`);
  await page.locator('details.series:not(.keys) summary').click();
  await page.getByRole('checkbox', { name: /^Vera/ }).uncheck();
  const [alone] = await signs();
  assert.ok(alone < second - 0.5, `the comma goes: ${alone}, ${second}`);
  await close();
  await own.remove();
});

test('the marks of pages and times in one paragraph stand one below the other', async () => {
  const own = await build({ 'postil.yaml': files['postil.yaml'], 'content/transcripts/t.md': '---\ntitle: T\nspeakers: {A: {name: Ann}}\n---\nA: [p. 9] One [p. 10] word [00:12:31] here.\n\nA: Another.\n' });
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(own.url('transcripts/t'), { viewport });
    const boxes = await page.locator('.locator').evaluateAll((all) => all.map((mark) => mark.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
    assert.equal(boxes.length, 3);
    const apart = (a, b) => a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5;
    for (const [i, one] of boxes.entries()) for (const other of boxes.slice(i + 1)) assert.ok(apart(one, other), `${viewport.width}: ${JSON.stringify([one, other])}`);
    const next = await page.locator('#p2').boundingBox();
    if (viewport === wide) assert.ok(next.y >= boxes[2].bottom - 1, 'the next paragraph stands below them');
    await close();
  }
  await own.remove();
});

test('notes are put away on the page of an entry by writer and kind, without a script', async () => {
  for (const [path, all, left] of [['topics/winter', 5, 2]]) {
    const { page, close } = await openIn(browser, archive.url(path), { viewport: wide });
    assert.equal(await page.locator('.words .ref:visible').count(), all);
    await page.locator('.series summary').click();
    await page.locator('.series label', { hasText: 'Vera' }).locator('input').uncheck();
    assert.equal(await page.locator('.words .ref:visible').count(), left);
    assert.equal(await page.locator('.words .notes > li:visible').count(), left);
    const lines = await page.locator('.hit').evaluateAll((hits) => hits.filter((hit) => getComputedStyle(hit).backgroundImage.includes('gradient')).length);
    assert.equal(lines, left, 'the lines go, too');
    await page.locator('.series label', { hasText: 'Vera' }).locator('input').check();
    await page.locator('.series input[value=correction]').uncheck();
    assert.equal(await page.locator('.words .ref:visible').count(), all - 1);
    await close();
  }
});

test('by speaker the notes come in the order that is seen', async () => {
  const { page, close } = await open(`${served.base}topics/winter.html`);
  await page.getByRole('radio', { name: 'By speaker' }).check();
  const seen = [];
  for (let i = 0; i < 5; i += 1) {
    await page.keyboard.press('n');
    seen.push(await page.evaluate(() => document.activeElement.closest('.passage').getBoundingClientRect().top + scrollY));
  }
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
  await close();
});

test('keys do nothing while one types, with Ctrl, in the text alone, or turned off; buttons stay', async () => {
  for (const base of bases) {
    const { page, close } = await open(`${base}transcripts/talk.html`);
    for (const key of ['Alt+n', 'Meta+p', 'Control+Alt+n']) await page.keyboard.press(key);
    assert.deepEqual(await at(page), [null, null]);
    await page.evaluate(() => { document.querySelector('main').prepend(document.createElement('input')); document.querySelector('main input').focus(); });
    await page.keyboard.type('npn?');
    assert.equal(await page.evaluate(() => document.activeElement.value), 'npn?');
    await page.evaluate(() => document.activeElement.remove());
    await page.keyboard.press('?');
    assert.ok(await page.locator('details.keys').evaluate((keys) => keys.open && keys.contains(document.activeElement)));
    await page.getByRole('button', { name: 'Next note' }).click();
    assert.deepEqual(await at(page), both('whole'));
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Text', exact: true }).check();
    await page.keyboard.press('n');
    assert.equal((await at(page))[1], null, 'in the text alone there is no note');
    await page.getByRole('radio', { name: 'Notes', exact: true }).check();
    await page.keyboard.press('n');
    assert.deepEqual(await at(page), ['note-n1', null], 'alone they are whole where they stand'); // as far as one had come
    await page.getByRole('radio', { name: 'Text and notes' }).check();
    await page.getByRole('checkbox', { name: 'Move by single keys' }).uncheck();
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('n');
    await page.keyboard.press('?');
    assert.equal((await at(page))[1], null);
    await page.reload();
    assert.ok(!(await page.getByRole('checkbox', { name: 'Move by single keys', includeHidden: true }).isChecked()), 'it is kept');
    await page.keyboard.press('n');
    assert.equal((await at(page))[1], null);
    await page.getByRole('button', { name: 'Next note', includeHidden: true }).evaluate((button) => button.click());
    assert.deepEqual(await at(page), both('whole'));
    await close();
  }
});

test('on a keyboard of other letters the keys are where they are', async () => {
  const { page, close } = await open(`${served.base}transcripts/talk.html`);
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true, cancelable: true })));
  assert.deepEqual(await at(page), both('whole'));
  await close();
});

test('where the browser keeps nothing, the keys can still be turned off', async () => {
  const { page, close } = await open(`${served.base}transcripts/talk.html`);
  await page.addInitScript(() => { for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new Error('forbidden'); } }); });
  await page.reload();
  await page.locator('details.keys summary').click();
  await page.getByRole('checkbox', { name: 'Move by single keys' }).uncheck();
  await page.keyboard.press('n');
  assert.equal((await at(page))[1], null);
  await close();
});

test('a page without notes has no keys, and nothing of them is there without a script', async () => {
  const { page, close } = await open(`${served.base}transcripts/none.html`);
  assert.equal(await page.locator('.keys').count(), 0);
  await close();
  const bare = await openIn(browser, archive.url('transcripts/talk'));
  assert.equal(await bare.page.locator('.keys:visible').count(), 0);
  await bare.close();
});

test('the line at the top counts the paragraphs and opens the contents where one is; a bar grows without a script', async () => {
  const parts = await build({
    'postil.yaml': 'title: An archive\n',
    'content/transcripts/parts.md': `---\ntitle: Parts\nspeakers:\n  Ann: {name: Ann Marsh}\n---\n${[1, 2, 3].map((day) => `## Day ${day}\n\n${`Ann: ${words.repeat(3)}\n\n`.repeat(12)}`).join('')}`,
  });
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(parts.url('transcripts/parts'), { viewport });
    await page.locator('#p17').evaluate((p) => p.scrollIntoView({ block: 'start', behavior: 'instant' }));
    const line = page.locator('.here');
    await page.waitForFunction(() => /¶\s17 \/ 36/.test(document.querySelector('.here').textContent));
    assert.match(await line.innerText(), /Ann Marsh · ¶\s17 \/ 36 · Day 2/);
    await line.getByRole('button', { name: 'Contents' }).click();
    const list = page.locator('.contents-here');
    assert.equal(await list.locator('[aria-current=location]').innerText(), 'Day 2');
    assert.ok(await list.locator('[aria-current]').evaluate((a) => a === document.activeElement));
    const box = await list.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height);
    assert.deepEqual(await broken(page), []);
    await list.getByRole('link', { name: 'Day 3' }).click();
    assert.ok(!(await list.isVisible()));
    await page.waitForFunction(() => /Day 3/.test(document.querySelector('.here').textContent));
    await close();
    const bare = await openIn(browser, parts.url('transcripts/parts'), { viewport });
    const bar = () => bare.page.evaluate(() => parseFloat(getComputedStyle(document.body, '::after').inlineSize) / innerWidth);
    const bars = [];
    for (const id of ['p1', 'p18', 'p36']) {
      await bare.page.locator(`#${id}`).evaluate((p) => p.scrollIntoView({ block: 'end', behavior: 'instant' }));
      await bare.page.waitForTimeout(150);
      bars.push(await bar());
    }
    assert.ok(bars[0] < 0.1 && bars[1] > 0.3 && bars[1] < 0.7 && bars[2] > 0.95, `${bars}`);
    await bare.close();
  }
  await parts.remove();
});

test('keys, told places and boxes break no rule of WCAG 2.2 AA in any look', async () => {
  const found = [];
  for (const look of [...looks, { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2, reducedMotion: 'reduce' }]) {
    for (const path of ['transcripts/talk', 'topics/winter']) {
      const { page, close } = await openIn(browser, archive.url(path), { javaScriptEnabled: true, ...look });
      await page.keyboard.press('?');
      await page.locator('details.series:not(.keys) summary').click();
      await page.keyboard.press('n');
      found.push(...(await broken(page)).map((rule) => `${path} ${JSON.stringify(look)}: ${rule}`));
      await close();
    }
  }
  assert.deepEqual(found, []);
});
