// Maps of places and the timeline as a picture, as a reader's browser shows them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { broken, build, launch, looks, open } from './site.mjs';

const places = [['suva', 'Suva', '-18.14, 178.44'], ['apia', 'Apia', '-13.83, -171.76'], ['pole', 'South Pole', '-90, 0'], ['london', 'London', '51.5, -0.12'], ['hall', 'Westminster Hall', '51.5, -0.12'],
  ['mill', 'הטחנה', '32.67, 35.56'], ['quito', 'Quito', '-0.18, -78.47'], ['tokyo', 'Tokyo', '35.68, 139.69']];
const dates = ['2001-05-07', '2001-05-08?', '1994-04-07/1994-07', '1995-07', '1995~', '17XX', '1931-21', '2011-03/', '2011-03/..', '../1994'];
const texts = (language) => Object.fromEntries([
  ['postil.yaml', `title: Places\nlanguage: ${language}\n`],
  ['content/transcripts/t.md', '---\ntitle: T\ndate: 2001-05-06\nspeakers: {}\n---\nOf London and more.\n'],
  ['content/annotations/t.yaml', 'annotations:\n  - {quote: Of London, places: [london]}\n'],
  ...places.map(([id, title, at]) => [`content/places/${id}.md`, `---\ntitle: ${title}\ncoordinates: [${at}]\n---\n`]),
  ['content/places/lost.md', '---\ntitle: A lost town\n---\n'],
  ...dates.map((date, i) => [`content/events/e${i}.md`, `---\ntitle: "On ${date}"\ndate: "${date}"\n---\n`]),
  ...Array.from({ length: 60 }, (_, i) => [`content/events/m${i}.md`, `---\ntitle: Many ${i}\ndate: 2001-05-${String(1 + (i % 28)).padStart(2, '0')}\n---\n`]),
]);
const shown = ['places/index', 'places/suva', 'places/pole', 'timeline'];

let browser;
const sites = {};
before(async () => {
  browser = await launch();
  for (const language of ['en', 'he']) sites[language] = await build(texts(language));
});
after(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) await site.remove();
});

/** Does something with a page. */
async function on(language, name, does, options = {}, allowed = false) {
  const { page, faults, close } = await open(browser, sites[language].url(name), options);
  try {
    const found = await does(page);
    // What looks a page over asks for its style sheets once more, which a disk refuses.
    if (!allowed) assert.deepEqual(faults, [], name);
    return found;
  } finally {
    await close();
  }
}

test('pages with pictures break no rule of WCAG 2.2 AA, in any look', async () => {
  for (const language of ['en', 'he']) {
    for (const name of shown) {
      for (const look of [...looks, { forcedColors: 'active' }]) {
        assert.deepEqual(await on(language, name, broken, { ...look, javaScriptEnabled: true, bypassCSP: true }, true), [], `${language} ${name} ${JSON.stringify(look)}`);
      }
    }
  }
});

test('no page with a picture is wider than its window', async () => {
  for (const language of ['en', 'he']) {
    for (const width of [320, 360, 640, 1024, 1440, 1920]) {
      for (const name of shown) {
        const over = await on(language, name, (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), { viewport: { width, height: 800 } });
        assert.ok(over <= 0, `${language} ${name} at ${width}: ${over} px`);
      }
    }
  }
});

test('pictures have names and descriptions, and each of their marks leads somewhere and says where', async () => {
  for (const name of ['places/index', 'timeline']) {
    const { title, about, marks } = await on('en', name, (page) => page.evaluate(() => {
      const svg = document.querySelector('figure svg');
      const links = [...svg.querySelectorAll('a')];
      return {
        title: svg.querySelector(':scope > title').textContent,
        about: svg.querySelector(':scope > desc').textContent,
        marks: links.map((a) => ({
          href: a.getAttribute('href'),
          says: a.querySelector('title').textContent,
          here: a.getAttribute('href').startsWith('#') ? Boolean(document.querySelector(`[id="${a.getAttribute('href').slice(1)}"]`)) : null,
          elsewhere: Boolean([...document.querySelectorAll('main :not(svg *)')].some((other) => other.getAttribute('href') === a.getAttribute('href'))),
        })),
      };
    }));
    assert.ok(title && about, name);
    assert.ok(marks.length > 6, name);
    for (const { href, says, here, elsewhere } of marks) {
      assert.ok(says.length > 3, href);
      // What a keyboard does not reach in the picture it reaches beside it.
      assert.ok(here ?? elsewhere, href);
    }
  }
});

test('keyboards pass a picture by, and open its table', async () => {
  await on('en', 'places/index', async (page) => {
    const reached = new Set();
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => (document.activeElement.closest('svg') ? 'svg' : document.activeElement.localName)));
    }
    assert.ok(!reached.has('svg'));
    assert.ok(reached.has('summary') && reached.has('a'));
    await page.focus('figure summary');
    await page.keyboard.press('Enter');
    assert.ok(await page.isVisible('figure table'));
    assert.equal(await page.locator('figure tbody tr').count(), places.length);
  });
});

test('marks lie in the picture, names do not cover each other, and forced colours keep marks apart from land', async () => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 800 }]) {
    const faults = await on('en', 'places/index', (page) => page.evaluate(() => {
      const found = [];
      const box = document.querySelector('svg.map').getBoundingClientRect();
      const inside = (r) => r.left >= box.left - 1 && r.right <= box.right + 1 && r.top >= box.top - 1 && r.bottom <= box.bottom + 1;
      const marks = [...document.querySelectorAll('svg.map .mark')];
      for (const mark of marks) if (!inside(mark.getBoundingClientRect())) found.push(mark.parentNode.querySelector('title').textContent);
      const names = [...document.querySelectorAll('svg.map .name')].filter((name) => name.getClientRects().length);
      for (const [i, name] of names.entries()) {
        const a = name.getBoundingClientRect();
        for (const other of names.slice(i + 1)) {
          const b = other.getBoundingClientRect();
          if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom) found.push(`${name.textContent} and ${other.textContent}`);
        }
      }
      return found;
    }), { viewport });
    assert.deepEqual(faults, []);
  }
  const [mark, land] = await on('en', 'places/index', (page) => page.evaluate(() => ['.mark', '.land'].map((one) => getComputedStyle(document.querySelector(`svg.map ${one}`)).fill)), { forcedColors: 'active' });
  assert.notEqual(mark, land);
});
