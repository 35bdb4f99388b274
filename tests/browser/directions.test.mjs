// Texts that run from the right, and archives that do, with what is in another language in its own direction. Without JavaScript, where it does not say otherwise.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { broken, build, launch, narrow, open, wide } from './site.mjs';

let browser;
let archive;
let mirrored;

/** An archive in English, with a text in Hebrew. */
const english = {
  'postil.yaml': 'title: An archive\n',
  'content/topics/winter.md': '---\ntitle: Winter\n---\n',
  'content/transcripts/hebrew.md': '---\ntitle: ריאיון על הנהר\nlanguage: he\nsummary: עדות על ימי הגשם.\nwarning: Speaks of killing.\nspeakers:\n  רות: {name: רות לוי}\n---\nרות: ראינו את האנשים באים מן ההרים (כ-300 איש) בחורף של 1941. איש לא עזר להם.\n',
  'content/transcripts/warned.md': '---\ntitle: עדות\nlanguage: he\nwarning: מדבר על טביעה.\nspeakers: {}\n---\nלא נדע.\n',
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

before(async () => {
  archive = await build(english);
  mirrored = await build(hebrew);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await archive?.remove();
  await mirrored?.remove();
});

/** Where the first and the last character of some text stand. */
const ends = (page, selector, text) => page.locator(selector).first().evaluate((node, words) => {
  const from = node.textContent.indexOf(words);
  if (from < 0) throw new Error(`no ${words}`);
  const place = (at) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    let [piece, before] = [walker.nextNode(), 0];
    while (at >= before + piece.data.length) {
      before += piece.data.length;
      piece = walker.nextNode();
    }
    const one = document.createRange();
    one.setStart(piece, at - before);
    one.setEnd(piece, at - before + 1);
    return one.getBoundingClientRect().left;
  };
  return [place(from), place(from + words.length - 1)];
}, text);

test('a Hebrew text in an English archive runs from the right, with the frame and notes in their own direction', async () => {
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(browser, archive.url('transcripts/hebrew'), { viewport });
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
    // The quotation marks are the page's, on either side of a title that runs the other way.
    await runs('.cite', '“ריאיון', 'ltr');
    await runs('.cite', 'הנהר”', 'ltr');
    assert.equal(await page.locator('.lede').evaluate((p) => getComputedStyle(p).fontStyle), 'normal', 'no false italics');
    await page.goto(archive.url('transcripts/warned'));
    await runs('.warning', 'טביעה.', 'rtl');
    await page.goto(archive.url('transcripts/hebrew'));
    if (viewport === wide) {
      const [text, notes] = [await page.locator('#p1').boundingBox(), await page.locator('.words .notes').boundingBox()];
      assert.ok(notes.x + notes.width <= text.x, 'notes stand on the left');
    }
    await close();
  }
});

test('a Hebrew archive runs from the right, and what is in another language in its own direction', async () => {
  for (const viewport of [wide, narrow]) {
    const { page, close } = await open(browser, mirrored.url('transcripts/english'), { viewport });
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
    await page.goto(mirrored.url('topics/river'));
    await runs('h1', 'הנהר', 'rtl');
    await runs('.passage .ex', 'They came', 'ltr');
    await runs('.passage .where', '¶\u00a01', 'rtl');
    await page.goto(mirrored.url('transcripts/arabic'));
    await runs('#p1', 'الشتاء', 'rtl');
    await runs('#p1', '300', 'ltr');
    await runs('#p1', 'أحد.', 'rtl');
    await page.goto(mirrored.url('transcripts/tamil'));
    await runs('#p1', 'வந்தார்கள்,', 'ltr');
    await runs('h1', 'நேர்காணல்', 'ltr');
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${over} px too wide`);
    await close();
  }
});

test('a text from the right breaks no rule of WCAG 2.2 AA, folded and open', async () => {
  const found = [];
  for (const look of [{ colorScheme: 'dark' }, { viewport: narrow }]) {
    const { page, close } = await open(browser, archive.url('transcripts/hebrew'), { javaScriptEnabled: true, ...look });
    found.push(...(await broken(page)));
    await page.locator('.ref').first().click();
    found.push(...(await broken(page)).map((rule) => `open: ${rule}`));
    await close();
  }
  assert.deepEqual(found, []);
});
