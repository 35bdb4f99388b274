//! The words of the interface in the site's language: those that come with postil, then what the site itself says in `words/`.
//!
//! A file has the words of the language that it is named after (BCP 47): names of the table ([`Words::TABLE`]) and what they are in it. The site's language is
//! served by the files of its tag and of wider ones, the nearest last, so that it wins; what none has is said in English.

mod phrases;

use std::{collections::BTreeMap, sync::Arc};

use super::{file, keys::Diags, yaml};
use crate::{
    source::{
        SourceId, Sources,
        diag::{Code, Diagnostic, Diagnostics},
    },
    text::words::{Form, Numbers, Words, serving},
};

/// The folder of a site's own words.
const FOLDER: &str = "words";

/// The languages that come with postil beside English, by their tags.
const BUILT_IN: [(&str, &str); 9] = [
    ("ar", include_str!("ar.yaml")),
    ("de", include_str!("de.yaml")),
    ("es", include_str!("es.yaml")),
    ("fr", include_str!("fr.yaml")),
    ("he", include_str!("he.yaml")),
    ("pt", include_str!("pt.yaml")),
    ("ru", include_str!("ru.yaml")),
    ("zh-Hans", include_str!("zh-Hans.yaml")),
    ("zh-Hant", include_str!("zh-Hant.yaml")),
];

/// What files say: forms of phrases, by their places in the table.
type Found = BTreeMap<usize, Vec<Form>>;

/// The site's files of words, with their paths from its root.
pub(super) fn files(sources: &Sources) -> Vec<String> {
    let mut names = sources.files().names(FOLDER).files;
    names.sort();
    let words = names.iter().filter(|name| name.ends_with(".yaml"));
    words.map(|name| format!("{FOLDER}/{name}")).collect()
}

/// The words for a site in a language.
pub(super) fn read(
    language: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Arc<Words> {
    let tags = serving(language);
    let numbers = Arc::new(Numbers::new(language));
    let mut found = built_in(&tags, &numbers);
    let mut diags = Diags::new();
    if let Some(Err(why)) = sources.files().folder(FOLDER) {
        let source = sources.add(FOLDER);
        diagnostics.push(why.told(source));
        return words(&tags, found, &numbers);
    }
    let own = own_files(&tags, language, sources, &mut diags);
    for source in own {
        found.extend(of_file(source, sources, &numbers, &mut diags));
    }
    diagnostics.extend(diags);
    words(&tags, found, &numbers)
}

/// The words that come with postil for a language: English ones if there are none.
pub fn of_language(language: &str) -> Arc<Words> {
    let tags = serving(language);
    let numbers = Arc::new(Numbers::new(language));
    words(&tags, built_in(&tags, &numbers), &numbers)
}

/// The tags of the languages that come with postil beside English.
pub fn languages() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(tag, _)| *tag)
}

/// English with what was found in its place.
fn words(tags: &[String], mut found: Found, numbers: &Arc<Numbers>) -> Arc<Words> {
    let english = Words::english();
    if tags.iter().any(|tag| tag == "en") {
        // English as it is written elsewhere has other numbers.
        for (at, phrase) in english.phrases().enumerate() {
            found.entry(at).or_insert_with(|| phrase.forms.clone());
        }
    }
    match found.is_empty() {
        true => english,
        false => Arc::new(english.with(found, numbers)),
    }
}

/// What comes with postil, the widest tag first. Tests read these files as a site's own are read, so that nothing is wrong in them.
fn built_in(tags: &[String], numbers: &Numbers) -> Found {
    let untold = &mut Diags::new();
    let mut found = Found::new();
    for tag in tags.iter().rev() {
        let texts = BUILT_IN.iter().filter(|(of, _)| of == tag);
        for (_, text) in texts {
            found.extend(of_text(SourceId(0), text, numbers, untold));
        }
    }
    found
}

/// The site's files that serve its language, the widest first; tells of those that serve none.
fn own_files(
    tags: &[String],
    language: &str,
    sources: &mut Sources,
    diags: &mut Diags,
) -> Vec<SourceId> {
    let mut own: Vec<(usize, SourceId)> = Vec::new();
    for name in sources.files().names(FOLDER).files {
        let path = format!("{FOLDER}/{name}");
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let stands = serving(stem)
            .first()
            .and_then(|own| tags.iter().position(|tag| tag == own));
        let source = sources.add(&path);
        let stray = |message: String, help: String| {
            Diagnostic::file(Code::StrayFile, source, message).help(help)
        };
        match (ending, stands) {
            ("yaml", Some(at)) => match sources.files().file(&path) {
                Some(Err(why)) => diags.push(why.told(source)),
                Some(Ok(())) | None => own.push((at, source)),
            },
            ("yaml", None) if serving(stem).is_empty() => diags.push(stray(
                format!("`{stem}` is not a language tag, and the file is not read"),
                "name it after the language of its words, as `words/fr.yaml`".to_owned(),
            )),
            ("yaml", None) => diags.push(stray(
                format!("no page speaks in these words: the site's language is `{language}`"),
                format!("write `language: {stem}` in postil.yaml, or rename the file to `words/{language}.yaml`"),
            )),
            (_, _) => diags.push(stray(
                "this file is not read: words are `.yaml` files".to_owned(),
                format!("rename it to `words/{stem}.yaml`"),
            )),
        }
    }
    own.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    own.into_iter().map(|(_, source)| source).collect()
}

fn of_file(source: SourceId, sources: &Sources, numbers: &Numbers, diags: &mut Diags) -> Found {
    let text = file::read(source, sources, diags);
    text.map_or_else(Found::new, |text| of_text(source, &text, numbers, diags))
}

fn of_text(source: SourceId, text: &str, numbers: &Numbers, diags: &mut Diags) -> Found {
    match yaml::parse(source, text, 0..text.len(), diags) {
        Some(node) => phrases::read(&node, text, numbers, diags),
        None => Found::new(),
    }
}

#[cfg(test)]
mod tests;
