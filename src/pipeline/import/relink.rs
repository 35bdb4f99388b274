//! Links of what comes from another archive of postil, with the ids that things get here.

use super::rename::Renamed;
use crate::{
    archive::{Kinds, Prose},
    bind::{LinkSyntax, links_of_markdown},
    import::Imported,
};

/// Puts ids into the wiki links of all Markdown, and into lines of `see`, before anything else is renamed.
pub(super) fn relink(imported: &mut Imported, renamed: &Renamed, kinds: &Kinds) {
    let links = Links { renamed, kinds };
    let notes = imported.transcripts.iter_mut().flat_map(|t| &mut t.notes);
    for annotation in notes.map(|note| &mut note.annotation) {
        let prose = annotation.note.iter_mut();
        prose
            .chain(&mut annotation.sources)
            .for_each(|prose| links.prose(prose));
        for see in &mut annotation.see {
            if let Some(changed) = links.target(&see.value) {
                see.value = changed;
            }
        }
    }
    for entry in &mut imported.entries {
        links.text(&mut entry.body);
        let sources = entry.fields.sources.iter_mut();
        sources.for_each(|source| links.prose(source));
    }
    for page in &mut imported.pages {
        links.prose(&mut page.body);
    }
}

struct Links<'a> {
    renamed: &'a Renamed,
    kinds: &'a Kinds,
}

impl Links<'_> {
    fn prose(&self, prose: &mut Prose) {
        self.text(&mut prose.text);
    }

    fn text(&self, text: &mut String) {
        let mut changed = String::new();
        let mut done = 0;
        for link in links_of_markdown(text) {
            if link.kind != LinkSyntax::Wiki || link.range.start < done {
                continue;
            }
            let inside = &text[link.range.clone()];
            let Some((target, at)) = self.target(&link.target).zip(inside.find(&link.target))
            else {
                continue;
            };
            let start = link.range.start + at;
            changed.push_str(&text[done..start]);
            changed.push_str(&target);
            done = start + link.target.len();
        }
        if done > 0 {
            changed.push_str(&text[done..]);
            *text = changed;
        }
    }

    /// What a link names, with another id if it got one.
    fn target(&self, target: &str) -> Option<String> {
        let (page, fragment) = match target.find('#') {
            Some(at) => target.split_at(at),
            None => (target, ""),
        };
        let (prefix, id) = match page.split_once(':') {
            Some((prefix, id)) => (prefix, id),
            None => ("transcript", page),
        };
        let new = match prefix {
            "transcript" => self.renamed.of_transcript(id)?,
            prefix => self.renamed.of_entry(self.kinds.of_prefix(prefix)?, id)?,
        };
        let prefix = &page[..page.len() - id.len()];
        (new != id).then(|| format!("{prefix}{new}{fragment}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Kind;

    #[test]
    fn links_name_things_by_the_ids_that_they_got() {
        let (mut renamed, kinds) = (Renamed::default(), Kinds::default());
        renamed.entry(Kind::PEOPLE, "ann", "ann-lee");
        renamed.transcript("hearing", "a-hearing");
        let links = Links {
            renamed: &renamed,
            kinds: &kinds,
        };
        let mut text = "See [[person:ann|Ann]], [[hearing#p4]], [[topic:ann]] and `[[person:ann]]`, [[transcript:hearing|it]].".to_owned();
        links.text(&mut text);
        assert_eq!(
            text,
            "See [[person:ann-lee|Ann]], [[a-hearing#p4]], [[topic:ann]] and `[[person:ann]]`, [[transcript:a-hearing|it]]."
        );
        assert_eq!(
            links.target("hearing#note").as_deref(),
            Some("a-hearing#note")
        );
    }
}
