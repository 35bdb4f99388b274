//! The words of a paragraph.

use super::{
    fields::{self, Field},
    styles::Said,
    symbols,
    walk::{Walk, Within, alternative, comment_anchor, typed},
};
use crate::import::{
    Element, Node,
    manuscript::{Anchor, Look, Para, Piece},
};

impl Walk<'_> {
    /// The words in an element of a paragraph.
    pub(super) fn inline(&mut self, of: &Element, para: &mut Para, within: Within) {
        for element in of.elements() {
            match element.name.as_str() {
                "r" => self.run(element, para, within),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "customXmlPr" | "smartTagPr" => {}
                "hyperlink" => {
                    let link = self.hyperlink(element).or(within.link);
                    self.inline(element, para, Within { link, ..within });
                }
                "fldSimple" => {
                    let address = element.attribute("instr").and_then(fields::address);
                    let link = address
                        .and_then(|address| self.link(&address))
                        .or(within.link);
                    self.inline(element, para, Within { link, ..within });
                }
                "sdt" => {
                    if let Some(content) = self.control(element) {
                        self.inline(content, para, within);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.inline(chosen, para, within);
                    }
                }
                "oMath" => self.equation(element),
                name => match self.changed(name) {
                    Some(gone) => {
                        self.dropping += usize::from(gone);
                        self.inline(element, para, within);
                        self.dropping -= usize::from(gone);
                    }
                    None => match comment_anchor(element) {
                        Some(anchor) => para.anchor(anchor),
                        None => self.inline(element, para, within),
                    },
                },
            }
        }
    }

    fn hyperlink(&mut self, element: &Element) -> Option<usize> {
        let id = element.attribute("id");
        if id.is_none() && self.dropping == 0 {
            let place = self.here();
            self.tally.note("links to places in the file", &place);
        }
        let relation = id.and_then(|id| self.relations.get(id));
        let mut address = relation?.target.clone();
        if let Some(anchor) = element
            .attribute("anchor")
            .filter(|_| !address.contains('#'))
        {
            address.push('#');
            address.push_str(anchor);
        }
        self.link(&address)
    }

    fn link(&mut self, address: &str) -> Option<usize> {
        if self.dropping > 0 {
            return None;
        }
        let place = self.here();
        self.manuscript.link(address, place)
    }

    fn equation(&mut self, element: &Element) {
        if self.dropping > 0 {
            return;
        }
        let words = element.descendants().into_iter().filter(|e| e.name == "t");
        let words: Vec<String> = words.map(typed).collect();
        self.leave_out("equations", "an equation", &words.concat());
    }

    fn run(&mut self, run: &Element, para: &mut Para, within: Within) {
        let properties = run.first("rPr");
        let value = |name: &str| {
            properties
                .and_then(|p| p.first(name))
                .and_then(|e| e.attribute("val"))
        };
        let direct = properties.map(Said::of).unwrap_or_default();
        let style = self.styles.words(value("rStyle"));
        let own = |direct: Option<bool>, style: Option<bool>, paragraph: Option<bool>| {
            // A style of words turns round what that of the paragraph says (section 17.7.3).
            let styled = style.unwrap_or_default() != paragraph.unwrap_or_default();
            direct.unwrap_or(styled)
        };
        let of = within.of.said;
        let look = Look {
            strong: own(direct.bold, style.said.bold, of.bold) && of.bold != Some(true),
            emphasis: own(direct.italic, style.said.italic, of.italic) && of.italic != Some(true),
            speaker: style.speaker,
            link: within.link,
        };
        let hidden = direct.hidden.or(style.said.hidden).or(of.hidden) == Some(true);
        if let Some(properties) = properties.filter(|_| self.dropping == 0) {
            self.looks(properties);
        }
        match hidden {
            false => self.content(run, para, look, within),
            true => {
                let mut words = Para::default();
                self.content(run, &mut words, look, within);
                self.hidden.push_str(&words.text);
                self.hidden.push('\n');
                words
                    .anchors
                    .into_iter()
                    .for_each(|(_, anchor)| para.anchor(anchor));
            }
        }
    }

    /// Notes looks that are not kept.
    fn looks(&mut self, properties: &Element) {
        let place = self.here();
        for element in properties.elements() {
            let value = element.attribute("val").unwrap_or_default();
            let is_on = !matches!(value, "0" | "false" | "off" | "none" | "baseline" | "auto");
            let what = match element.name.as_str() {
                "u" => "underlines",
                "strike" | "dstrike" => "lines through words",
                "highlight" => "highlights",
                "color" if value != "000000" => "colours",
                "vertAlign" => "raised and lowered signs",
                "caps" | "smallCaps" => "capitals that are not typed",
                _ => continue,
            };
            if is_on {
                self.tally.note(what, &place);
            }
        }
    }

    fn content(&mut self, run: &Element, para: &mut Para, look: Look, within: Within) {
        for element in run.elements() {
            match element.name.as_str() {
                "t" | "delText" => {
                    let look = self.linked(look);
                    self.put(&typed(element), look, para);
                }
                "tab" | "ptab" => self.put("\t", look, para),
                "br" if matches!(element.attribute("type"), Some("page" | "column")) => {
                    self.put(" ", look, para);
                }
                "br" | "cr" => self.put("\n", look, para),
                "noBreakHyphen" => self.put("\u{2011}", look, para),
                "sym" => self.symbol(element, para, look),
                "footnoteReference" | "endnoteReference" => {
                    let sort = element.name.trim_end_matches("Reference");
                    let id = element.attribute("id").unwrap_or_default();
                    if self.dropping == 0 {
                        para.anchor(Anchor::Footnote(format!("{sort} {id}")));
                    }
                }
                "fldChar" => self.field(element),
                "instrText" | "delInstrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.has_result) {
                        field.instruction.push_str(&element.text());
                    }
                }
                "ruby" => self.ruby(element, para, within),
                "drawing" | "pict" | "object" => self.picture(element),
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.content(chosen, para, look, within);
                    }
                }
                "rPr" | "softHyphen" => {}
                "r" => self.run(element, para, within),
                _ => match comment_anchor(element) {
                    Some(anchor) => para.anchor(anchor),
                    None => self.content(element, para, look, within),
                },
            }
        }
    }

    /// With the link of the field that is open.
    fn linked(&self, look: Look) -> Look {
        let field = self.fields.iter().rev().find_map(|field| field.link);
        Look {
            link: look.link.or(field),
            ..look
        }
    }

    fn field(&mut self, element: &Element) {
        match element.attribute("fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let instruction = self.fields.last().map(|field| field.instruction.clone());
                let address = instruction.and_then(|instruction| fields::address(&instruction));
                let link = address.and_then(|address| self.link(&address));
                if let Some(field) = self.fields.last_mut() {
                    field.has_result = true;
                    field.link = link;
                }
            }
            Some("end") => _ = self.fields.pop(),
            _ => {}
        }
    }

    fn symbol(&mut self, element: &Element, para: &mut Para, look: Look) {
        if self.dropping > 0 {
            return;
        }
        let (font, code) = (
            element.attribute("font").unwrap_or_default(),
            element.attribute("char").unwrap_or_default(),
        );
        match symbols::sign(font, code) {
            Some(sign) => self.put(sign.encode_utf8(&mut [0; 4]), look, para),
            None => {
                let what = format!("the sign {code} of the font {font} is none of Unicode");
                self.leave_out("symbols", what, "");
            }
        }
    }

    /// The words; how they are read is reported.
    fn ruby(&mut self, element: &Element, para: &mut Para, within: Within) {
        if let Some(base) = element.first("rubyBase") {
            self.inline(base, para, within);
        }
        let Some(reading) = element.first("rt").filter(|_| self.dropping == 0) else {
            return;
        };
        let mut words = Para::default();
        self.inline(reading, &mut words, within);
        let what = format!(
            "how “{}” is read",
            element
                .first("rubyBase")
                .map(Element::words)
                .unwrap_or_default()
        );
        self.leave_out("ruby", what, &words.text);
    }

    /// A picture, or boxes with words.
    fn picture(&mut self, element: &Element) {
        let mut boxes = Vec::new();
        self.boxes_in(element, &mut boxes);
        if self.dropping > 0 {
            return;
        }
        if boxes.is_empty() {
            let all = element.descendants();
            let described = ["descr", "string", "title", "alt"].iter().find_map(|name| {
                all.iter()
                    .find_map(|e| e.attribute(name).filter(|words| !words.trim().is_empty()))
            });
            let what = match described {
                Some(words) => format!("a picture, described as “{words}”"),
                None => "a picture".to_owned(),
            };
            self.leave_out("pictures", what, "");
            return;
        }
        self.manuscript.account.found("text boxes", boxes.len());
        self.manuscript.account.wrote("text boxes", boxes.len());
        self.manuscript.account.reorders = true;
        self.boxes.extend(boxes.into_iter().map(Piece::Aside));
    }

    fn boxes_in(&mut self, element: &Element, boxes: &mut Vec<Vec<Piece>>) {
        for child in element.elements() {
            match child.name.as_str() {
                "txbxContent" => {
                    let fields = std::mem::take(&mut self.fields);
                    let hidden = std::mem::take(&mut self.hidden);
                    boxes.push(self.pieces(child));
                    (self.fields, self.hidden) = (fields, hidden);
                }
                "txBody" => {
                    let mut pieces = Vec::new();
                    for line in child.all("p") {
                        let mut para = Para {
                            place: self.here(),
                            ..Para::default()
                        };
                        for words in line.descendants() {
                            if words.name == "t"
                                && words.children.iter().any(|c| matches!(c, Node::Text(_)))
                            {
                                self.put(&typed(words), Look::default(), &mut para);
                            }
                        }
                        pieces.push(Piece::Paragraph(para));
                    }
                    boxes.push(pieces);
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative(child) {
                        self.boxes_in(chosen, boxes);
                    }
                }
                _ => self.boxes_in(child, boxes),
            }
        }
    }
}
