//! What the name of a style makes of what has it, in the languages of word processors.

use super::para::ParaKind;

/// What headings are called; behind it stands the level.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nadpis",
    "címsor",
    "cabeçalho",
    "encabezado",
    "заголовок",
    "başlık",
    "επικεφαλίδα",
    "כותרת",
    "عنوان",
    "标题",
    "標題",
    "見出し",
    "제목",
    "titlu",
    "naslov",
];
/// What the title of a text is called.
const TITLES: &[&str] = &[
    "title",
    "titel",
    "titre",
    "título",
    "titolo",
    "tytuł",
    "název",
    "cím",
    "заголовок",
    "название",
    "başlık",
    "τίτλος",
    "כותרת טקסט",
    "العنوان",
    "标题",
    "標題",
    "表題",
    "제목",
    "otsikko",
    "tittel",
    "naslov",
    "titlu",
];
/// What labels are called.
const SPEAKERS: &[&str] = &[
    "speaker",
    "speakers",
    "speaker name",
    "speaker label",
    "speaker id",
    "speakername",
    "speakerlabel",
    "sprecher",
    "locuteur",
    "locutor",
    "hablante",
    "orador",
    "relatore",
    "spreker",
    "спикер",
    "говорящий",
    "דובר",
    "المتحدث",
    "发言人",
    "發言人",
    "話者",
];
/// What lines of a table of contents are called; behind it stands the level.
const CONTENTS: &[&str] = &[
    "toc",
    "contents",
    "verzeichnis",
    "inhaltsverzeichnis",
    "tm",
    "tdc",
    "sommario",
    "оглавление",
    "目录",
];

/// What a paragraph with a style of this name is; nothing, if the name says nothing.
pub(in crate::import) fn paragraph(name: &str) -> Option<ParaKind> {
    let name = name.trim().to_lowercase().replace('_', " ");
    if TITLES.contains(&name.as_str()) {
        return Some(ParaKind::Title);
    }
    if SPEAKERS.contains(&name.as_str()) {
        return Some(ParaKind::Speaker);
    }
    let level = levelled(&name, HEADINGS)?;
    (1..=9).contains(&level).then_some(ParaKind::Heading(level))
}

/// Whether words with a style of this name are a label.
pub(in crate::import) fn is_speaker(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let name = name.strip_suffix(" char").unwrap_or(&name);
    SPEAKERS.contains(&name)
}

/// Whether a paragraph with a style of this name is a line of a table of contents.
pub(in crate::import) fn is_contents(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    name == "toc heading" || levelled(&name, CONTENTS).is_some()
}

/// The number behind one of these words.
fn levelled(name: &str, words: &[&str]) -> Option<u8> {
    let number = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = name.strip_suffix(number)?.trim_end();
    words.contains(&word).then(|| number.parse().ok()).flatten()
}
