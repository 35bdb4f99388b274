// The pages of topics, people and the like, the indexes, the timeline and the home page, as a reader's browser shows them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, narrow, open, pages, stage, transcript } from './site.mjs';

let browser;
let served;

stage({}, (all) => {
  ({ browser, served } = all);
});

/** Does something with a page that runs no scripts. */
async function on(path, does, options = {}) {
  const { page, close } = await open(browser, served.base + path, options);
  try {
    return await does(page);
  } finally {
    await close();
  }
}

const kinds = ['topics', 'events', 'people', 'places', 'organizations', 'documents'];

/** The pages of all entries. */
async function entries() {
  return (await pages()).filter((page) => kinds.some((kind) => page.startsWith(`${kind}/`)) && !page.endsWith('/index.html'));
}

test('pages of entries are as long as what they say, and lead to no more than what is meant', async () => {
  for (const [path, height, links] of [
    ['topics/responsibility-to-protect.html', 2600, 200],
    ['topics/genocide-prevention.html', 3200, 200],
    ['people/ban-ki-moon.html', 4500, 200],
  ]) {
    const [tall, led] = await on(path, (page) => page.evaluate(() => [
      document.documentElement.scrollHeight,
      [...document.querySelectorAll('main a[href]')].length,
    ]));
    assert.ok(tall <= height, `${path} is ${tall} px tall`);
    assert.ok(led <= links, `${path} has ${led} links`);
  }
});

test('a page says once what a transcript warns of, and shows each note and each paragraph of a list once', async () => {
  for (const path of await entries()) {
    const faults = await on(path, (page) => page.evaluate(() => {
      const found = [];
      const warned = document.querySelectorAll('.grp .warning, .card .warning-line, .mention > .warning-line').length;
      if (warned > 1) found.push(`${warned} warnings`);
      const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
      for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`#${id} twice`);
      for (const sign of document.querySelectorAll('button[popovertarget]')) {
        if (!document.getElementById(sign.getAttribute('popovertarget'))) found.push(`nothing for ${sign.getAttribute('popovertarget')}`);
      }
      for (const passage of document.querySelectorAll('.passage')) {
        if (passage.querySelector('a.num')?.getAttribute('href') !== `#${passage.id}`) found.push(`no address of ${passage.id}`);
        if (passage.closest('.said')) continue;
        for (const id of passage.dataset.annotations.split(' ')) {
          if (!passage.querySelector(`[popovertarget="note-${passage.dataset.transcript}.${id}"]`)) found.push(`no sign of ${id} at ${passage.id}`);
        }
      }
      return found;
    }));
    assert.deepEqual(faults, [], path);
  }
});

test('who wrote the notes, when, and their tags are said once where they are the same for all, else where they differ', async () => {
  const note = (paragraph, more = '') => `  - {in: p${paragraph}, note: The ${paragraph === 1 ? 'first' : 'second'} remark., topics: [winter]${more}}\n`;
  const files = (more) => ({
    'postil.yaml': 'title: An archive\neditors:\n  zoe: {name: Zoe Quill}\n  max: {name: Max Penn}\n',
    'content/topics/winter.md': '---\ntitle: Winter\n---\n',
    'content/transcripts/talk.md': '---\ntitle: A talk\nspeakers: {}\n---\nThey came.\n\nThey went.\n\nThey slept.\n',
    'content/annotations/talk.yaml': `by: zoe\nwritten: 1987-06\nannotations:\n${note(1)}${note(2, more)}${note(3)}`,
  });
  /** How often some words stand in the main part of a page, folded or not; beside those of the boxes that choose notes. */
  const counts = async (archive, path, words) => {
    const { page, close } = await open(browser, archive.url(path));
    const text = await page.evaluate(() => {
      const main = document.querySelector('main').cloneNode(true);
      for (const other of main.querySelectorAll('.series, h1, .cite, .asks')) other.remove();
      return main.textContent;
    });
    await close();
    return words.map((word) => text.split(word).length - 1);
  };
  const words = ['Zoe Quill', 'Max Penn', 'June 1987', 'May 1988', 'Winter'];
  const same = await build(files(''));
  const other = await build(files(', by: max, written: 1988-05'));
  try {
    assert.deepEqual(await counts(same, 'transcripts/talk', words), [1, 0, 1, 0, 1], 'on the page of the text');
    assert.deepEqual(await counts(same, 'topics/winter', words), [1, 0, 1, 0, 0], 'on the page of the topic');
    assert.deepEqual(await counts(other, 'transcripts/talk', words), [1, 1, 1, 1, 1], 'where one differs');
    assert.deepEqual(await counts(other, 'topics/winter', words), [1, 1, 1, 1, 0], 'where one differs, on the page of the topic');
  } finally {
    await Promise.all([same.remove(), other.remove()]);
  }
  // The archive itself: the editors once, beside those notes that another hand wrote or checked.
  for (const path of [transcript, 'topics/genocide-prevention.html', 'topics/syria.html']) {
    const text = await on(path, (page) => page.evaluate(() => [...document.querySelectorAll('main :is(.facts, .small, .byline)')].map((node) => node.textContent).join('\n')));
    assert.equal(text.match(/The editors(?! \(|, checked)/g).length, 1, path);
    assert.equal(text.match(/November 2026/g).length, 1, path);
  }
});

test('keys lead from the link to the passages of a topic or a person to the first sign within twelve, open its note and come back', async () => {
  for (const path of ['topics/genocide-prevention.html', 'topics/responsibility-to-protect.html', 'people/ban-ki-moon.html']) {
    await on(path, async (page) => {
      const isAtSign = () => page.evaluate(() => document.activeElement.matches('.ref'));
      const isAtSkip = () => page.evaluate(() => document.activeElement.matches('.skip'));
      await page.keyboard.press('Tab');
      assert.ok(await isAtSkip(), path);
      await page.keyboard.press('Enter');
      // Behind the way here from the home page.
      for (let tabs = 0; tabs === 0 || !(await isAtSkip()); tabs += 1) {
        assert.ok(tabs < 4, `${path}: no link to the passages`);
        await page.keyboard.press('Tab');
      }
      assert.match(await page.evaluate(() => document.activeElement.textContent), /^(Passages|Notes concerning Ban Ki-moon)$/);
      await page.keyboard.press('Enter');
      let keys = 0;
      while (!(await isAtSign())) {
        assert.ok((keys += 1) <= 12, `${path}: twelve keys do not lead to a sign, but to ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 90))}`);
        await page.keyboard.press('Tab');
      }
      const sign = await page.evaluate(() => document.activeElement.id);
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('.note:popover-open').count(), 1, path);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.note:popover-open').count(), 0, path);
      assert.ok(await isAtSign(), `${path}: back at the sign`);
      assert.equal(await page.evaluate(() => document.activeElement.id), sign);
    }, { javaScriptEnabled: true });
  }
});

test('a note on two passages has its sign at both and stands beside the first', async () => {
  await on('topics/genocide-prevention.html', async (page) => {
    const name = '2014-04-01-brussels.lessons';
    assert.equal(await page.locator(`[id="note-${name}"]`).count(), 1);
    const places = await page.locator(`.ex [popovertarget="note-${name}"]`).evaluateAll((signs) => signs.map((sign) => sign.closest('.passage').dataset.paragraph));
    assert.deepEqual([...new Set(places)], ['p2', 'p7', 'p8']);
  });
});

test('every number of an index, and of the home page, is that of what it leads to', async () => {
  const shown = new Map();
  const counted = async (path) => {
    if (!shown.has(path)) {
      shown.set(path, await on(path, (page) => page.evaluate(() => {
        const all = (css) => document.querySelectorAll(css).length;
        const notes = new Set([...document.querySelectorAll('#passages [data-annotations]')].flatMap((node) => node.dataset.annotations.split(' ')));
        return { passages: all('#passages .passage'), notes: notes.size, said: all('#said .passage'), transcripts: all('#transcripts .card'), mentions: all('#mentions .lines li') };
      })));
    }
    return shown.get(path);
  };
  for (const kind of kinds) {
    const links = await on(`${kind}/index.html`, (page) => page.locator('.register td a').evaluateAll((all) => all.map((link) => [link.href, link.closest('td').cellIndex, Number(link.textContent)])));
    assert.ok(links.length > 0, kind);
    for (const [href, , count] of links) {
      const url = new URL(href);
      const section = url.hash.slice(1);
      const found = await counted(url.href.slice(served.base.length).replace(/#.*/, ''));
      const of = kind === 'people' && section === 'passages' ? 'notes' : section;
      assert.equal(found[of], count, href);
    }
  }
  const topics = await on('index.html', (page) => page.locator('.two li').evaluateAll((all) => all.map((item) => [item.querySelector('a').href, parseInt(item.querySelector('.n').textContent, 10)])));
  assert.equal(topics.length, 14);
  for (const [href, count] of topics) assert.equal((await counted(href.slice(served.base.length))).passages, count, href);
});

test('the words of a person are in the order of dates or by topic, as the reader wants', async () => {
  await on('people/ban-ki-moon.html', async (page) => {
    const dates = page.locator('#said > .list');
    const topics = page.locator('#said > .topical');
    assert.deepEqual([await dates.isVisible(), await topics.isVisible()], [true, false]);
    await page.locator('#said input[value=topic]').check();
    assert.deepEqual([await dates.isVisible(), await topics.isVisible()], [false, true]);
    assert.ok(await page.locator('#passages > .list').isVisible(), 'the other list has an order of its own');
    const counts = await topics.locator('details').evaluateAll((all) => all.map((topic) => [parseInt(topic.querySelector('.n').textContent, 10), topic.querySelectorAll('li').length]));
    for (const [count, lines] of counts) assert.equal(lines, count);
  });
});

test('the passages of a topic are by date or by speaker, and a link leads to the words of one', async () => {
  await on('topics/genocide-prevention.html', async (page) => {
    const offered = await page.locator('.by-speaker').isVisible();
    assert.ok(offered, 'this browser can');
    const tops = () => page.locator('.list .passage').evaluateAll((all) => all.map((passage) => [passage.dataset.o, passage.getBoundingClientRect().top]));
    const inOrder = (places) => [...places].sort((a, b) => a[1] - b[1]).map(([voice]) => voice).join('');
    assert.notEqual(inOrder(await tops()), '111222');
    await page.locator('input[value=speaker]').check();
    assert.equal(inOrder(await tops()), '111222');
  });
  const led = await on('people/ban-ki-moon.html', (page) => page.locator('#said .topical a[href*="#by-"]').first().getAttribute('href'));
  assert.equal(led.split('#')[1], 'by-ban-ki-moon');
  await on(`people/${led}`, async (page) => assert.ok(await page.locator('.voice:target').isVisible()));
});

test('what links here is kept out of print, and what is folded opens', async () => {
  await on('people/ban-ki-moon.html', async (page) => {
    assert.ok(await page.locator('.backlinks').isVisible());
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.locator('.backlinks').isVisible()));
  });
  await on('topics/responsibility-to-protect.html', async (page) => {
    const pages = await page.locator('.backlinks > .lines > li > a').evaluateAll((links) => links.map((link) => link.href));
    assert.equal(new Set(pages).size, pages.length, 'each page once');
    assert.equal(await page.locator('.backlinks h2 .n').textContent(), String(pages.length));
    const mentions = page.locator('#mentions li').first();
    assert.ok(!(await mentions.isVisible()));
    await page.locator('#mentions > summary').click();
    assert.ok(await mentions.isVisible());
  });
});

test('printed, a legend has its signs, and what only a screen has is not there', async () => {
  await on('timeline.html', async (page) => {
    await page.emulateMedia({ media: 'print' });
    const signs = page.locator('.signs .num');
    assert.ok((await signs.count()) > 5);
    for (const sign of await signs.all()) {
      assert.ok(await sign.isVisible());
      assert.equal(await sign.evaluate((e) => getComputedStyle(e, '::before').printColorAdjust), 'exact');
    }
  });
  await on('transcripts/2014-04-01-brussels.html', async (page) => {
    const kept = '.glance details.figures, .cite summary, .asks';
    assert.ok((await page.locator(kept).count()) > 2);
    assert.ok((await page.locator(kept).locator('visible=true').count()) > 2);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator(`${kept}, .report`).locator('visible=true').count(), 0);
    assert.ok(await page.locator('.strip svg').isVisible());
  });
});

test('facts stand before prose on a small screen, and no two landmarks have one name', async () => {
  for (const path of await entries()) {
    const [facts, prose, regions] = await on(path, (page) => page.evaluate(() => [
      document.querySelector('.beside .facts:has(dd)')?.getBoundingClientRect().bottom ?? 0,
      document.querySelector('.body')?.getBoundingClientRect().top ?? Infinity,
      [...document.querySelectorAll('section[aria-label], nav[aria-label]')].map((node) => node.getAttribute('aria-label')),
    ]), { viewport: narrow });
    assert.ok(facts <= prose, path);
    assert.equal(new Set(regions).size, regions.length, `${path}: ${regions}`);
  }
});

test('the dots of a cut note stand behind words, not on a line of their own', async () => {
  let count = 0;
  for (const path of ['events/world-summit-2005.html', 'topics/genocide-prevention.html', 'people/ban-ki-moon.html']) {
    const bare = await on(path, (page) => page.locator('.words .notes:not(.many) > li').evaluateAll((all) => all.map((item) => {
      const [note, { top, left, right, height }] = [item.querySelector('.note'), item.getBoundingClientRect()];
      if (note.scrollWidth <= note.clientWidth) return null;
      const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
      let last = 0;
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const words = document.createRange();
        words.selectNodeContents(text);
        for (const line of words.getClientRects()) if (line.left >= left && line.right <= right + 1) last = Math.max(last, line.bottom);
      }
      const line = parseFloat(getComputedStyle(item).lineHeight);
      return last > top + (Math.floor(height / line) - 1) * line ? '' : note.id;
    }).filter((id) => id !== null)));
    assert.deepEqual(bare.filter(Boolean), [], path);
    count += bare.length;
  }
  assert.ok(count > 3, `${count} notes are cut`);
});

test('every page says where to write to correct or to object', async () => {
  for (const path of await pages()) {
    const contact = await on(path, (page) => page.locator('.colophon a[href^="mailto:"]').count());
    const moved = await on(path, (page) => page.locator('.colophon').count()) === 0;
    assert.ok(contact === 1 || moved || path === '404.html', path);
  }
});

test('no line of a list begins with a comma or a point, wide or narrow', async () => {
  for (const path of ['topics/genocide-prevention.html', 'people/ban-ki-moon.html', 'index.html', 'timeline.html', 'topics/responsibility-to-protect.html']) {
    for (const width of [1440, 1024, 360, 320]) {
      const torn = await on(path, (page) => page.evaluate(() => [...document.querySelectorAll('.facts dd, .tags, .small')].flatMap((list) => {
        const left = list.getBoundingClientRect().left;
        const nodes = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
          const at = node.data.search(/[,·;]/);
          if (at < 0 || node.data.slice(0, at).trim()) continue;
          const sign = document.createRange();
          sign.setStart(node, at);
          sign.setEnd(node, at + 1);
          const box = sign.getBoundingClientRect();
          if (box.width && box.left <= left + 1) found.push(list.textContent);
        }
        return found;
      })), { viewport: { width, height: 800 } });
      assert.deepEqual(torn, [], `${path} at ${width}`);
    }
  }
});

test('every note and every sign of a page is seen until a reader puts it away', async () => {
  for (const path of await entries()) {
    await on(path, async (page) => {
      const hidden = await page.evaluate(() => {
        for (const folded of document.querySelectorAll('details')) folded.open = true;
        const shown = [...document.querySelectorAll('.notes > li, .ref, .hit[class*=t1-]')];
        return shown.filter((node) => !node.checkVisibility()).map((node) => node.outerHTML.slice(0, 90));
      });
      assert.deepEqual(hidden, [], path);
    });
  }
});

test('passages step back with their notes, their number is told, and addresses lead to them', async () => {
  const archive = await build({
    'postil.yaml': 'title: An archive\neditors:\n  zoe: {name: Zoe Quill}\n  max: {name: Max Penn}\n',
    'content/topics/winter.md': '---\ntitle: Winter\n---\n',
    'content/transcripts/talk.md': '---\ntitle: A talk\ndate: 1931\nspeakers: {}\n---\nThey came.\n\nThey went.\n\nThey slept in winter.\n\nWinter went.\n',
    'content/transcripts/other.md': '---\ntitle: Another\ndate: 1932\nspeakers: {}\n---\nNobody came.\n',
    'content/annotations/talk.yaml': 'annotations:\n  - {quote: They came, by: zoe, note: One., topics: [winter]}\n  - {quote: They went, by: max, note: Two., topics: [winter]}\n  - {quote: They slept, by: max, note: Three., topics: [winter]}\n  - {quote: slept, by: zoe, note: Four., topics: [winter]}\n',
    'content/annotations/other.yaml': 'annotations:\n  - {quote: Nobody, by: max, note: Five., topics: [winter]}\n',
  });
  const { page, faults, close } = await open(browser, archive.url('topics/winter'), { javaScriptEnabled: true });
  const shown = () => page.locator('#passages .passage:visible').evaluateAll((all) => all.map(({ id }) => id));
  const told = page.locator('[data-away]');
  const everything = ['talk.p1', 'talk.p2', 'talk.p3', 'other.p1'];
  assert.deepEqual(await shown(), everything);
  assert.equal(await told.textContent(), '');
  await page.locator('.series:not(.keys) summary').click();
  const max = page.getByRole('checkbox', { name: 'Max Penn' });
  await max.uncheck();
  // The last has a note of another; the year of the fourth goes with it, and where it is only named it stays.
  assert.deepEqual(await shown(), ['talk.p1', 'talk.p3']);
  assert.equal(await told.textContent(), 'Put away with their notes: 2 of 4 passages.');
  assert.deepEqual(await page.locator('#passages h4:visible, #passages h3:visible').evaluateAll((all) => all.filter((one) => one.textContent.includes('Another')).length), 0);
  assert.equal(await page.locator('.mentions li').count(), 2);
  // It is kept, and an address leads there nevertheless.
  await page.goto(`${archive.url('topics/winter')}#talk.p2`);
  await page.reload();
  assert.ok(await page.locator('[id="talk.p2"]').isVisible());
  await page.goto(archive.url('index'));
  await page.goto(archive.url('topics/winter'));
  assert.deepEqual(await shown(), ['talk.p1', 'talk.p3']);
  await max.check();
  assert.deepEqual(await shown(), everything);
  assert.equal(await told.textContent(), '');
  assert.deepEqual(faults, []);
  await close();
  const still = await open(browser, archive.url('topics/winter'));
  await still.page.locator('.series summary').click();
  await still.page.getByRole('checkbox', { name: 'Max Penn' }).uncheck();
  assert.equal(await still.page.locator('#passages .passage:visible').count(), 4, 'without a script they stay');
  await still.close();
  await archive.remove();
});
