//! Words of a debate and what lies over them: emphasis, links, remarks, footnotes; blocks that stand in a paragraph end it.

use crate::{
    archive::{FootnoteIndex, FormatKind, ListIndex},
    import::{
        account::{Account, Report, Side},
        importer::Changes,
        script::{Script, bracketed},
        words_of::{Printing, Tally, footnote, is_empty, printed},
        xml::{Element, Node},
    },
    text::{is_external, is_safe_address},
};

/// How words stand in elements, where changes are accepted or not.
pub(super) fn printing(changes: Changes) -> &'static Printing {
    match changes {
        Changes::Accept => &ACCEPTED,
        Changes::Reject => &REJECTED,
    }
}

const ACCEPTED: Printing = Printing {
    within_words: WITHIN_WORDS,
    apart: |element| is_note(element) || is_struck(element),
};

const REJECTED: Printing = Printing {
    within_words: WITHIN_WORDS,
    apart: |element| is_note(element) || element.name == "ins",
};

fn is_note(element: &Element) -> bool {
    matches!(element.name.as_str(), "authorialNote" | "note")
}

fn is_struck(element: &Element) -> bool {
    matches!(element.name.as_str(), "del" | "s" | "strike")
}

/// Elements that may stand within a word.
const WITHIN_WORDS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "code",
    "concept",
    "date",
    "decoration",
    "def",
    "em",
    "entity",
    "event",
    "i",
    "ins",
    "del",
    "s",
    "strike",
    "noteRef",
    "marker",
    "wbr",
    "inline",
    "location",
    "object",
    "organization",
    "person",
    "quantity",
    "ref",
    "role",
    "span",
    "strong",
    "sub",
    "sup",
    "term",
    "u",
];

/// Elements that have paragraphs, or are one.
const BLOCKS: &[&str] = &[
    "p",
    "ul",
    "ol",
    "li",
    "blockList",
    "item",
    "listIntroduction",
    "listWrapUp",
    "intro",
    "wrapUp",
    "wrap",
    "table",
    "tr",
    "th",
    "td",
    "caption",
    "thead",
    "tbody",
    "tblock",
    "block",
    "blockContainer",
    "container",
    "toc",
    "tocItem",
    "div",
    "blockquote",
    "foreign",
    "crossHeading",
    "embeddedStructure",
    "quotedStructure",
    "content",
    "longTitle",
    "interstitial",
    "heading",
    "subheading",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "section",
    "article",
];

/// Whether an element of this name is a paragraph, or words in one.
pub(super) fn is_text(name: &str) -> bool {
    BLOCKS.contains(&name)
        || WITHIN_WORDS.contains(&name)
        || ["remark", "recordedTime", "authorialNote", "del", "from"].contains(&name)
}

/// Where words go, and who is told.
pub(super) struct Ink<'a> {
    pub(super) script: Script,
    pub(super) account: &'a mut Account,
    pub(super) tally: Tally,
    pub(super) changes: Changes,
    /// Whether what has the floor is a speech, in which remarks are no words.
    pub(super) in_speech: bool,
}

impl Ink<'_> {
    /// All that stands in an element: each block in it a paragraph, what stands between blocks another.
    pub(super) fn blocks(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.script.running.words(text),
                Node::Element(inner) => self.part(inner),
            }
        }
    }

    /// A block on its own.
    pub(super) fn block(&mut self, element: &Element) {
        self.script.end_paragraph();
        let before = self.script.paragraphs();
        match element.name.as_str() {
            "tr" => self.row(element),
            _ => self.blocks(element),
        }
        self.script.end_paragraph();
        if element.name == "p" {
            self.count_paragraph(element, self.script.paragraphs() > before);
        }
    }

    /// A block, or words among others.
    pub(super) fn part(&mut self, element: &Element) {
        let name = element.name.as_str();
        match name {
            "narrative" | "scene" | "summary" | "other" => self.aside(element),
            _ if BLOCKS.contains(&name) => self.block(element),
            "b" | "strong" => self.over(FormatKind::Strong, element),
            "i" | "em" | "cite" => self.over(FormatKind::Emphasis, element),
            "code" | "tt" | "kbd" | "samp" => self.over(FormatKind::Code, element),
            "a" | "ref" | "mref" | "rref" => self.link(element),
            "br" | "eol" => self.script.running.part(),
            "remark" | "recordedTime" => self.remark(element),
            "authorialNote" | "note" => self.footnote(element),
            "ins" if self.changes == Changes::Reject => self.struck(element, "inserted words"),
            _ if is_struck(element) && self.changes == Changes::Accept => {
                self.struck(element, "deleted words");
            }
            "speech" | "question" | "answer" => {
                self.drop(
                    element,
                    "speeches",
                    "a speech within a paragraph: whose words those round it are is not known",
                );
            }
            "script" | "style" | "iframe" | "object" | "form" | "svg" | "math" => {
                self.drop(
                    element,
                    "embedded things",
                    "what a browser would run or draw is no words",
                );
            }
            "img" | "video" | "audio" => {
                let what = format!(
                    "a picture or recording: {}",
                    element.attribute("src").unwrap_or("?")
                );
                self.drop(element, "pictures", &what);
            }
            "eop" | "noteRef" | "marker" | "hr" | "wbr" => {
                self.tally
                    .add("signs", format!("`{name}` is not kept"), element);
                if !WITHIN_WORDS.contains(&name) {
                    self.script.running.part();
                }
                self.blocks(element);
            }
            _ => self.plain(element),
        }
    }

    /// Words that stand as they are, without what is said of them.
    fn plain(&mut self, element: &Element) {
        let name = &element.name;
        let parts = !WITHIN_WORDS.contains(&name.as_str());
        if parts {
            self.script.running.part();
        }
        if name != "span" {
            let what = format!("the words of `{name}` are kept, and not that they are such");
            self.tally.add("signs", what, element);
        }
        self.blocks(element);
        if parts {
            self.script.running.part();
        }
    }

    fn over(&mut self, kind: FormatKind, element: &Element) {
        self.script.running.open(kind);
        self.blocks(element);
        self.script.running.close();
    }

    fn link(&mut self, element: &Element) {
        let address = element.attribute("href").unwrap_or_default().trim();
        let leads = is_safe_address(address) && is_external(address) && !is_empty(&element.text());
        match leads {
            true => self.over(
                FormatKind::Link(address.replace(char::is_whitespace, "%20")),
                element,
            ),
            false => {
                let what = "a link that leads to no web address is not kept, its words are";
                self.tally.add("links", what, element);
                self.blocks(element);
            }
        }
    }

    /// What nobody said, in the midst of what somebody says.
    fn remark(&mut self, element: &Element) {
        let words = self.words_with_notes(element);
        let running = &mut self.script.running;
        let characters = element.text().chars().count();
        match bracketed(&words) {
            Some(words) if self.in_speech => {
                running.part();
                running.sign("[");
                running.words(&words);
                running.closing_sign("]");
                running.part();
            }
            Some(words) => {
                running.part();
                running.words(&words);
                running.part();
            }
            None => running.pass(characters),
        }
    }

    /// Words in one line, those of footnotes behind all others.
    fn words_with_notes(&mut self, element: &Element) -> String {
        let mut inside = element.descendants().into_iter().skip(1);
        self.account.reorders |= inside.any(printing(self.changes).apart);
        printed(element, printing(self.changes))
    }

    /// What nobody said, on lines of its own within a speech.
    fn aside(&mut self, element: &Element) {
        self.account.found("narratives", 1);
        let words = self.words_with_notes(element);
        match self.script.remark(&words) {
            Some(_) => self.account.wrote("narratives", 1),
            None => {
                let report = Report::new("narratives", element.place(), "it has no words", "");
                self.account.left_out(Side::Speech, report);
            }
        }
        for paragraph in element.descendants() {
            if paragraph.name == "p" {
                self.count_paragraph(paragraph, !is_empty(&paragraph.text()));
            }
        }
    }

    fn count_paragraph(&mut self, paragraph: &Element, is_written: bool) {
        self.account.found("paragraphs", 1);
        match is_written {
            true => self.account.wrote("paragraphs", 1),
            false => {
                let report = Report::new("paragraphs", paragraph.place(), "it has no words", "");
                self.account.left_out(Side::Speech, report);
            }
        }
    }

    fn footnote(&mut self, element: &Element) {
        let words = printed(element, printing(self.changes));
        let Some(line) = footnote(element, &words, self.account) else {
            return;
        };
        let number = FootnoteIndex::at(self.script.said.footnotes.len());
        self.script.said.footnotes.push(line);
        self.script.running.footnote(number);
    }

    fn row(&mut self, element: &Element) {
        self.tally.add(
            "tables",
            "a row of a table is a paragraph, its cells parted by `|`",
            element,
        );
        let mut first = true;
        for child in &element.children {
            match child {
                Node::Text(text) => self.script.running.words(text),
                Node::Element(cell) if !["td", "th"].contains(&cell.name.as_str()) => {
                    self.part(cell)
                }
                Node::Element(cell) => {
                    if !std::mem::take(&mut first) {
                        self.script.running.part();
                        self.script.running.sign("|");
                    }
                    self.script.running.part();
                    self.cell(cell);
                    self.script.running.part();
                }
            }
        }
    }

    fn cell(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.script.running.words(text),
                Node::Element(inner) if BLOCKS.contains(&inner.name.as_str()) => {
                    self.script.running.part();
                    if inner.name == "p" {
                        self.count_paragraph(inner, !is_empty(&inner.text()));
                    }
                    self.cell(inner);
                    self.script.running.part();
                }
                Node::Element(inner) => self.part(inner),
            }
        }
    }

    fn struck(&mut self, element: &Element, unit: &'static str) {
        self.drop(element, unit, "the text is read without them");
    }

    /// Leaves an element out, and says so.
    pub(super) fn drop(&mut self, element: &Element, unit: &'static str, what: &str) {
        self.account.found(unit, 1);
        if !WITHIN_WORDS.contains(&element.name.as_str()) {
            self.script.running.part();
        }
        let words = printed(element, printing(self.changes));
        let report = Report::new(unit, element.place(), what, words);
        self.account.left_out(Side::Speech, report);
    }
}
