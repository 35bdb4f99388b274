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
    text::words::{Form, LanguageNames, Numbers, Words, serving},
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

/// What files say.
#[derive(Debug, Default)]
struct Found {
    /// Forms of phrases, by their places in the table.
    phrases: BTreeMap<usize, Vec<Form>>,
    /// What languages are called, by their tags.
    languages: BTreeMap<String, String>,
}

impl Found {
    /// Takes in what a nearer file says.
    fn extend(&mut self, nearer: Found) {
        self.phrases.extend(nearer.phrases);
        self.languages.extend(nearer.languages);
    }
}

/// The site's files of words, with their paths from its root.
pub(super) fn files(sources: &Sources) -> Vec<String> {
    let mut names = sources.files().names(FOLDER).files;
    names.sort();
    let words = names.iter().filter(|name| stem(name).is_some());
    words.map(|name| format!("{FOLDER}/{name}")).collect()
}

/// The name of a file of words without its ending: the language; none for a file that is something else.
fn stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    ["yaml", "yml"]
        .iter()
        .any(|own| ending.eq_ignore_ascii_case(own))
        .then_some(stem)
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
            let forms = || phrase.forms.clone();
            found.phrases.entry(at).or_insert_with(forms);
        }
    }
    if found.phrases.is_empty() && found.languages.is_empty() {
        return english;
    }
    let languages = LanguageNames::new(tags, found.languages);
    Arc::new(english.with(found.phrases, numbers, languages))
}

/// What comes with postil, the widest tag first. Tests read these files as a site's own are read, so that nothing is wrong in them.
fn built_in(tags: &[String], numbers: &Numbers) -> Found {
    let untold = &mut Diags::new();
    let mut found = Found::default();
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
    for path in files(sources) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = stem(name).unwrap_or_default();
        let canonical = serving(stem).into_iter().next();
        let source = sources.add(&path);
        if let Some(Err(why)) = sources.files().file(&path) {
            diags.push(why.told(source));
            continue;
        }
        let stands = |tag: &String| tags.iter().position(|own| own == tag);
        let Some(at) = canonical.as_ref().and_then(stands) else {
            diags.push(unread(
                source,
                canonical.is_some().then_some(stem),
                language,
            ));
            continue;
        };
        match own.iter().find(|(other, _)| *other == at) {
            Some((_, other)) => diags.push(
                Diagnostic::file(
                    Code::DuplicateId,
                    source,
                    format!("`{}` has words of the same language", sources.path(*other)),
                )
                .help("put them into one file"),
            ),
            None => own.push((at, source)),
        }
    }
    own.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    own.into_iter().map(|(_, source)| source).collect()
}

/// The remark on a file whose words no page speaks; `named` is the language that it is named after.
fn unread(source: SourceId, named: Option<&str>, language: &str) -> Diagnostic {
    let (message, help) = match named {
        Some(named) => (
            format!("no page speaks in these words: the site's language is `{language}`"),
            format!(
                "write `language: {named}` in postil.yaml, or rename the file to `words/{language}.yaml`"
            ),
        ),
        None => (
            "this file is named after no language, and is not read".to_owned(),
            format!("rename it after the language of its words: `words/{language}.yaml`"),
        ),
    };
    Diagnostic::file(Code::StrayFile, source, message).help(help)
}

fn of_file(source: SourceId, sources: &Sources, numbers: &Numbers, diags: &mut Diags) -> Found {
    let text = file::read(source, sources, diags);
    text.map_or_else(Found::default, |text| {
        of_text(source, &text, numbers, diags)
    })
}

fn of_text(source: SourceId, text: &str, numbers: &Numbers, diags: &mut Diags) -> Found {
    match yaml::parse(source, text, 0..text.len(), diags) {
        Some(node) => phrases::read(&node, text, numbers, diags),
        None => Found::default(),
    }
}

#[cfg(test)]
mod tests;
