//! Which element is what.

use crate::import::{
    words_of::is_empty,
    xml::{Element, Node},
};

/// Lists and notes that are no words of the text: they are read by their own.
const DATA: &[&str] = &[
    "teiHeader",
    "listPerson",
    "listOrg",
    "listPlace",
    "listEvent",
    "listRelation",
    "listBibl",
    "listObject",
    "standOff",
    "listAnnotation",
    "annotation",
    "spanGrp",
    "span",
    "linkGrp",
    "link",
    "timeline",
    "include",
    "particDesc",
    "listChange",
    "taxonomy",
    "interpGrp",
    "certainty",
    "precision",
    "respons",
    "fsdDecl",
    "fs",
    "TEI",
    "teiCorpus",
];

/// Elements that may stand within a word.
const WITHIN_WORDS: &[&str] = &[
    "w",
    "pc",
    "c",
    "m",
    "g",
    "hi",
    "emph",
    "foreign",
    "supplied",
    "unclear",
    "sic",
    "corr",
    "orig",
    "reg",
    "choice",
    "abbr",
    "expan",
    "ex",
    "am",
    "add",
    "del",
    "subst",
    "ref",
    "ptr",
    "name",
    "damage",
    "surplus",
    "secl",
    "anchor",
    "seg",
    "term",
    "num",
    "rs",
    "mentioned",
    "soCalled",
    "persName",
    "placeName",
    "orgName",
    "surname",
    "forename",
    "date",
    "measure",
    "distinct",
    "gloss",
    "title",
    "s",
    "cl",
    "phr",
    "restore",
    "retrace",
    "mod",
    "redo",
    "undo",
    "code",
    "formula",
    "email",
    "pb",
    "milestone",
    "shift",
];

/// Elements that have paragraphs, or are one.
const BLOCKS: &[&str] = &[
    "p",
    "ab",
    "l",
    "lg",
    "list",
    "item",
    "table",
    "row",
    "floatingText",
    "body",
    "div",
    "div0",
    "div1",
    "div2",
    "div3",
    "div4",
    "div5",
    "div6",
    "div7",
    "group",
    "text",
    "sp",
    "spGrp",
    "u",
    "annotationBlock",
    "head",
    "opener",
    "closer",
    "salute",
    "signed",
    "dateline",
    "byline",
    "trailer",
    "argument",
    "epigraph",
    "postscript",
    "listTranscript",
    "headItem",
    "headLabel",
    "castList",
    "castItem",
    "set",
    "prologue",
    "epilogue",
    "performance",
    "docTitle",
    "titlePart",
    "docDate",
    "docAuthor",
    "docImprint",
    "titlePage",
    "eg",
    "egXML",
    "entry",
];

pub(super) fn is_data(element: &Element) -> bool {
    DATA.contains(&element.name.as_str())
}

pub(super) fn within_words(element: &Element) -> bool {
    WITHIN_WORDS.contains(&element.name.as_str())
}

pub(super) fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name.as_str())
}

/// Whether a `seg` is a paragraph, which it is by where it stands; in a paragraph it is some words of it.
pub(super) fn is_paragraph_of(element: &Element, parent: &Element) -> bool {
    let holders = ["u", "sp", "div", "body", "annotationBlock", "text", "quote"];
    element.name == "seg"
        && (holders.contains(&parent.name.as_str()) || parent.name.starts_with("div"))
}

/// Whether paragraphs stand in it, so that words between them are paragraphs, too.
pub(super) fn has_blocks(element: &Element) -> bool {
    element.elements().any(|inner| {
        is_block(inner)
            || is_paragraph_of(inner, element)
            || inner.name == "quote" && has_blocks(inner)
    })
}

/// A note that says itself on what it is: it stands apart from the words.
pub(super) fn is_note_on(element: &Element) -> bool {
    element.name == "note" && element.attribute("target").is_some()
}

/// A note that the source prints below its page or behind its text.
pub(super) fn is_footnote(element: &Element) -> bool {
    if element.name != "note" || is_note_on(element) {
        return false;
    }
    let says = |name: &str, words: &[&str]| {
        let value = element.attribute(name).unwrap_or_default().to_lowercase();
        words.iter().any(|word| value.contains(word))
    };
    says("place", &["foot", "end", "bottom", "margin"])
        || says("type", &["footnote", "endnote", "editorial", "critical"])
        || element.attribute("resp").is_some()
}

/// What is told of and not said: applause, a stage direction, words that are missing.
pub(super) fn tells(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "kinesic"
            | "incident"
            | "vocal"
            | "writing"
            | "stage"
            | "gap"
            | "event"
            | "note"
            | "move"
            | "sound"
            | "camera"
            | "caption"
            | "tech"
            | "view"
    )
}

/// Whether notes stand in it to which signs in the text refer, and nothing else but a heading.
pub(super) fn holds_notes(element: &Element) -> bool {
    let kind = element.attribute("type").unwrap_or_default().to_lowercase();
    let is_holder =
        element.name == "div" && ["footnotes", "notes", "endnotes"].contains(&kind.as_str());
    let is_note = |e: &Element| e.name == "note" && e.attribute("xml:id").is_some();
    let holds = |e: &Element| {
        is_note(e)
            || e.name == "head"
            || e.children.iter().all(|child| match child {
                Node::Text(text) => is_empty(text),
                Node::Element(note) => is_note(note),
            })
    };
    is_holder && element.elements().all(holds)
}

/// The label of a turn, as the source prints it.
pub(super) fn is_label(element: &Element) -> bool {
    element.name == "note" && element.attribute("type") == Some("speaker")
}
