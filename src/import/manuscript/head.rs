//! What is known of a transcript beside its words: its title, and what the properties of the file say.

use super::{Properties, layout::Laid, para::ParaKind};
use crate::{
    archive::{Credit, Header},
    import::AsWords,
};

/// What many programs write for whoever made a file.
const NOBODY: &[&str] = &[
    "administrator",
    "microsoft office user",
    "python-docx",
    "un-named",
    "user",
    "windows user",
];
/// What many programs write for a title.
const UNTITLED: &[&str] = &["document", "untitled", "untitled document", "word document"];

/// Without a title, the only heading of the first level is one, if it comes first, unless it is said to be none: its words.
pub(super) fn title(laid: &mut [Laid], words: &AsWords) -> Option<String> {
    let is =
        |kind: ParaKind| move |laid: &&mut Laid| laid.para.kind == kind && !laid.para.is_blank();
    if laid.iter_mut().any(|laid| is(ParaKind::Title)(&laid)) {
        return None;
    }
    if laid.iter_mut().filter(is(ParaKind::Heading(1))).count() != 1 {
        return None;
    }
    let first = laid.iter_mut().find(|laid| !laid.para.is_blank());
    let is_no_title = |first: &&mut Laid| words.titles.contains(&first.para.text);
    let first = first
        .filter(is(ParaKind::Heading(1)))
        .filter(|first| !is_no_title(first))?;
    first.para.kind = ParaKind::Title;
    Some(first.para.text.clone())
}

/// What a file's properties say, as far as the text does not.
pub(super) fn properties(properties: &Properties, stem: &str, header: &mut Header) {
    let known = |value: &Option<String>, unknown: &[&str]| {
        let value = value.as_deref().map(str::trim).unwrap_or_default();
        (!value.is_empty() && !unknown.contains(&value.to_lowercase().as_str()))
            .then(|| value.to_owned())
    };
    let mut extra = serde_json::Map::new();
    let title = known(&properties.title, UNTITLED);
    match (header.title.is_empty(), title) {
        (true, title) => header.title = title.unwrap_or_else(|| stem.to_owned()),
        (false, Some(title)) if title != header.title => {
            extra.insert("title_of_file".to_owned(), title.into());
        }
        (false, _) => {}
    }
    if let Some(name) = known(&properties.creator, NOBODY) {
        let role = "creator".to_owned();
        header.credits.push(Credit { role, name });
    }
    if let Some(created) = known(&properties.created, &[]) {
        extra.insert("created".to_owned(), created.into());
    }
    for (name, words) in &properties.others {
        extra.insert((*name).to_owned(), words.clone().into());
    }
    if !extra.is_empty() {
        header.common.extra = extra.into();
    }
    header.language.clone_from(&properties.language);
}
