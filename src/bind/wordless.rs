//! Links without words: readers see the title of what they lead to.

use super::{Destination, Thing, ground::Ground};
use crate::{
    archive::TranscriptIndex,
    markdown::{self, FoundLink, LinkSyntax},
};

/// What a link to a thing says if no words are written.
pub(super) fn title(found: Destination, ground: Ground<'_>) -> String {
    let card = |t: TranscriptIndex| &ground.names.cards()[t];
    match found.thing {
        Thing::Transcript(t) => card(t).title.clone(),
        Thing::Paragraph(t, p) => {
            let written = found.cited.map(|cited| cited.id);
            let id = written.unwrap_or_else(|| card(t).paragraphs.of(p));
            let words = &ground.config.words;
            words.place_in(
                &card(t).title,
                &words.paragraph_sign(&id.bare().to_string()),
            )
        }
        Thing::Annotation(t, a) => {
            let written = card(t).notes[a].title.as_ref();
            written.unwrap_or(&card(t).title).clone()
        }
        Thing::Entry(e) => ground.entries[e].fields.title.clone(),
        Thing::Page(p) => ground.pages[p].title.clone(),
    }
}

/// The sentence round each link. A wiki link without words shows a title to readers, so it does in the sentence, too.
/// `here` is where `#p4` is meant.
pub(super) fn contexts(
    (text, here): (&str, Option<TranscriptIndex>),
    found: &[FoundLink],
    ground: Ground<'_>,
) -> Vec<markdown::Context> {
    let wordless = |link: &FoundLink| link.kind == LinkSyntax::Wiki && link.words.is_none();
    if !found.iter().any(wordless) {
        return found.iter().map(|link| link.context.clone()).collect();
    }
    let mut expanded = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for link in found.iter().filter(|l| wordless(l)) {
        let Ok(found) = ground.names.destination(&link.target, here) else {
            continue;
        };
        expanded.push_str(&text[at..link.range.start]);
        let title = title(found, ground).replace(['|', '[', ']'], " ");
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
        .map(|link| match ground.names.destination(&link.target, here) {
            Ok(found) if wordless(link) => with_title(&link.context, &title(found, ground)),
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
