//! What styles make of paragraphs and words (OpenDocument 1.3, part 3, section 16).

use std::collections::{BTreeMap, BTreeSet};

use crate::import::{
    Element,
    manuscript::{ParaKind, named},
};

/// The most styles that may stand on each other.
const DEEPEST: usize = 32;

/// The styles of a file, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: BTreeMap<(String, String), Style>,
}

#[derive(Debug, Default)]
struct Style {
    /// What it is called where it is chosen.
    shown: String,
    parent: Option<String>,
    outline: Option<u8>,
    said: Said,
}

/// What is said of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// Bold.
    pub(super) bold: Option<bool>,
    /// Italic.
    pub(super) italic: Option<bool>,
    /// Hidden.
    pub(super) hidden: Option<bool>,
    /// Looks that are not kept.
    pub(super) others: BTreeSet<&'static str>,
}

/// What a style makes of a paragraph or of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Of {
    /// What a paragraph is.
    pub(super) kind: ParaKind,
    /// Whether words are a label.
    pub(super) speaker: bool,
    /// What it says of words.
    pub(super) said: Said,
}

impl Said {
    fn of(style: &Element) -> Self {
        let Some(words) = style.first("text-properties") else {
            return Self::default();
        };
        let weight = ["font-weight", "font-weight-asian", "font-weight-complex"];
        let slant = ["font-style", "font-style-asian", "font-style-complex"];
        let any = |names: [&str; 3]| names.into_iter().find_map(|name| words.attribute(name));
        let is_bold = |value: &str| value == "bold" || value.parse().is_ok_and(|w: u16| w >= 600);
        let mut others = BTreeSet::new();
        for (name, what) in [
            ("text-underline-style", "underlines"),
            ("text-line-through-style", "lines through words"),
            ("background-color", "highlights"),
            ("color", "colours"),
            ("text-position", "raised and lowered signs"),
            ("text-transform", "capitals that are not typed"),
            ("font-variant", "capitals that are not typed"),
        ] {
            let value = words.attribute(name).unwrap_or("none");
            let plain = ["none", "transparent", "normal", "#000000", "0% 100%"];
            if !plain.contains(&value) {
                others.insert(what);
            }
        }
        Self {
            bold: any(weight).map(is_bold),
            italic: any(slant).map(|value| value == "italic" || value == "oblique"),
            hidden: words.attribute("display").map(|value| value == "none"),
            others,
        }
    }

    /// This, and where it says nothing what stands below it.
    pub(super) fn or(mut self, below: &Self) -> Self {
        self.bold = self.bold.or(below.bold);
        self.italic = self.italic.or(below.italic);
        self.hidden = self.hidden.or(below.hidden);
        self
    }
}

impl Styles {
    /// Takes the styles of a file: those with names, and those that a program made for single words.
    pub(super) fn add(&mut self, root: &Element) {
        for group in ["styles", "automatic-styles"] {
            let styles = root
                .first(group)
                .into_iter()
                .flat_map(|group| group.all("style"));
            for style in styles {
                let get = |name: &str| style.attribute(name).map(str::to_owned);
                let (Some(name), Some(family)) =
                    (get("style:name").or_else(|| get("name")), get("family"))
                else {
                    continue;
                };
                let level = get("default-outline-level").and_then(|level| level.parse().ok());
                self.by_name.insert(
                    (family, name.clone()),
                    Style {
                        shown: get("display-name").unwrap_or_else(|| name.replace("_20_", " ")),
                        parent: get("parent-style-name"),
                        outline: level,
                        said: Said::of(style),
                    },
                );
            }
        }
    }

    /// What a style of a family (`paragraph`, `text`) makes of what has it.
    pub(super) fn of(&self, family: &str, name: Option<&str>) -> Of {
        let mut of = Of::default();
        let mut next = name;
        for _ in 0..DEEPEST {
            let Some(name) = next else { break };
            let style = self.by_name.get(&(family.to_owned(), name.to_owned()));
            // Styles that every program knows need not be in the file.
            let shown =
                style.map_or_else(|| name.replace("_20_", " "), |style| style.shown.clone());
            of.speaker |= named::is_speaker(&shown);
            if of.kind == ParaKind::Words {
                let outline = style.and_then(|style| style.outline);
                let level = outline.filter(|level| (1..=10).contains(level));
                let outlined = level.map(ParaKind::Heading);
                of.kind = named::paragraph(&shown).or(outlined).unwrap_or_default();
            }
            let Some(style) = style else { break };
            of.said = of.said.or(&style.said);
            of.said.others.extend(&style.said.others);
            next = style.parent.as_deref();
        }
        of
    }

    /// Names of styles of words or paragraphs that hide what has them, by family.
    pub(super) fn hiding(&self) -> BTreeSet<(String, String)> {
        let hides = |(family, name): &&(String, String)| {
            self.of(family, Some(name)).said.hidden == Some(true)
        };
        self.by_name.keys().filter(hides).cloned().collect()
    }
}
