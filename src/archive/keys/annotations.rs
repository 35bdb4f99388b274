//! The keys of files of annotations.

use super::super::{
    Relation,
    key::{Line, Line::Names, key},
    mapping::Mapping,
    value::{
        Choice,
        Value::{
            Date, Editor, Flag, Language, Lines, ListOf, Number, OneOf, OtherAnnotation,
            Paragraphs, Passages, TranscriptId, Words,
        },
    },
};

pub(super) const ANNOTATION_FILE: &[Line] = &[
    key(
        "transcript",
        TranscriptId,
        "the id of the transcript, if the file or its folder is not called so",
    ),
    key(
        "by",
        Editor,
        "who wrote them: an id of `editors`, or a name",
    ),
    key(
        "checked",
        Editor,
        "who checked them: an id of `editors`, or a name",
    ),
    key("written", Date, "when: EDTF"),
    key(
        "language",
        Language,
        "BCP 47: of the notes, if that is not the site’s",
    ),
    key(
        "certainty",
        OneOf(Choice::Certainties),
        "how sure it is: `probable`, `possible`; none is sure",
    ),
    key(
        "draft",
        Flag,
        "`true`: all are kept out of a build without `--drafts`",
    ),
    key(
        "annotations",
        ListOf(Mapping::Annotation),
        "the annotations",
    )
    .required(),
];

/// What an annotation is called.
pub(super) const ID: &[Line] = &[key(
    "id",
    Words,
    "what it is called, by which links lead to it: `[a-z0-9][a-z0-9-]*`, not a paragraph’s name (`p12`, `p12a`)",
)];

/// The words that an annotation or a target is about.
pub(super) const SELECTOR: &[Line] = &[
    key("quote", Words, "the words"),
    key(
        "before",
        Words,
        "words in front of them, to tell equal quotes apart",
    ),
    key("after", Words, "words behind them"),
    key(
        "nth",
        Number,
        "which of several places, from 1, counted inside `in`",
    ),
    key(
        "in",
        Paragraphs,
        "which paragraphs: `p5` or `p5-p7`, with a ledger perhaps `p5.77aa01`; alone: whole paragraphs",
    ),
    key("from", Words, "the first words of a long passage"),
    key("to", Words, "its last words"),
];

/// What an annotation says of them.
pub(super) const SAYS: &[Line] = &[
    key(
        "targets",
        ListOf(Mapping::Target),
        "a list of selectors, each with its own `transcript:` if need be",
    ),
    key("note", Words, "Markdown"),
    Names(Relation::OfAnnotation),
    key("sources", Lines, "lines of Markdown"),
    key(
        "see",
        Passages,
        "other passages: `transcript-id#p4` (or `#p4.77aa01`, with a ledger), with or without `[[ ]]`",
    ),
    key("title", Words, "of the note"),
    key(
        "certainty",
        OneOf(Choice::Certainties),
        "how sure it is: `probable`, `possible`; none is sure",
    ),
    key(
        "disputes",
        OtherAnnotation,
        "the id of another annotation, whose passage is taken",
    ),
    key("correction", Words, "the reading that you propose"),
    key("warning", Words, "shown before the note"),
    key("by", Editor, "who wrote it: an id of `editors`, or a name"),
    key(
        "checked",
        Editor,
        "who checked it: an id of `editors`, or a name",
    ),
    key("written", Date, "when: EDTF"),
    key(
        "language",
        Language,
        "BCP 47: of the note, if that is not the site’s",
    ),
    key(
        "draft",
        Flag,
        "`true`: kept out of a build without `--drafts`",
    ),
];

pub(super) const TARGET: &[Line] = &[key(
    "transcript",
    TranscriptId,
    "the id of the transcript, if it is another than the file’s",
)];
