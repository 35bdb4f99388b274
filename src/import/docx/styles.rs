//! What styles make of paragraphs and words (ISO/IEC 29500-1, section 17.7).

use std::collections::{BTreeMap, BTreeSet};

use crate::import::{
    Element,
    manuscript::{ParaKind, named},
};

/// The most styles that may stand on each other.
const DEEPEST: usize = 32;

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    said: Said,
}

/// What is said of words: by a style, or directly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Bold.
    pub(super) bold: Option<bool>,
    /// Italic.
    pub(super) italic: Option<bool>,
    /// Hidden.
    pub(super) hidden: Option<bool>,
}

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OfParagraph {
    /// A heading, a title, ...
    pub(super) kind: ParaKind,
    /// Whether it is a line of a table of contents.
    pub(super) contents: bool,
    /// What it says of its words.
    pub(super) said: Said,
}

/// What a style makes of words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OfWords {
    /// Whether it is that of labels.
    pub(super) speaker: bool,
    /// What it says of them.
    pub(super) said: Said,
}

impl Said {
    /// What an `rPr` says.
    pub(super) fn of(properties: &Element) -> Self {
        Self {
            bold: switch(properties, "b").or_else(|| {
                switch(properties, "bCs").filter(|_| properties.first("rtl").is_some())
            }),
            italic: switch(properties, "i"),
            hidden: switch(properties, "vanish"),
        }
    }

    fn or(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            hidden: self.hidden.or(below.hidden),
        }
    }
}

/// Whether something is on, off, or not said (section 17.17.4).
pub(super) fn switch(properties: &Element, name: &str) -> Option<bool> {
    let value = properties.first(name)?.attribute("val");
    Some(!matches!(value, Some("0" | "false" | "off" | "none")))
}

impl Styles {
    /// The styles of `styles.xml`.
    pub(super) fn of(root: &Element) -> Self {
        let mut styles = Self::default();
        for style in root.all("style") {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            let value = |name: &str| style.first(name).and_then(|e| e.attribute("val"));
            let outline = style
                .at(&["pPr", "outlineLvl"])
                .and_then(|e| e.attribute("val"));
            let is_usual = style
                .attribute("default")
                .is_some_and(|v| v != "0" && v != "false");
            if is_usual && style.attribute("type") == Some("paragraph") {
                styles.usual = Some(id.to_owned());
            }
            styles.by_id.insert(
                id.to_owned(),
                Style {
                    name: value("name").unwrap_or(id).to_owned(),
                    based_on: value("basedOn").map(str::to_owned),
                    outline: outline.and_then(|level| level.parse().ok()),
                    said: style.first("rPr").map(Said::of).unwrap_or_default(),
                },
            );
        }
        styles
    }

    /// A style and those that it stands on, it first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        let below = |style: &&'s Style| self.by_id.get(style.based_on.as_deref()?);
        std::iter::successors(first, below).take(DEEPEST)
    }

    /// What the style of a paragraph makes of it.
    pub(super) fn paragraph(&self, id: Option<&str>) -> OfParagraph {
        let mut of = OfParagraph::default();
        let id = id.or(self.usual.as_deref());
        if let Some(id) = id.filter(|id| !self.by_id.contains_key(*id)) {
            of.kind = named::paragraph(id).unwrap_or_default();
        }
        let mut outline = None;
        for style in self.chain(id) {
            if of.kind == ParaKind::Words {
                of.kind = named::paragraph(&style.name).unwrap_or_default();
            }
            of.contents |= named::is_contents(&style.name);
            outline = outline.or(style.outline);
            of.said = of.said.or(style.said);
        }
        if of.kind == ParaKind::Words
            && let Some(level) = outline
        {
            of.kind = of_outline(level);
        }
        of
    }

    /// What a style makes of words.
    pub(super) fn words(&self, id: Option<&str>) -> OfWords {
        let mut of = OfWords::default();
        for style in self.chain(id) {
            of.speaker |= named::is_speaker(&style.name);
            of.said = of.said.or(style.said);
        }
        of
    }

    /// The ids of those that hide what has them.
    pub(super) fn hiding(&self) -> BTreeSet<String> {
        let hides =
            |id: &&String| self.chain(Some(id)).find_map(|style| style.said.hidden) == Some(true);
        self.by_id.keys().filter(hides).cloned().collect()
    }
}

/// The heading that a level of the outline is, from 0; 9 is none (section 17.3.1.20).
pub(super) fn of_outline(level: u8) -> ParaKind {
    match level {
        0..=8 => ParaKind::Heading(level + 1),
        _ => ParaKind::Words,
    }
}
