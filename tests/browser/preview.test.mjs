// What a link leads to, shown while a pointer or the focus rests on it: from a server that allows nothing but its own files, and from a disk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken, build, careful, looks, narrow, open as openIn, stage, wide } from './site.mjs';

const many = 'They asked the people of the valley what they needed most. Nobody had an answer, because the roads were closed. ';
const files = {
  'postil.yaml': 'title: An archive\n',
  'content/topics/winter.md': '---\ntitle: Winter\nsummary: The cold months.\n---\nSee [[flood]].\n',
  'content/topics/plain.md': `---\ntitle: Plain\n---\n${many.repeat(9)}\n`,
  'content/topics/snow.md': '---\ntitle: שלג\nlanguage: he\nsummary: מים קפואים.\n---\n',
  'content/events/flood.md': '---\ntitle: The flood\ndate: 1931-05-04\nwarning: Speaks of drowning.\n---\n',
  'content/transcripts/river.md': `---\ntitle: A hearing\ndate: 1931-06-01\nwarning: Speaks of killing.\nform: hearing\nspeakers:\n  Ann: {name: Ann Marsh, role: of the mill}\n---\n## Opening\n\nAnn: They came in [winter](https://example.org/) some 300 of them. Nobody helped.\n\n${many.repeat(9)}\n\n${Array.from({ length: 40 }, (_, n) => `Ann: ${many}And ${n}.\n`).join('\n')}\nAnn: At last they went north in **1932**, as they tell.\n`,
  'content/annotations/river.yaml': 'annotations:\n  - {id: sure, quote: They came, note: "They came in 1930, as [[flood]] tells.", topics: [winter]}\n  - {id: other, quote: some 300, note: "Perhaps 30.", certainty: probable, disputes: sure}\n  - {id: slip, quote: Nobody helped, note: "A slip.", correction: Somebody helped, warning: Not for the young., topics: [winter]}\n  - {id: end, quote: At last, note: "See the beginning.", see: [river#p1]}\n',
  'content/transcripts/hebrew.md': '---\ntitle: ריאיון\nlanguage: he\ndate: 1998-05-03\nspeakers:\n  רות: {name: רות לוי}\n---\nרות: ראינו את האנשים באים מן ההרים.\n',
  'content/pages/links.md': '---\ntitle: Links\n---\n[[winter]], [[flood]], [[plain]], [[snow|ice]], [[river#p1|first]], [[river#p2|long]], [[river#slip|slip]], [[river#other|other]], [[river|all]], [[hebrew#p1|hebrew]], [[page:about|about]], [far](https://example.org/).\n\n[[winter]] and a long way down.\n',
  'content/pages/about.md': '---\ntitle: About\n---\nAbout.\n',
};
let browser;
let archive;
let served;
let bases;

stage({ files, servesOwn: true, headers: careful }, (all) => {
  ({ browser, archive, served } = all);
  bases = [served.base, archive.url('links').replace(/links\.html$/, '')];
});

const open = (url, options = {}) => openIn(browser, url, { javaScriptEnabled: true, ...options });
const box = (page) => page.locator('.preview');
const link = (page, name) => page.locator('.body').getByRole('link', { name, exact: true }).first();
/** What is shown of a link that the pointer rests on. */
async function resting(page, at) {
  await page.mouse.move(2, 2);
  await at.hover();
  await box(page).waitFor({ state: 'visible', timeout: 5000 });
  return (await box(page).innerText()).replace(/\s+/g, ' ').trim();
}
const none = async (page, wait = 1200) => { await page.waitForTimeout(wait); assert.equal(await box(page).count(), 0); };

test('entries, passages and notes say what their pages say, with warnings, doubts, disputes and corrected readings', async () => {
  for (const base of bases) {
    const { page, faults, close } = await open(`${base}links.html`);
    const says = async (name, expected) => {
      const text = await resting(page, link(page, name));
      assert.match(text, expected, `${base}: ${name}`);
      return text;
    };
    await says('Winter', /^Topic Winter The cold months\. Passages 1 in 1 transcript, with 2 notes$/);
    await says('The flood', /^Event The flood Please note: Speaks of drowning\. Date 4 May 1931$/);
    const plain = await says('Plain', /^Topic Plain They asked/);
    assert.ok(!plain.includes('Passages'), 'there are none');
    assert.match(await box(page).locator('p:has(> .cut-after)').innerText(), /(closed|most)\.\s*$/, 'cut at the end of a sentence');
    const first = await says('first', /^A hearing · 1 June 1931 · ¶ 1 Please note: Speaks of killing\. Ann Marsh Ann: of the mill They came in winter some 300 of them\. Nobody helped\./);
    assert.match(first, /Note 1 They came .*disputed.* Note 2 some 300 Probably so\. Disputes .* Note 3 Nobody helped .*Not for the young\..* Read: Somebody helped$/i);
    const long = await says('long', /^A hearing · 1 June 1931 · ¶ 2 Please note: Speaks of killing\./);
    assert.ok(long.length < 700 && /\.$/.test(long), long);
    assert.equal(await box(page).locator('blockquote .cut-after').count(), 1);
    await says('slip', /^A hearing · 1 June 1931 · Note 3 Please note: Speaks of killing\. Nobody helped .*Not for the young\. Read: Somebody helped A slip\.$/);
    await says('other', /Note 2 .* Probably so\. Disputes .* Perhaps 30\.$/);
    await says('all', /^Hearing · 1 June 1931 A hearing Please note: Speaks of killing\.$/);
    assert.deepEqual(faults.filter((fault) => !/^fails to get \S+\/static\/\w+\.js$/.test(fault)), []);
    await close();
  }
});

test('words keep their language and direction, ids stay single, and links lead where they led', async () => {
  for (const base of bases) {
    const { page, close } = await open(`${base}links.html`);
    await resting(page, link(page, 'hebrew'));
    const words = box(page).locator('blockquote p');
    assert.deepEqual(await words.evaluate((p) => [p.lang, getComputedStyle(p).direction]), ['he', 'rtl']);
    await resting(page, link(page, 'ice'));
    assert.deepEqual(await box(page).locator('.title').evaluate((p) => [p.lang, getComputedStyle(p).direction]), ['he', 'rtl']);
    await resting(page, link(page, 'first'));
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(await box(page).locator('[id], button, script, [onclick], mark').count(), 0);
    const hrefs = await box(page).locator('a').evaluateAll((all) => all.map((a) => a.href));
    assert.ok(hrefs.includes('https://example.org/') && hrefs.includes(`${base}people/ann-marsh.html`) === (await box(page).locator('.who a').count() > 0), hrefs.join(' '));
    assert.ok(hrefs.some((href) => href === `${base}transcripts/river.html#note-sure`), hrefs.join(' '));
    await close();
  }
});

test('it may be put away and moved into, stays, and never lies over its link', async () => {
  const { page, close } = await open(`${served.base}links.html`);
  const at = link(page, 'first');
  for (const viewport of [wide, narrow, { width: 720, height: 300 }]) {
    await page.setViewportSize(viewport);
    await resting(page, at);
    const [own, shown] = [await at.boundingBox(), await box(page).boundingBox()];
    assert.ok(shown.y >= own.y + own.height || shown.y + shown.height <= own.y, `${viewport.width}: ${JSON.stringify([own, shown])}`);
    assert.ok(shown.x >= 0 && shown.x + shown.width <= viewport.width && shown.y >= 0 && shown.y + shown.height <= viewport.height, `${viewport.width}: ${JSON.stringify(shown)}`);
    // Hoverable and persistent: the way there may take a while.
    await page.mouse.move(shown.x + 30, shown.y + shown.height / 2, { steps: 4 });
    await page.waitForTimeout(1500);
    assert.equal(await box(page).count(), 1, 'it stays');
    // No preview in a preview.
    const inner = box(page).locator('a').last();
    await inner.hover();
    await page.waitForTimeout(900);
    assert.equal(await box(page).count(), 1);
    // Dismissable, without moving the pointer; it does not come back for that.
    await page.mouse.move(own.x + 4, own.y + own.height / 2);
    await page.keyboard.press('Escape');
    assert.equal(await box(page).count(), 0, 'put away');
    await none(page, 800);
    await page.mouse.move(2, 2);
  }
  await resting(page, at);
  await page.mouse.move(2, 2);
  await page.waitForTimeout(600);
  assert.equal(await box(page).count(), 0, 'left');
  // A pointer that goes over does not rest.
  await at.hover();
  await page.mouse.move(2, 2);
  await none(page);
  await close();
});

test('the focus shows it, Tab leads into it and on, and Escape puts it away', async () => {
  for (const base of bases) {
    const { page, close } = await open(`${base}links.html`);
    const at = link(page, 'first');
    await link(page, 'ice').focus();
    await page.keyboard.press('Tab');
    assert.ok(await at.evaluate((a) => a === document.activeElement));
    await box(page).waitFor({ state: 'visible' });
    assert.equal(await at.getAttribute('aria-describedby'), await box(page).getAttribute('id'));
    assert.equal(await box(page).getAttribute('aria-label'), 'Preview');
    const inside = await box(page).locator('a').count();
    assert.ok(inside > 1);
    for (let i = 0; i < inside; i += 1) {
      await page.keyboard.press('Tab');
      assert.ok(await box(page).evaluate((node) => node.contains(document.activeElement)), `link ${i}`);
    }
    await page.keyboard.press('Tab');
    assert.ok(await link(page, 'long').evaluate((a) => a === document.activeElement), 'and on');
    assert.equal(await at.getAttribute('aria-describedby'), null);
    await box(page).waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    assert.equal(await box(page).count(), 0);
    await none(page);
    assert.ok(await link(page, 'long').evaluate((a) => a === document.activeElement));
    await close();
  }
});

test('a finger follows a link, and sees no preview', async () => {
  const { page, close } = await open(`${served.base}links.html`, { viewport: narrow, hasTouch: true, isMobile: true });
  const loaded = [];
  page.on('request', (request) => loaded.push(request.url().split('/').at(-1)));
  await link(page, 'first').tap();
  await page.waitForURL(/river\.html#p1$/);
  await none(page, 900);
  assert.ok(!loaded.includes('preview.js'));
  await close();
});

test('there is none for what is in view, for other pages and hosts, in the navigation, nor where data is to be saved', async () => {
  const { page, close } = await open(`${served.base}links.html`);
  await resting(page, link(page, 'Winter'));
  for (const at of [link(page, 'about'), link(page, 'far'), page.locator('.masthead a').first()]) {
    await page.mouse.move(2, 2);
    await page.waitForTimeout(500);
    await at.hover();
    await none(page);
  }
  await page.goto(`${served.base}transcripts/river.html`);
  // The beginning is in view; from the end it is not.
  await page.locator('.para > a').nth(1).hover();
  await none(page);
  const back = page.locator('#note-end .small a');
  await back.scrollIntoViewIfNeeded();
  assert.match(await resting(page, back), /¶ 1 /);
  await page.addInitScript(() => { Object.defineProperty(navigator, 'connection', { value: { saveData: true } }); });
  await page.goto(`${served.base}links.html`);
  await link(page, 'first').hover();
  await none(page);
  await close();
});

test('an open note stays when a preview of its link is put away', async () => {
  const { page, close } = await open(`${served.base}transcripts/river.html`);
  await page.locator('.ref').first().click();
  const note = page.locator('#note-sure');
  await resting(page, note.getByRole('link', { name: 'The flood' }));
  await page.keyboard.press('Escape');
  assert.equal(await box(page).count(), 0);
  assert.ok(await note.evaluate((n) => n.matches(':popover-open')));
  await page.keyboard.press('Escape');
  assert.ok(!(await note.evaluate((n) => n.matches(':popover-open'))));
  await close();
});

test('it comes at once where motion is to be reduced, and breaks no rule of WCAG 2.2 AA in any look', async () => {
  const found = [];
  for (const look of [...looks, { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2, reducedMotion: 'reduce' }, { forcedColors: 'active' }]) {
    const { page, close } = await openIn(browser, archive.url('links'), { javaScriptEnabled: true, ...look });
    for (const name of ['first', 'hebrew', 'The flood', 'slip']) {
      await resting(page, link(page, name));
      await box(page).evaluate((node) => Promise.all(node.getAnimations().map(({ finished }) => finished)));
      found.push(...(await broken(page)).map((rule) => `${JSON.stringify(look)} ${name}: ${rule}`));
    }
    const moves = await box(page).evaluate((node) => getComputedStyle(node).animationName);
    assert.equal(moves, look.reducedMotion ? 'none' : 'comes');
    await close();
  }
  assert.deepEqual(found, []);
});

test('in a page that runs from the right it stands at the link, in the window', async () => {
  const mirrored = await build({ ...files, 'content/transcripts/river.md': files['content/transcripts/river.md'].replace('title:', 'language: en\ntitle:'), 'postil.yaml': 'title: ארכיון\nlanguage: he\n' });
  const { page, close } = await open(mirrored.url('links'));
  const at = link(page, 'first');
  await resting(page, at);
  const [own, shown] = [await at.boundingBox(), await box(page).boundingBox()];
  assert.ok(Math.abs(shown.x + shown.width - (own.x + own.width)) < 40 || shown.x < 10, JSON.stringify([own, shown]));
  assert.deepEqual(await box(page).locator('blockquote p').evaluate((p) => [p.lang, getComputedStyle(p).direction, p.closest('.preview').getAttribute('aria-label')]), ['en', 'ltr', 'תצוגה מקדימה']);
  await close();
  await mirrored.remove();
});

test('addresses of every sort are understood, and those of nothing shown are left alone', async () => {
  for (const base of bases) {
    const { page, close } = await open(`${base}links.html`);
    const heading = await page.evaluate((href) => window.postil.page(href).then((one) => one.querySelector('.heading').id), 'transcripts/river.html');
    const says = async (href, expected) => {
      await page.mouse.move(2, 2);
      await page.waitForTimeout(450);
      await link(page, 'first').evaluate((a, to) => { a.setAttribute('href', to); a.textContent = 'first'; }, href);
      if (expected) assert.match(await resting(page, link(page, 'first')), expected, `${base}${href}`);
      else { await link(page, 'first').hover(); await none(page, 900); }
    };
    await says(`transcripts/river.html#${heading}`, /¶ 1 Please note: Speaks of killing\. Opening Ann Marsh .* They came/);
    // From the sentence on that a sign stands in.
    await says('transcripts/river.html#at-slip', /of the mill Nobody helped\. Note 1/);
    assert.equal(await box(page).locator('.cut-before').count(), 1);
    await says('transcripts/river.html#p1:~:text=winter', /They came in winter/);
    await says('topics/winter.html#river.p1', /^A hearing · 1 June 1931 · ¶ 1 Please note: Speaks of killing\. Ann Marsh .* They came in winter .*Note 3/);
    await says('topics/winter.html#note-river.slip', /Note 3 Please note: Speaks of killing\. Nobody helped .*Somebody helped A slip\.$/);
    for (const href of ['topics/winter.html#passages', 'topics/winter.html#gone', 'topics/index.html', 'index.html', 'transcripts/gone.html#p1', 'robots.txt']) await says(href, null);
    await close();
  }
});

test('a reader may do without previews, on all pages of the site, and have them back', async () => {
  const { page, faults, close } = await open(`${served.base}links.html`);
  await resting(page, link(page, 'Winter'));
  const choice = page.getByRole('checkbox', { name: 'Show previews of links' });
  assert.equal(await choice.isChecked(), true);
  await choice.uncheck();
  await none(page, 100);
  await page.mouse.move(2, 2);
  await link(page, 'Plain').hover();
  await none(page);
  await page.goto(`${served.base}transcripts/river.html`);
  await page.locator('.siblings a').first().hover();
  await none(page);
  assert.equal(await choice.isChecked(), false);
  await choice.check();
  await page.goto(`${served.base}links.html`);
  await resting(page, link(page, 'Winter'));
  assert.deepEqual(faults, []);
  await close();
  const other = await open(archive.url('links'));
  await resting(other.page, link(other.page, 'Winter'));
  assert.deepEqual(await broken(other.page), []);
  await other.close();
});
