//! What a transcript's page shows of its other languages.

use serde::Serialize;

use super::{LinkView, SpeakerView};

/// A transcript whose words are the same in another language.
#[derive(Clone, Debug, Default, Serialize)]
pub struct VersionView {
    /// Its title and its page.
    pub link: LinkView,
    /// For `<link rel="alternate">`: the full address, if there is a `base_url`, else as in `link`.
    pub url: String,
    /// Its language (BCP 47).
    pub language: String,
    /// The same in words: "French".
    pub language_text: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Whether it is the original, and all others translations of it.
    pub is_original: bool,
    /// Its warning, if the transcript beside which its words are shown has none.
    pub warning: Option<String>,
}

/// A language that a reader may see beside the text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BesideView {
    /// `v1` to `v6`: a class of its blocks ([`AlignedView::key`]).
    pub key: String,
    /// The language (BCP 47); none for those that share the last key, where there are more.
    pub language: Option<String>,
    /// The same in words: "French".
    pub language_text: Option<String>,
}

/// Paragraphs of a transcript that say in another language what a paragraph says.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AlignedView {
    /// The id of the transcript.
    pub transcript: String,
    /// Its language (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The first of the paragraphs there.
    pub href: String,
    /// Their ids: `p4`, `p5`.
    pub ids: Vec<String>,
    /// How many paragraphs here they say the same as: this one and those after it.
    pub span: usize,
    /// These, in words: "¶¶ 3–4".
    pub place: String,
    /// A class of the block: `v1` to `v6`, one a language as long as there are so many.
    pub key: String,
    /// Their words, and those of paragraphs beside them that say what nothing here says.
    pub texts: Vec<AlignedParagraphView>,
}

/// A paragraph of a transcript in another language, beside what says the same.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AlignedParagraphView {
    /// As it is printed: "12", "12a".
    pub number: String,
    /// `p12`, unique in its transcript: on the page, its id is `TRANSCRIPT.p12`.
    pub id: String,
    /// The paragraph on the page of its transcript.
    pub href: String,
    /// The words with lines and signs, as in passages on other pages: these open `note-TRANSCRIPT.ANNOTATION`.
    pub html: String,
    /// The same with signs that are links, as those of [`ParagraphView::linked_html`](super::ParagraphView::linked_html).
    pub linked_html: String,
    /// Its language (BCP 47), if that is not its transcript's.
    pub language: Option<String>,
    /// `ltr` or `rtl`, if it has a language of its own.
    pub dir: Option<&'static str>,
    /// Who speaks, if it begins a turn there.
    pub speaker: Option<SpeakerView>,
    /// Whether its turn asks a question.
    pub question: bool,
    /// Whether it is a stage remark, wholly in brackets and nobody's words.
    pub remark: bool,
    /// Whether it says what nothing in this transcript says.
    pub alone: bool,
}
