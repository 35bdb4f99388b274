//! The words of a paragraph.

use super::{
    open::{Open, Within, is_drawn, words_of},
    walk::Walk,
};
use crate::import::{
    Element, Node, Place, Report, Side,
    manuscript::{Anchor, Comment, Footnote, Look, Piece},
};

impl<'e> Walk<'e> {
    /// The words in an element of a paragraph.
    pub(super) fn inline(&mut self, of: &'e Element, open: &mut Open<'_>, within: Within) {
        for child in &of.children {
            let element = match child {
                Node::Text(words) => {
                    let words: String = words
                        .chars()
                        .map(|c| if c.is_ascii_whitespace() { ' ' } else { c })
                        .collect();
                    self.put(&words, open, &within);
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name.as_str() {
                "span" => {
                    let style = self.styles.of("text", element.attribute("style-name"));
                    let within = Within {
                        said: style.said.clone().or(&within.said),
                        speaker: within.speaker || style.speaker,
                        link: within.link,
                    };
                    if !element.text().trim().is_empty() && self.dropping.is_empty() {
                        let place = self.here();
                        for what in style.said.others {
                            self.tally.note(what, &place);
                        }
                    }
                    self.inline(element, open, within);
                }
                "a" => {
                    let is_within = element
                        .attribute("href")
                        .is_some_and(|a| a.starts_with('#'));
                    if is_within && self.dropping.is_empty() {
                        let place = self.here();
                        self.tally.note("links to places in the file", &place);
                    }
                    let address = element
                        .attribute("href")
                        .filter(|_| !is_within && self.dropping.is_empty());
                    let place = self.here();
                    let link = address.and_then(|address| self.manuscript.link(address, place));
                    self.inline(
                        element,
                        open,
                        Within {
                            link: link.or(within.link),
                            ..within.clone()
                        },
                    );
                }
                "s" => self.put(" ", open, &within),
                "tab" => self.put("\t", open, &within),
                "line-break" => self.put("\n", open, &within),
                "note" => self.note(element, open),
                "annotation" => {
                    for anchor in self.annotation(element) {
                        open.para.anchor(anchor);
                    }
                }
                "annotation-end" => {
                    let name = element.attribute("name").unwrap_or_default();
                    open.para.anchor(Anchor::Closes(name.to_owned()));
                }
                "change-start" | "change-end" => self.change(element),
                "change" => self.splice(element, open),
                "ruby" => self.ruby(element, open, &within),
                "hidden-text" => self.leave_out("hidden words", "a hidden text", &element.text()),
                "placeholder" => self.leave_out(
                    "hints of forms",
                    "it only says what is to be typed",
                    &element.text(),
                ),
                name if is_drawn(name) => self.drawing(element),
                "script" | "title" | "desc" | "note-citation" | "creator" | "date-string" => {}
                _ => self.inline(element, open, within.clone()),
            }
        }
    }

    fn put(&mut self, words: &str, open: &mut Open<'_>, within: &Within) {
        if !self.dropping.is_empty() {
            return;
        }
        if within.said.hidden.or(open.said.hidden) == Some(true) {
            self.hidden.push_str(words);
            return;
        }
        let own = |words: Option<bool>, paragraph: Option<bool>| {
            words == Some(true) && paragraph != Some(true)
        };
        let look = Look {
            strong: own(within.said.bold, open.said.bold),
            emphasis: own(within.said.italic, open.said.italic),
            speaker: within.speaker,
            link: within.link,
        };
        open.para.push(words, look);
    }

    /// Words that were deleted here. Between two of their paragraphs a paragraph ends.
    fn splice(&mut self, change: &Element, open: &mut Open<'_>) {
        let Some(deleted) = self.deleted(change) else {
            return;
        };
        let gone = self.begin_deleted(deleted);
        let (mut is_first, own) = (true, open.para.kind);
        for element in deleted
            .deletion
            .elements()
            .filter(|e| e.name != "change-info")
        {
            let (next, said) = self.begun(element);
            let is_paragraph = matches!(element.name.as_str(), "p" | "h");
            if !is_first && self.dropping.is_empty() {
                let done = std::mem::replace(&mut open.para, next.clone());
                open.pieces.push(Piece::Paragraph(done));
            }
            if is_first && open.para.is_blank() && self.dropping.is_empty() {
                open.para.kind = next.kind;
            }
            is_first = false;
            if is_paragraph {
                let of = std::mem::replace(&mut open.said, said);
                self.inline(element, open, Within::default());
                open.said = of;
            } else {
                let mut pieces = Vec::new();
                self.blocks(element, &mut pieces);
                open.pieces.append(&mut pieces);
            }
        }
        open.para.kind = own;
        self.end_deleted(gone);
    }

    fn note(&mut self, element: &'e Element, open: &mut Open<'_>) {
        let sort = element.attribute("note-class").unwrap_or("footnote");
        // Ids of notes need not be there, nor differ.
        let key = format!("{sort} {}", self.manuscript.footnotes.len() + 1);
        let Some(body) = element.first("note-body") else {
            return;
        };
        let here = self.here();
        let paragraphs = self.beside(body, Side::Speech);
        let place = Place::known_as(format!("{key}, {here}"));
        self.manuscript
            .footnotes
            .insert(key.clone(), Footnote { paragraphs, place });
        if self.dropping.is_empty() {
            open.para.anchor(Anchor::Footnote(key));
        }
    }

    /// A comment, and what it anchors where it stands.
    pub(super) fn annotation(&mut self, element: &'e Element) -> Vec<Anchor> {
        let said = |name: &str| {
            let words = element.first(name).map(Element::words);
            words.filter(|words| !words.is_empty())
        };
        let name = element.attribute("name").map(str::to_owned);
        let id = name
            .clone()
            .unwrap_or_else(|| format!("\0{}", self.manuscript.comments.len()));
        let answers = element.attribute("parent-name").map(str::to_owned);
        self.manuscript.has_threads |= answers.is_some();
        // Parts of a second are of no use to readers.
        let written =
            said("date").map(|date| date.split('.').next().unwrap_or_default().to_owned());
        let place = Place::known_as(format!(
            "comment {}, {}",
            self.manuscript.comments.len() + 1,
            self.here()
        ));
        let paragraphs = self.beside(element, Side::Notes);
        let has_end = name.is_some_and(|name| self.ends.contains(name.as_str()));
        self.manuscript.comments.push(Comment {
            id: id.clone(),
            author: said("creator"),
            written,
            answers,
            done: element.attribute("resolved") == Some("true"),
            paragraphs,
            place,
        });
        let opens = has_end.then(|| Anchor::Opens(id.clone()));
        opens.into_iter().chain([Anchor::Stands(id)]).collect()
    }

    /// The words; how they are read is reported.
    fn ruby(&mut self, element: &'e Element, open: &mut Open<'_>, within: &Within) {
        let base = element.first("ruby-base");
        if let Some(base) = base {
            self.inline(base, open, within.clone());
        }
        if let Some(reading) = element.first("ruby-text") {
            let what = format!(
                "how “{}” is read",
                base.map(Element::words).unwrap_or_default()
            );
            self.leave_out("ruby", what, &reading.text());
        }
    }

    /// A picture, an equation, or boxes with words.
    pub(super) fn drawing(&mut self, element: &'e Element) {
        let mut boxes = Vec::new();
        self.boxes_in(element, &mut boxes);
        if !boxes.is_empty() {
            self.manuscript.account.found("text boxes", boxes.len());
            self.manuscript.account.wrote("text boxes", boxes.len());
            self.manuscript.account.reorders = true;
            self.boxes.extend(boxes.into_iter().map(Piece::Aside));
            return;
        }
        let all = element.descendants();
        let words = |name: &str| {
            let found = all.iter().find(|e| e.name == name).map(|e| e.words());
            found.filter(|words| !words.is_empty())
        };
        let is_drawn = all.iter().any(|e| {
            matches!(
                e.name.as_str(),
                "image" | "object" | "object-ole" | "plugin" | "control"
            )
        });
        let what = match words("desc").or_else(|| words("title")) {
            Some(words) => format!("a picture or an object, described as “{words}”"),
            None if is_drawn => "a picture or an object".to_owned(),
            None => return,
        };
        self.leave_out("pictures", what, "");
    }

    fn boxes_in(&mut self, element: &'e Element, boxes: &mut Vec<Vec<Piece>>) {
        let is_box = element
            .elements()
            .any(|e| matches!(e.name.as_str(), "p" | "h" | "list" | "table"));
        if is_box {
            let hidden = std::mem::take(&mut self.hidden);
            let pieces = self.pieces(element);
            self.hidden = hidden;
            let has_words =
                |piece: &Piece| !matches!(piece, Piece::Paragraph(para) if para.is_nothing());
            if pieces.iter().any(has_words) {
                boxes.push(pieces);
            }
            return;
        }
        for child in element.elements() {
            self.boxes_in(child, boxes);
        }
    }

    /// Reports words of headers and footers.
    pub(super) fn furniture(&mut self, element: &Element) {
        let words = words_of(element);
        if words.trim().is_empty() {
            return;
        }
        let account = &mut self.manuscript.account;
        account.printed(Side::Speech, &words);
        account.found("headers and footers", 1);
        let place = Place::default().within("styles.xml");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        account.left_out(
            Side::Speech,
            Report::new(
                "headers and footers",
                place,
                "it is furniture of the page",
                words,
            ),
        );
    }
}
