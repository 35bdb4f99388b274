//! Links without words: readers see the title of what they lead to.

use super::{Names, Parts, Thing};
use crate::{
    anchor::NoteTitle,
    archive::TranscriptIndex,
    markdown::{self, FoundLink, LinkSyntax},
};

/// What a link to a thing says if no words are written.
pub(super) fn title(thing: Thing, parts: &Parts) -> String {
    let transcript = |t: TranscriptIndex| &parts.transcripts[t].header.title;
    match thing {
        Thing::Transcript(t) => transcript(t).clone(),
        Thing::Paragraph(t, p) => format!(
            "{}, ¶ {}",
            transcript(t),
            parts.transcripts[t].ids.of(p).bare()
        ),
        Thing::Annotation(t, a) => match &parts.transcripts[t].annotations[a].title {
            NoteTitle::Written(title) => title.clone(),
            NoteTitle::Words(_) | NoteTitle::Whole => transcript(t).clone(),
        },
        Thing::Entry(e) => parts.entries[e].fields.title.clone(),
        Thing::Page(p) => parts.pages[p].title.clone(),
    }
}

/// The sentence round each link. A wiki link without words shows a title to readers, so it does in the sentence, too.
/// `here` is where `#p4` is meant.
pub(super) fn contexts(
    (text, here): (&str, Option<TranscriptIndex>),
    found: &[FoundLink],
    parts: &Parts,
    names: &Names,
) -> Vec<markdown::Context> {
    let wordless = |link: &FoundLink| link.kind == LinkSyntax::Wiki && link.words.is_none();
    if !found.iter().any(wordless) {
        return found.iter().map(|link| link.context.clone()).collect();
    }
    let mut expanded = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for link in found.iter().filter(|l| wordless(l)) {
        let Ok(thing) = names.resolve(&link.target, here) else {
            continue;
        };
        expanded.push_str(&text[at..link.range.start]);
        let title = title(thing, parts).replace(['|', '[', ']'], " ");
        expanded.push_str(&format!("[[{}|{title}]]", link.target));
        at = link.range.end;
    }
    expanded.push_str(&text[at..]);
    let again = markdown::links(&expanded);
    if again.len() == found.len() {
        return again.into_iter().map(|link| link.context).collect();
    }
    // The sign `|` means something else in a table: there, only the link itself gets its title.
    found
        .iter()
        .map(|link| match names.resolve(&link.target, here) {
            Ok(thing) if wordless(link) => with_title(&link.context, &title(thing, parts)),
            Ok(_) | Err(_) => link.context.clone(),
        })
        .collect()
}

/// A sentence in which a title stands in the place of the link's target.
fn with_title(context: &markdown::Context, title: &str) -> markdown::Context {
    let mut text = context.text.clone();
    text.replace_range(context.hit.clone(), title);
    let start = context.hit.start;
    markdown::Context {
        text,
        hit: start..start + title.len(),
    }
}
