// The search, as a reader has it: from a server that says what a careful host says, and from a disk.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { broken, build, careful, launch, looks, open as openIn, serve } from './site.mjs';

const talk = (title, date, body, more = '') => `---\ntitle: ${title}\ndate: ${date}\n${more}speakers:\n  A: pym\n  B: dunn\n---\n${body}\n`;
const filler = (year) => `A: We talked of the boat in ${year}, and of the water.\n\nB: The ferry was late that year.`;
const files = {
  'postil.yaml': 'title: Quillbourne\nbase_url: https://quillbourne.example/\ncontact: archive@example.org\neditors: {mh: {name: M. Hall}, rk: {name: R. Kay}}\n',
  'content/people/pym.md': '---\ntitle: Ottoline Pym\n---\nA witness of the flood.\n',
  'content/people/dunn.md': '---\ntitle: Silas Dunn\n---\n',
  'content/topics/high-water.md': '---\ntitle: High water\n---\nWhat the river did.\n',
  'content/topics/footbridge.md': '---\ntitle: The footbridge\nwarning: Of a death by drowning.\n---\nIt fell in the night of the larches.\n',
  'content/topics/livestock.md': '---\ntitle: Livestock\n---\n',
  'content/topics/ewes.md': '---\ntitle: Ewes\nbroader: livestock\n---\n',
  'content/annotations/headed.yaml': 'by: mh\nannotations:\n  - {id: weeks, quote: It went on for weeks, topics: [ewes], note: The ewes were moved.}\n',
  'content/events/meeting.md': '---\ntitle: The public meeting\ndate: 2003\n---\n',
  'content/transcripts/lock.md': talk('The lock', '2014-04-01',
    'A: The lock was opened at four in the morning, and I am the one who opened it. “Never again”, I said – and it wasn’t.\n\nB: We were sitting in the café by the bridge. It is not the height of the water that takes a bridge, it is what the water carries.\n\nA: The wardens came late. Nobody was hurt, I should like that to be on the record.\n\nB: Somebody ought to write that down.\n\n[The witness left the room.]\n\nA: That was the whole of it… and then it was Easter.\n\nA: They opening the gates was a mistake of the sluce keeper.',
    'form: interview\nwarning: Speaks of a flood.\ntopics: [high-water]\n'),
  'content/annotations/lock.yaml': 'by: mh\nannotations:\n  - {id: four, quote: at four in the morning, topics: [high-water], certainty: probable, note: The log has half past four.}\n  - {id: five, disputes: four, by: rk, note: The log is of another lock.}\n  - {id: keeper, quote: sluce keeper, correction: sluice keeper, topics: [footbridge]}\n  - {id: hidden, quote: Nobody was hurt, draft: true, note: Zanzibar was hurt.}\n',
  'content/transcripts/hidden.md': talk('A quagga', '2015', 'A: The quagga is hidden.', 'draft: true\n'),
  'content/transcripts/arabic.md': '---\ntitle: حديث\nlanguage: ar\ndate: 2016\nspeakers: {}\n---\nقال إنّ العَدْلَ أساسُ المُلك.\n\nكتاب قديم.\n',
  'content/transcripts/hebrew.md': '---\ntitle: שיחה\nlanguage: he\ndate: 2017\nspeakers: {}\n---\nהוא שירת בצה״ל שלוש שנים.\n\nואחר כך עבר לעיר.\n',
  'content/transcripts/chinese.md': '---\ntitle: 谈话\nlanguage: zh\ndate: 2018\nspeakers: {}\n---\n我们谈到司法改革和法院的独立。\n\n改革需要时间。\n',
  'content/transcripts/thai.md': '---\ntitle: การสนทนา\nlanguage: th\ndate: 2019\nspeakers: {}\n---\nเราพูดเรื่องความยุติธรรมในหมู่บ้าน\n',
  'content/transcripts/headed.md': '---\ntitle: On the harbour\ndate: 2020\nsummary: Of how sludge was carried away.\nspeakers: {A: dunn}\n---\n# The dredging\n\nA: It went on for weeks.[^1]\n\nA: Then it stopped.\n\n[^1]: Compare the almanac.\n',
};
// A text of three megabytes, whose last words are looked for.
const long = Array.from({ length: 6000 }, (_, i) => `A: ${'So it went on, day after day, as we had been told it would, and nobody asked. '.repeat(6)}Number ${i}.`).join('\n\n');
files['content/transcripts/long.md'] = `---\ntitle: The long hearing\ndate: 2021\nspeakers: {A: pym}\n---\n${long}\n\nA: At last the pomegranates ripened.\n`;
for (const year of [2002, 2003, 2007, 2010, 2011]) files[`content/transcripts/t${year}.md`] = talk(`A talk of ${year}`, year, filler(year), year === 2003 ? 'form: talk\nevent: meeting\n' : '');
for (let i = 0; i < 14; i += 1) files[`content/transcripts/minutes-${i}.md`] = talk(`Minutes ${i}`, `2012-0${(i % 9) + 1}`, `A: The minutes of meeting ${i} were read.\n\nB: Nobody had anything to add about the allotments.`);

// Words that much of an archive has, and that one of its texts has in one row.
for (let i = 0; i < 40; i += 1) files[`content/transcripts/common-${i}.md`] = talk(`Of sheep ${i}`, '2013', `A: The sheep went over the hill, and then the sheep of parish ${i} came over the lane to the old gate at dusk, where the ${i === 31 ? 'sheep came to the lane' : 'lane came to the gate'} at last.`);
files['content/transcripts/voices.md'] = talk('Several voices', '2022',
  'A: Once I carried the lantern across. I was never afraid of it.\n\nB: Nor did I drop the basket.\n\n[The witness wept bitterly.]\n\nA: After that the gulls came.\n\nThey came for 10² men, as the ofﬁce wrote.\n\nA: One more marigold.\n\nTwo more marigolds.\n\nThree of them withered.\n\nFour of them bloomed.\n\nFive were picked.\n\nSix remained, finally, for the verger.');
// More words than are compared.
files['content/transcripts/lengthy.md'] = talk('A lengthy one', '2023', `A: ${Array.from({ length: 5400 }, (_, i) => `w${i}`).join(' ')}.`);

let browser;
let archive;
let root;
let served;
let lenient;
let bases;

before(async () => {
  browser = await launch();
  archive = await build(files);
  root = fileURLToPath(new URL('.', archive.url('index')));
  served = await serve(root, careful);
  // What looks at a page for its faults is put into it, which a careful host forbids.
  lenient = await serve(root);
  bases = { 'a server': served.base, 'a disk': pathToFileURL(root).href };
});
after(async () => {
  await browser?.close();
  served?.server.close();
  lenient?.server.close();
  await archive?.remove();
});

/** What WCAG is broken by; on a server that lets it be looked at. */
const faulty = async (page) => (page.url().startsWith(served.base) || page.url().startsWith('file:') ? [] : broken(page));

/** Opens a page with scripts; what the browser complains of is a fault. */
async function on(address, does, options = {}) {
  const { page, faults, close } = await openIn(browser, address, { javaScriptEnabled: true, ...options });
  try {
    const result = await does(page);
    // From a disk a frame is asked for pages, and its scripts are stopped when it has told what it says. A link that is followed stops what shows where it leads.
    assert.deepEqual(faults.filter((fault) => !(address.startsWith('file:') && /^fails to get \S+\/(static|search)\/\S+$/.test(fault)) && !/^fails to get \S+\/preview\.(js|css)$/.test(fault)), []);
    return result;
  } finally {
    await close();
  }
}
const query = (parameters) => `search.html?${new URLSearchParams(parameters)}`;
const status = (page) => page.locator('.finder .head [role=status]');
/** Waits until what was asked for is answered. */
const answered = (page) => page.waitForFunction(() => {
  const said = document.querySelector('.finder .head [role=status]').textContent;
  return said && !said.endsWith('…') && !document.querySelector('.found[aria-busy]');
});
/** What is found: the place of each result, its words, and what is marked in it. */
const results = async (page) => {
  await answered(page);
  return page.locator('.hits > .para:visible').evaluateAll((rows) => rows.map((row) => ({
    place: row.dataset.paragraph ? `${row.dataset.transcript}#${row.dataset.paragraph}` : row.querySelector('a').href.replace(/^.*\/(\w+\/[^/?]+)\.html(?:\?[^#]*)?(#.*)?$/, '$1$2'),
    words: (row.querySelector('blockquote') ?? row.querySelector('.ex')).textContent,
    marked: [...row.querySelectorAll('.found')].map((mark) => mark.textContent),
    text: row.textContent,
  })));
};
const find = (base, parameters, does = results, options = {}) => on(base + query(parameters), does, options);
const each = (name, does) => {
  for (const from of ['a server', 'a disk']) test(`${name}, from ${from}`, () => does(bases[from], from));
};
/** The same where it is looked at for what WCAG is broken by, too. */
const eachAndLooked = (name, does) => {
  each(name, does);
  test(`${name}, looked at`, () => does(lenient.base));
};

each('every query of the language finds its passages, with the words marked', async (base) => {
  const passages = async (q) => (await find(base, { q, kind: 'passage' })).map(({ place, marked }) => [place, marked]);
  assert.deepEqual(await passages('wardens'), [['lock#p3', ['wardens']]]);
  // A stem-mate, which is marked as well.
  assert.deepEqual((await passages('opening')).sort(), [['lock#p1', ['opened', 'opened']], ['lock#p7', ['opening']]]);
  assert.deepEqual(await passages('"opened at four"'), [['lock#p1', ['opened at four']]]);
  assert.deepEqual(await passages('“what the water carries”'), [['lock#p2', ['what the water carries']]]);
  assert.deepEqual(await passages('cafe'), [['lock#p2', ['café']]]);
  assert.deepEqual(await passages('CAFÉ'), [['lock#p2', ['café']]]);
  assert.deepEqual(await passages('العدل'), [['arabic#p1', ['العَدْلَ']]]);
  assert.deepEqual(await passages('العَدْل'), [['arabic#p1', ['العَدْلَ']]]);
  for (const q of ['בצה"ל', 'בצה״ל', 'בצהל']) assert.deepEqual(await passages(q), [['hebrew#p1', ['בצה״ל']]], q);
  assert.deepEqual(await passages('司法改革'), [['chinese#p1', ['司法改革']]]);
  // A piece across the borders of words.
  assert.deepEqual(await passages('法改'), [['chinese#p1', ['法改']]]);
  assert.deepEqual(await passages('ยุติธรรม'), [['thai#p1', ['ยุติธรรม']]]);
  assert.deepEqual(await passages('ward*'), [['lock#p3', ['wardens']]]);
  assert.deepEqual((await passages('water -boat')).map(([place]) => place), ['lock#p2']);
  assert.deepEqual((await passages('wardens OR Easter')).map(([place]) => place).sort(), ['lock#p3', 'lock#p6']);
  assert.deepEqual((await passages('lock NEAR opened')).map(([place]) => place), ['lock#p1']);
  assert.deepEqual(await passages('lock NEAR said'), []);
  assert.deepEqual((await passages('water speaker:dunn')).map(([place]) => place), ['lock#p2']);
});

each('a hit in a heading or footnote that belongs to a paragraph is shown with it', async (base) => {
  for (const [q, words] of [['dredging', 'The dredging'], ['almanac', 'Compare the almanac.'], ['"compare the almanac"', 'Compare the almanac.'], ['harbour', 'On the harbour']]) {
    const [row] = await find(base, { q });
    assert.equal(row.place, 'headed#p1', q);
    assert.ok(row.text.includes(words), `${q}: ${row.text}`);
    assert.equal(row.marked.length, 1, q);
  }
});

each('the last words of a text of three megabytes are found, shown and come to', async (base) => {
  await find(base, { q: 'pomegranates' }, async (page) => {
    const [row] = await results(page);
    assert.deepEqual([row.place, row.marked], ['long#p6001', ['pomegranates']]);
    await page.locator('.hits .small a').first().click();
    const bar = page.getByRole('region', { name: 'Hits' });
    // A page of that size takes its time to be laid out.
    await bar.waitFor({ timeout: 120_000 });
    assert.match(await bar.textContent(), /Hit 1 of 1/);
    await page.waitForFunction(() => {
      const [range] = CSS.highlights.get('found-now') ?? [];
      const box = range?.getBoundingClientRect();
      return box && box.top > 0 && box.bottom < innerHeight;
    });
  });
});

each('a phrase is shown where its words stand together, and nowhere else', async (base) => {
  // Both words stand in the paragraph, and not one after the other.
  await find(base, { q: '"bridge the water"' }, async (page) => {
    await answered(page);
    assert.match(await status(page).textContent(), /was not found/);
  });
  // `it` and `and` stand nearly everywhere, so the index does not know where: the words themselves decide.
  assert.deepEqual((await find(base, { q: '"then it was Easter"' })).map(({ place, marked }) => [place, marked]), [['lock#p6', ['then it was Easter']]]);
  await find(base, { q: '"then and was Easter"' }, async (page) => {
    await answered(page);
    assert.equal(await status(page).textContent(), '“then and was Easter” was not found, neither in the transcripts nor in the notes.');
    assert.equal(await page.locator('.hits > .para:visible').count(), 0);
  });
});

each('what is printed and what is proposed are both found, and the proposal is told', async (base) => {
  for (const q of ['sluce', 'sluice', '"sluice keeper"']) {
    const [row] = await find(base, { q, kind: 'passage' });
    assert.equal(row.place, 'lock#p7', q);
    assert.match(row.words, /sluce keeper/, q);
    assert.match(row.text, /Read: sluice keeper/, q);
    assert.equal(row.marked.length, 1, q);
  }
});

each('results carry what their pages say of them: warning, doubt, dispute', async (base) => {
  const [passage] = await find(base, { q: '"four in the morning"', kind: 'passage' });
  assert.match(passage.text, /Please note: Speaks of a flood\./);
  assert.match(passage.text, /Disputed by/);
  const notes = await find(base, { q: 'log', kind: 'note', order: 'date' });
  assert.deepEqual(notes.map(({ place }) => place).sort(), ['transcripts/lock#note-five', 'transcripts/lock#note-four']);
  assert.match(notes.find(({ place }) => place.endsWith('four')).text, /Probably so\..*Disputed by/s);
  assert.match(notes.find(({ place }) => place.endsWith('five')).text, /Disputes/);
  const [entry] = await find(base, { q: 'larches', kind: 'entry' });
  assert.equal(entry.place, 'topics/footbridge');
  assert.match(entry.text, /Please note: Of a death by drowning\./);
  // The words of the record that nobody spoke are nobody's.
  const [remark] = await find(base, { q: '"left the room"' });
  assert.equal(remark.place, 'lock#p5');
  assert.doesNotMatch(remark.text, /Pym|Dunn/);
});

test('nothing of a draft is in what is found, nor in the files of the index', async () => {
  for (const q of ['quagga', 'Zanzibar']) {
    assert.deepEqual(await find(served.base, { q }), [], q);
  }
  const folder = join(root, 'search');
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    const [, coded] = /^postil\.search\.part\("[^"]*","([^"]*)"\);/.exec(text) ?? [];
    const plain = coded ? Buffer.from(coded, 'base64').toString('latin1') : text;
    assert.doesNotMatch(plain, /quagga|uagga|zanzibar|anzibar/i, name);
  }
});

each('each facet narrows down by a link that is an address, and Back undoes it', async (base) => {
  await find(base, { q: 'water' }, async (page) => {
    await answered(page);
    const all = Number.parseInt(await status(page).textContent(), 10);
    assert.ok(all > 6);
    for (const [name, label] of [['speaker', 'Ottoline Pym'], ['topic', 'High water'], ['year', '2010'], ['form', 'Interview'], ['event', 'The public meeting'], ['kind', 'Passages']]) {
      const facet = page.locator('.facet', { has: page.locator('summary', { hasText: { speaker: 'Speaker', topic: 'Topic', year: 'Year', form: 'Form', event: 'Event', kind: 'Kind of result' }[name] }) });
      if (!(await facet.evaluate((one) => one.open))) await facet.locator('summary').first().click();
      const link = facet.locator('li', { hasText: label }).first();
      await link.waitFor();
      const n = Number.parseInt(await link.locator('.n').textContent(), 10);
      const address = await link.locator('a').getAttribute('href');
      assert.match(address, new RegExp(`[?&]${name}=`));
      await link.locator('a').click();
      await page.waitForURL(address);
      await page.waitForFunction((all) => Number.parseInt(document.querySelector('.finder .head [role=status]').textContent, 10) !== all || !document.querySelector('.found[aria-busy]'), all);
      const rows = await results(page);
      assert.equal(Number.parseInt(await status(page).textContent(), 10), n, `${name}: ${await status(page).textContent()}`);
      assert.equal(rows.length, Math.min(10, n), name);
      assert.match(await page.locator('.only').textContent(), /Only:/);
      // The address says the same to whoever comes by it.
      await on(address, async (other) => assert.deepEqual((await results(other)).map(({ place }) => place), rows.map(({ place }) => place), name));
      await page.goBack();
      await page.waitForFunction((all) => document.querySelector('.finder .head [role=status]').textContent.startsWith(`${all} `), all);
    }
  });
});

each('within a topic are its narrower topics, which is said, and by which it is narrowed down', async (base) => {
  await on(`${base}topics/livestock.html`, async (page) => {
    await page.getByRole('link', { name: 'Search within “Livestock”' }).click();
    await page.waitForURL(/search\.html\?topic=livestock$/);
    assert.deepEqual((await results(page)).map(({ place }) => place).sort(), ['headed#p1', 'topics/ewes', 'topics/livestock', 'transcripts/headed#note-weeks']);
    await page.waitForFunction(() => document.querySelector('.only').textContent.includes('Livestock with its narrower topics'), null, { timeout: 10_000 });
    const facet = page.locator('.facet', { has: page.locator('summary', { hasText: 'Topic' }) });
    assert.deepEqual(await facet.locator('li').evaluateAll((all) => all.map((one) => one.textContent)), ['Livestock 4', 'Ewes 3']);
    await facet.getByRole('link', { name: 'Ewes' }).click();
    await page.waitForURL(/topic=ewes$/);
    await page.waitForFunction(() => document.querySelector('.finder .head [role=status]').textContent.startsWith('3 '), null, { timeout: 10_000 });
    assert.match(await page.locator('.only').textContent(), /Only: Ewes/);
  });
});

each('summary and warning of a transcript are found with its first paragraph', async (base) => {
  await find(base, { q: '"speaks of a flood"' }, async (page) => {
    assert.deepEqual((await results(page)).map(({ place }) => place), ['lock#p1']);
    assert.equal(await page.locator('.hits .warning').count(), 1, 'once');
  });
  await find(base, { q: '"sludge was carried"' }, async (page) => {
    assert.deepEqual((await results(page)).map(({ place }) => place), ['headed#p1']);
    assert.equal(await page.locator('.hits .beside-it .found').count() > 0, true);
  });
});

each('the years are a chart with its table, whose years lead to their results', async (base) => {
  await find(base, { q: 'water' }, async (page) => {
    await answered(page);
    await page.locator('.years svg').waitFor();
    assert.equal(await page.locator('.years svg').getAttribute('aria-label'), '“water” through the years');
    await page.locator('.years summary').click();
    const row = page.locator('.years tr', { hasText: '2007' });
    assert.match(await row.textContent(), /20071/);
    const figures = await page.locator('.years a[download]').getAttribute('href');
    assert.match(decodeURIComponent(figures), /^data:text\/csv;charset=utf-8,year,results\r\n2002,1\r\n2003,1\r\n2007,1\r\n/);
    await row.locator('a').click();
    await page.waitForURL(/year=2007/);
    await page.waitForFunction(() => document.querySelector('.finder .head [role=status]').textContent.startsWith('1 '));
    assert.deepEqual((await results(page)).map(({ place }) => place), ['t2007#p1']);
  });
});

each('results come in pages and by date, and the field asks for others', async (base) => {
  await find(base, { q: 'minutes' }, async (page) => {
    const first = await results(page);
    assert.equal(first.length, 10);
    await page.getByRole('link', { name: /^The next/ }).click();
    await page.waitForURL(/from=10/);
    await page.waitForFunction(() => document.querySelector('.hits h2').textContent.startsWith('Results 11'));
    const second = await results(page);
    assert.ok(second.length >= 4);
    assert.equal(new Set([...first, ...second].map(({ place }) => place)).size, first.length + second.length);
    assert.equal(await page.evaluate(() => document.activeElement.matches('.hits h2')), true, 'who goes on by keyboard reads on');
    await page.getByRole('link', { name: 'By date' }).click();
    await page.waitForURL(/order=date/);
    await page.waitForFunction(() => document.querySelector('.hits h2').textContent.startsWith('Results 1 '));
    const dates = await page.locator('.hits time').evaluateAll((all) => all.map((time) => time.dateTime));
    assert.deepEqual(dates, [...dates].sort());
    await page.locator('.ask [type=search]').fill('ferry');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=ferry/);
    await page.waitForFunction(() => document.title.startsWith('ferry'));
    assert.ok((await results(page)).every(({ words }) => words.includes('ferry')));
    await page.goBack();
    await page.waitForURL(/q=minutes/);
    await page.waitForFunction(() => document.querySelector('.ask [type=search]').value === 'minutes');
  });
});

each('of a phrase whose words stand apart no number is claimed, and its pages lead on and back', async (base) => {
  await find(base, { q: '"nobody told"' }, async (page) => {
    await answered(page);
    assert.match(await status(page).textContent(), /^At most .* Of 1 to 240 none has the words together\.$/);
    assert.equal(await page.locator('.hits h2').count(), 0);
    assert.equal(await page.locator('.hits .para').count(), 0);
    assert.equal(await page.locator('.years svg').count(), 0);
    assert.equal(await page.locator('.facet .n').count(), 0, 'what nobody has looked at is not counted');
    await page.getByRole('link', { name: 'Those after' }).click();
    await page.waitForURL(/from=240/);
    await page.waitForFunction(() => / 241 /.test(document.querySelector('.finder .head [role=status]').textContent));
    await page.getByRole('link', { name: 'Those before' }).click();
    await page.waitForFunction(() => / 1 to 240 /.test(document.querySelector('.finder .head [role=status]').textContent));
  });
  await find(base, { q: '"day after"' }, async (page) => {
    await answered(page);
    const heading = (words) => page.waitForFunction((words) => document.querySelector('.hits h2')?.textContent === words, words);
    await heading('Results 1 to 10');
    const rows = await results(page);
    await page.getByRole('link', { name: 'Those after' }).click();
    await heading('Results 11 to 20');
    await page.getByRole('link', { name: 'Those after' }).click();
    await heading('Results 21 to 30');
    await page.getByRole('link', { name: 'Those before' }).click();
    await heading('Results 11 to 20');
    await page.getByRole('link', { name: 'Those before' }).click();
    await heading('Results 1 to 10');
    assert.deepEqual(await results(page), rows);
  });
  // Who comes by the address alone is not told how many stand before.
  await find(base, { q: '"day after"', from: 30 }, async (page) => {
    await answered(page);
    assert.equal(await page.locator('.hits h2').textContent(), 'Results');
  });
});

each('a hit in a note or a footnote is marked where it stands, and the bar tells of it', async (base) => {
  const marked = (address, words, at = 1) => on(base + address, async (page) => {
    const bar = page.getByRole('region', { name: 'Hits' });
    await bar.waitFor();
    assert.deepEqual(await page.evaluate(() => [...CSS.highlights.get('found') ?? []].map(String)), words, address);
    assert.match(await bar.textContent(), words.length ? new RegExp(`Hit ${at} of ${words.length} in this text`) : /In this text the words are not marked\./);
  });
  await marked('transcripts/lock.html?q=log&kind=note&at=0#note-four', ['log']);
  // The words that a correction replaces are marked, and what it reads.
  await marked('transcripts/lock.html?q=sluice&kind=note&at=0#note-keeper', ['sluce keeper', 'sluice'], 2);
  await marked('transcripts/headed.html?q=almanac&at=0#p1', ['almanac']);
  await marked('transcripts/headed.html?q=dredging&at=0#p1', ['dredging']);
  await marked('transcripts/lock.html?q=ferry#p1', []);
});

each('where nothing is found, the nearest words are named, and what of the query occurs', async (base) => {
  await find(base, { q: 'watr ferry' }, async (page) => {
    await answered(page);
    assert.equal(await status(page).textContent(), '“watr ferry” was not found, neither in the transcripts nor in the notes.');
    const close = page.locator('.told p', { hasText: 'Close to it' });
    await close.getByRole('link', { name: 'water', exact: true }).waitFor();
    assert.match(await page.locator('.told p', { hasText: 'Each alone is found' }).textContent(), /ferry 5/);
    assert.equal(await page.locator('.indexes').isVisible(), true);
    assert.equal(await page.locator('.hits .para').count(), 0);
  });
});

eachAndLooked('the dialog opens by its keys, finds while one types, and gives the focus back', async (base) => {
  await on(`${base}transcripts/t2002.html`, async (page) => {
    await page.locator('.masthead .name').focus();
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.matches('dialog input[type=search]')), true);
    await page.keyboard.type('wardens');
    const link = dialog.locator('.quick a').first();
    await link.waitFor();
    assert.match(await link.textContent(), /The wardens came late/);
    assert.match(await link.textContent(), /Speaks of a flood/);
    // What is said of the words, and a footnote with them, are said here, too.
    for (const [q, says] of [['mistake', /sluice keeper/], ['"at four in the morning"', /Disputed/i], ['almanac', /Compare the almanac\./]]) {
      await dialog.getByRole('searchbox').fill(q);
      await dialog.locator('.quick a', { hasText: says }).first().waitFor();
    }
    await dialog.getByRole('searchbox').fill('wardens');
    await dialog.locator('.quick a', { hasText: 'The wardens came late' }).first().waitFor();
    assert.deepEqual(await faulty(page), []);
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.matches('.quick a')), true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => document.activeElement.className), 'name');
    await page.keyboard.press('Control+k');
    await dialog.waitFor();
    await dialog.getByRole('searchbox').fill('water');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await dialog.waitFor();
    await dialog.getByRole('searchbox').fill('wardens');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search\.html\?q=wardens/);
    assert.equal((await results(page)).length, 1);
  });
});

eachAndLooked('who comes from a result finds the words marked, the text untouched, and goes from hit to hit and to the next result', async (base) => {
  const words = await on(`${base}transcripts/lock.html`, (page) => page.locator('#text').innerHTML(), { javaScriptEnabled: false });
  await find(base, { q: 'water', order: 'date' }, async (page) => {
    const rows = await results(page);
    const at = rows.findIndex(({ place }) => place === 'lock#p2');
    await page.locator('.hits > .para').nth(at).locator('.small a').first().click();
    await page.waitForURL(/transcripts\/lock\.html\?.*#p2/);
    const bar = page.getByRole('region', { name: 'Hits' });
    await bar.waitFor();
    const marked = await page.evaluate(() => [...CSS.highlights.get('found')].map(String));
    assert.deepEqual(marked, ['water', 'water']);
    assert.match(await bar.textContent(), /Hit 1 of 2 in this text/);
    await bar.getByRole('button', { name: 'Next hit' }).click();
    assert.match(await bar.textContent(), /Hit 2 of 2 in this text/);
    await page.keyboard.press('Alt+ArrowUp');
    assert.match(await bar.textContent(), /Hit 1 of 2 in this text/);
    assert.equal(await page.evaluate(() => document.querySelectorAll('#text mark, #text b').length), (words.match(/<mark|<b[ >]/g) ?? []).length);
    assert.deepEqual(await faulty(page), []);
    await bar.getByRole('link', { name: 'Previous result' }).waitFor();
    const before = rows[at - 1].place;
    await bar.getByRole('link', { name: 'Previous result' }).click();
    await page.waitForURL(new RegExp(`transcripts/${before.replace('#', '\\.html\\?.*#')}$`));
    await page.getByRole('region', { name: 'Hits' }).getByRole('link', { name: 'Back to the results' }).click();
    await page.waitForURL(/search\.html\?q=water/);
    assert.deepEqual((await results(page)).map(({ place }) => place), rows.map(({ place }) => place));
  });
  // Without a query nothing of this is asked for.
  await on(`${base}transcripts/lock.html#p2`, async (page) => {
    const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()));
    assert.ok(!scripts.includes('arrive.js') && !scripts.includes('search.js'), scripts.join());
  });
});

each('pages start a search within what they show', async (base) => {
  for (const [path, name, has] of [['transcripts/lock', 'Search in this transcript', ({ place }) => place.startsWith('lock#')], ['people/pym', 'Search what Ottoline Pym says', ({ text }) => text.includes('Ottoline Pym')], ['topics/high-water', 'Search within “High water”', () => true]]) {
    await on(`${base}${path}.html`, async (page) => {
      await page.getByRole('link', { name }).click();
      await page.waitForURL(/search\.html\?(transcript|speaker|topic)=/);
      await answered(page);
      await page.locator('.ask [type=search]').fill('lock');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=lock/);
      await page.waitForFunction(() => document.title.startsWith('lock'));
      const rows = (await results(page)).filter(({ place }) => /#p\d/.test(place));
      assert.ok(rows.length && rows.every(has), path);
    });
  }
});

const check = async (page, quotation) => {
  await page.locator('#check textarea').fill(quotation);
  await page.locator('#check button').click();
  const says = page.locator('#check [role=status]');
  await page.waitForFunction(() => !['', 'Comparing…'].includes(document.querySelector('#check [role=status]').textContent));
  const rows = await page.locator('.checked > .para').evaluateAll((all) => all.map((row) => ({ place: `${row.dataset.transcript}#${row.dataset.paragraph}`, text: row.textContent, html: row.querySelector('blockquote').innerHTML, marked: [...row.querySelectorAll('.found')].map((mark) => mark.textContent) })));
  return { says: await says.textContent(), rows, all: await page.locator('.checked').textContent() };
};
const EXACT = 'Word for word in this archive.';

each('a quotation is told to be word for word only if it is', async (base) => {
  await on(`${base}search.html#check`, async (page) => {
    const exact = async (quotation, places, marked) => {
      const answer = await check(page, quotation);
      assert.equal(answer.says, EXACT, quotation);
      assert.deepEqual(answer.rows.map(({ place }) => place), places, quotation);
      if (marked) assert.deepEqual(answer.rows.flatMap((row) => row.marked), marked, quotation);
      return answer;
    };
    await exact('I should like that to be on the record', ['lock#p3']);
    // Other quotes, dashes, blanks, line ends; the marks round it.
    await exact('«"Never again", I said - and\n it wasn\'t»', ['lock#p1']);
    await exact('to be on the record. Somebody ought to write that down.', ['lock#p3', 'lock#p4']).then((answer) => assert.match(answer.all, /Several people say these words/));
    await exact('to be on the record.\n\nSomebody ought to write', ['lock#p3', 'lock#p4']);
    // Three dots of the record itself.
    await exact('That was the whole of it… and then it was Easter', ['lock#p6']);
    await exact('That was the whole of it... and then it was Easter', ['lock#p6']);
    await exact('司法改革和法院', ['chinese#p1']);
    const warned = await exact('The wardens came late', ['lock#p3']);
    assert.match(warned.all, /Please note: Speaks of a flood/);
    // With omissions that are marked.
    for (const sign of ['[…]', '...', '…', '[...]', '(…)']) {
      const omitted = await check(page, `“The lock was opened ${sign} and I am the one who opened it”`);
      assert.equal(omitted.says, 'Word for word in this archive, with the omissions that the quotation marks.', sign);
      assert.deepEqual(omitted.rows[0].marked, ['The lock was opened', 'and I am the one who opened it'], sign);
    }
  });
});

each('words that are there are found, however common they are', async (base) => {
  await on(`${base}search.html#check`, async (page) => {
    for (const quotation of ['the sheep came to the lane', 'where the sheep came to', 'sheep came to the lane at last']) {
      const answer = await check(page, quotation);
      assert.deepEqual([answer.says, answer.rows.map(({ place }) => place)], [EXACT, ['common-31#p1']], quotation);
    }
    // All can have these words, so that not all are looked at.
    for (const quotation of ['gate the over hill sheep came', 'the hill came over the gate']) {
      const { says } = await check(page, quotation);
      assert.ok(says === 'Not found in the passages that were compared.' || says.endsWith(' Not every passage was compared.'), says);
    }
    // A word that no text has, or no text with the others.
    assert.equal((await check(page, 'the sheep of the wilderness prevailed')).says, 'Not in this archive.');
    assert.equal((await check(page, 'the pomegranates allotments wardens')).says, 'Not in this archive.');
  });
});

each('words of several people are told to be of several', async (base) => {
  await on(`${base}search.html#check`, async (page) => {
    const several = /Several people say these words/;
    const places = (answer) => answer.rows.map(({ place }) => place);
    let answer = await check(page, 'never afraid of it. Nor did I drop');
    assert.deepEqual([answer.says, places(answer)], [EXACT, ['voices#p1', 'voices#p2']]);
    assert.match(answer.all, several);
    // What the record says is nobody's words.
    answer = await check(page, 'drop the basket. [The witness wept bitterly.]');
    assert.deepEqual([answer.says, places(answer)], [EXACT, ['voices#p2', 'voices#p3']]);
    assert.match(answer.all, several);
    answer = await check(page, 'the gulls came. They came for');
    assert.deepEqual([answer.says, places(answer)], [EXACT, ['voices#p4', 'voices#p5']]);
    assert.doesNotMatch(answer.all, several);
    // An omission runs neither over another's words nor over half a text.
    const apart = 'Its parts stand in this transcript, but apart from each other, or said by several people.';
    answer = await check(page, 'I carried the lantern across […] Nor did I drop the basket');
    assert.deepEqual([answer.says, places(answer)], [apart, ['voices#p1', 'voices#p2']]);
    assert.match(answer.all, several);
    answer = await check(page, 'I carried the lantern across […] After that the gulls came');
    assert.deepEqual([answer.says, places(answer)], [apart, ['voices#p1', 'voices#p4']]);
    answer = await check(page, 'One more marigold […] remained, finally, for the verger');
    assert.equal(answer.says, apart);
    // The nearest place of each part is the one that counts.
    const omitted = 'Word for word in this archive, with the omissions that the quotation marks.';
    answer = await check(page, 'the gulls came […] for 10² men');
    assert.deepEqual([answer.says, places(answer)], [omitted, ['voices#p4', 'voices#p5']]);
    answer = await check(page, 'came […] Four of them');
    assert.deepEqual([answer.says, places(answer)], [omitted, ['voices#p5', 'voices#p9']]);
    answer = await check(page, 'Three of them […] picked […] for the verger');
    assert.deepEqual([answer.says, places(answer)], [omitted, ['voices#p8', 'voices#p10', 'voices#p11']]);
  });
});

each('what is set high is no digit, and a ligature is its letters', async (base) => {
  await on(`${base}search.html#check`, async (page) => {
    assert.equal((await check(page, 'They came for 10² men, as the office wrote')).says, EXACT);
    assert.equal((await check(page, 'They came for 102 men, as the office wrote')).says, 'In this archive, but not word for word.');
  });
});

each('of a long quotation it is told how much of it was compared', async (base) => {
  await on(`${base}search.html#check`, async (page) => {
    const words = Array.from({ length: 5100 }, (_, i) => `w${i}`);
    assert.equal((await check(page, words.slice(0, 5000).join(' '))).says, EXACT);
    const cut = / Only the first 5,?000 words were compared\.$/;
    assert.match((await check(page, [...words.slice(0, 5000), 'and lies'].join(' '))).says, cut);
    assert.match((await check(page, words.join(' '))).says, cut);
    // Cut by signs, within a word.
    assert.match((await check(page, `${words.slice(0, 40).join(' ')} ${'x'.repeat(200_000)}`)).says, /Only the first 40 words were compared\.$/);
  });
});

eachAndLooked('what is altered is shown word by word, and what is not there is told', async (base) => {
  await on(`${base}search.html#check`, async (page) => {
    const altered = await check(page, 'It is never the height of the water that takes the bridge, it is what the water carries.');
    assert.equal(altered.says, 'In this archive, but not word for word.');
    assert.equal(altered.rows[0].place, 'lock#p2');
    const away = [...altered.rows[0].html.matchAll(/<del>(.*?)<\/del>/g)].map(([, words]) => words.replace(/<span class="spoken">.*?<\/span>/, ''));
    const added = [...altered.rows[0].html.matchAll(/<ins>(.*?)<\/ins>/g)].map(([, words]) => words.replace(/<span class="spoken">.*?<\/span>/, ''));
    assert.deepEqual([away, added], [['not', 'a'], ['never', 'the']]);
    assert.match(altered.rows[0].html, /<del><span class="spoken">Struck out: <\/span>/);
    for (const [quotation, says] of [
      // A word within a word is none; order, case and signs count.
      ['he lock was opened at four in the morning', 'In this archive, but not word for word.'],
      ['the Lock was opened at four in the morning', 'The words are in this archive; signs or capitals differ.'],
      ['The lock was opened, at four in the morning', 'The words are in this archive; signs or capitals differ.'],
      ['The wardens came never late', 'In this archive, but not word for word.'],
      // What the correction reads is not what was printed.
      ['was a mistake of the sluice keeper', 'In this archive, but not word for word.'],
      ['We shall fight them on the beaches and never surrender', 'Not in this archive.'],
      ['one two', 'Paste at least three words.'],
      ['the opened morning four at lock in was', 'Not in this archive.'],
      // Words of a note are not what was said.
      ['The log has half past four', 'Not in this archive.'],
      ['The quagga is hidden', 'Not in this archive.'],
    ]) {
      const answer = await check(page, quotation);
      assert.equal(answer.says, says, quotation);
    }
    assert.deepEqual(await faulty(page), []);
  });
  // Where the quotation marks what it leaves out, that is no alteration; what it does not mark is.
  await on(`${base}search.html?check=${encodeURIComponent('The lock was closed […] and I am the one who opened it')}`, async (page) => {
    await page.locator('.checked > .para').waitFor();
    const html = await page.locator('.checked blockquote').innerHTML();
    assert.equal(html.replace(/<span class="spoken">.*?<\/span>/g, ''), '<p>The lock was <ins>closed</ins> […] and I am the one who opened it …</p>');
  });
});

test('what is taken along names addresses, where the site says none, and no folder of a disk', async () => {
  const bare = await build({ 'postil.yaml': 'title: Bare\n', 'content/transcripts/mix.md': '---\ntitle: Mix\nspeakers: {A: {name: Ann}}\n---\nA: The larder is full.\n', 'content/topics/larder.md': '---\ntitle: Larders\nsummary: Of larders.\n---\nA larder is cold.\n' });
  const other = await serve(bare.site, careful);
  try {
    for (const [base, address] of [[other.base, `${other.base}transcripts/mix.html#p1`], [pathToFileURL(`${bare.site}/`).href, 'transcripts/mix.html#p1']]) {
      await find(base, { q: 'larder' }, async (page) => {
        await answered(page);
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Table (CSV)', exact: true }).click()]);
        const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
        assert.equal(lines.find((line) => line.startsWith('passage,')).split(',').at(-1), address);
        assert.match(lines.find((line) => line.startsWith('entry,')), /A larder is cold\./);
        assert.ok(lines.every((line) => !line.includes('file:')));
      });
    }
  } finally {
    other.server.close();
    await bare.remove();
  }
});

each('what is found can be taken along', async (base) => {
  await find(base, { q: 'water', order: 'date', kind: 'passage' }, async (page) => {
    await answered(page);
    const take = async (name) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
      return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
    };
    const [name, table] = await take('Table (CSV)');
    assert.equal(name, 'results.csv');
    const lines = table.replace('\uFEFF', '').trim().split('\r\n');
    assert.equal(lines[0], 'kind,id,title,date,place,speaker_or_author,words,warning,readings_and_doubts,address');
    assert.equal(lines.length, 7);
    assert.match(lines.at(-1), /^passage,lock,The lock,2014-04-01,p2,Silas Dunn,"We were sitting in the café.*carries\.",Please note: Speaks of a flood\.,,https:\/\/quillbourne\.example\/transcripts\/lock\.html#p2$/);
    await page.waitForFunction(() => document.querySelector('.take [role=status]').textContent === 'Taken along: 6 results');
    const [bib, entries] = await take('BibTeX');
    assert.equal(bib, 'results.bib');
    assert.equal(entries.match(/^@\w+\{/gm).length, 6);
    const [ris, records] = await take('RIS');
    assert.equal(ris, 'results.ris');
    assert.equal(records.match(/^ER {2}-/gm).length, 6);
    assert.match(records, /TI {2}- The lock/);
  });
});

test('without a script the page explains itself and leads to the indexes', async () => {
  await on(`${served.base}search.html`, async (page) => {
    assert.match(await page.locator('main').innerText(), /Searching needs JavaScript/);
    assert.equal(await page.locator('form:visible, #check:visible').count(), 0);
    for (const name of ['Topics', 'People', 'Transcripts', 'Timeline']) assert.equal(await page.locator('main').getByRole('link', { name, exact: true }).count(), 1, name);
  }, { javaScriptEnabled: false });
  await on(`${served.base}topics/high-water.html`, async (page) => {
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Search' }).click();
    await page.waitForURL(/search\.html$/);
  }, { javaScriptEnabled: false });
});

test('an index that cannot be read is told', async () => {
  await find(served.base, { q: '' }, async (page) => {
    await page.route('**/search/root.js*', (route) => route.fulfill({ status: 404, body: '' }));
    await page.locator('.ask [type=search]').fill('water');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.finder .head [role=status]').textContent.includes('could not be read'));
    assert.equal(await page.locator('.indexes').isVisible(), true);
  }).catch((error) => { if (!/404/.test(error.message)) throw error; });
});

each('what is sent before the script of results has come is answered', async (base) => {
  await on(`${base}search.html`, async (page) => {
    await page.locator('.ask [type=search]').evaluate((field) => { field.value = 'wardens'; field.form.requestSubmit(); });
    await page.waitForURL(/q=wardens/);
    assert.equal((await results(page)).length, 1);
  });
  await on(`${base}search.html#check`, async (page) => {
    await page.locator('#check textarea').fill('The wardens came late');
    await page.locator('#check button').click();
    await page.locator('.checked > .para').waitFor();
  });
});

test('before somebody types no more than 8 KB of script are loaded, and nothing of the index', async () => {
  await on(`${served.base}search.html`, async (page) => {
    await page.waitForLoadState('load');
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType === 'script').map(({ name }) => new URL(name).pathname));
    const size = async () => {
      let sum = 0;
      for (const path of await loaded()) sum += gzipSync(await readFile(join(root, path.split('/speech/')[1])), { level: 9 }).length;
      return sum;
    };
    assert.ok((await size()) <= 8192, `${await size()} bytes`);
    assert.ok((await loaded()).every((path) => !path.includes('/search/')));
    await page.locator('.ask [type=search]').click();
    await page.waitForTimeout(200);
    assert.ok((await size()) <= 8192, `${await size()} bytes once somebody is in the field`);
    await page.keyboard.type('w');
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/results.js')));
  });
});

describe('the page and its states hold what WCAG 2.2 AA asks', () => {
  for (const [name, address] of [['results', query({ q: 'water' })], ['narrowed down', query({ q: 'water', speaker: 'pym', year: '2002-2010' })], ['nothing found', query({ q: 'watr' })], ['nothing asked', 'search.html'], ['a quotation', `search.html?check=${encodeURIComponent('It is never the height of the water that takes a bridge')}`]]) {
    test(name, async () => {
      for (const look of looks) {
        await on(lenient.base + address, async (page) => {
          if (address.includes('q=')) await answered(page);
          if (address.includes('check=')) await page.locator('.checked > .para').waitFor();
          assert.deepEqual(await broken(page), [], JSON.stringify(look));
          const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(width <= 0, `it runs ${width} pixels out of ${look.viewport.width}`);
        }, look);
      }
    });
  }
});

test('the colon behind a label from right to left stands at its left', async () => {
  const own = await build({ 'postil.yaml': 'title: Bare\n', 'content/transcripts/he.md': '---\ntitle: שיחה\nlanguage: he\nspeakers: {ש: {name: דוד}}\n---\nש: הוא שירת בצבא.\n' });
  try {
    await find(own.url('x').replace(/x\.html$/, ''), { q: 'שירת' }, async (page) => {
      await answered(page);
      const [letter, colon] = await page.locator('.hits .who .printed').evaluate((label) => [0, 1].map((at) => {
        const range = document.createRange();
        range.setStart(label.firstChild, at);
        range.setEnd(label.firstChild, at + 1);
        return [range.toString(), range.getBoundingClientRect().left];
      }));
      assert.deepEqual([letter[0], colon[0]], ['ש', ':']);
      assert.ok(colon[1] < letter[1], `${colon[1]} ${letter[1]}`);
    });
  } finally {
    await own.remove();
  }
});

test('a page in Hebrew says it in Hebrew, from right to left', async () => {
  const hebrew = await build({ ...files, 'postil.yaml': 'title: ארכיון\nlanguage: he\n' });
  let other;
  try {
    other = await serve(fileURLToPath(new URL('.', hebrew.url('index'))));
    await on(`${other.base}search.html?${new URLSearchParams({ q: 'water' })}`, async (page) => {
      await answered(page);
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.hits')).direction), 'rtl');
      assert.match(await status(page).textContent(), /תוצאות/);
      assert.deepEqual(await broken(page), []);
    });
  } finally {
    other?.server.close();
    await hebrew.remove();
  }
});

test('printed, the results are there, and what only a screen has is not', async () => {
  await find(served.base, { q: 'water' }, async (page) => {
    await answered(page);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.ask:visible, .facets:visible, .how:visible').count(), 0);
    assert.ok((await page.locator('.hits > .para:visible').count()) > 5);
    // What was asked for stands out, and nothing else.
    assert.deepEqual(await page.locator('.hits blockquote').first().evaluate((quote) => [quote, quote.querySelector('.found')].map((one) => getComputedStyle(one).fontWeight)), ['400', '700']);
  });
});

test('what is kept in a folder of its own is the site’s', async () => {
  assert.ok(existsSync(join(root, 'search/engine.js')));
  assert.ok((await stat(join(root, 'search/root.js'))).size > 0);
});
