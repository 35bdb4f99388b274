//! Why a page was made anew.

use std::{collections::HashMap, fmt};

use crate::{
    bind::{Edition, Handle, Thing},
    source::digest::Digest,
};

/// Why a page was made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing is known of it: it is new, or what was kept is gone or of another postil.
    New,
    /// A template, or a file of the theme, changed.
    Theme,
    /// Something that it shows changed; what, in words, as far as it can be told.
    Content(Vec<String>),
    /// Its file in the output is gone or was changed.
    Output,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMED: usize = 3;
        match self {
            Reason::New => f.write_str("new"),
            Reason::Theme => f.write_str("the theme changed"),
            Reason::Output => f.write_str("its file was gone or had been changed"),
            Reason::Content(what) if what.is_empty() => f.write_str("what it shows changed"),
            Reason::Content(what) => {
                let first: Vec<&str> = what.iter().take(NAMED).map(String::as_str).collect();
                f.write_str(&first.join("; "))?;
                match what.len().saturating_sub(NAMED) {
                    0 => Ok(()),
                    more => write!(f, "; and {more} more"),
                }
            }
        }
    }
}

/// What the handles' keys stand for, in words.
pub(super) fn words(edition: &Edition) -> HashMap<Digest, String> {
    let mut words = HashMap::new();
    let mut say = |handle: Handle, text: String| {
        words.insert(edition.key(handle), text);
    };
    say(
        Handle::Site,
        "the settings, or what all pages share".to_owned(),
    );
    say(Handle::Lists, "something of all that it lists".to_owned());
    say(Handle::All, "something of all that it lists".to_owned());
    for (t, outline) in edition.transcripts.enumerated() {
        let id = &outline.id;
        let thing = Thing::Transcript(t);
        say(Handle::Name(thing), format!("the title of {id}"));
        say(Handle::Notes(t), format!("ids or titles of notes on {id}"));
        say(Handle::Head(t), format!("what is known of {id}"));
        say(Handle::Record(t), format!("{id} or its notes"));
        say(
            Handle::Neighbours(t),
            format!("what comes before or after {id}"),
        );
        say(Handle::Mentions(t), format!("names that occur in {id}"));
        say(Handle::Backlinks(thing), format!("what links to {id}"));
    }
    for (e, entry) in edition.entries.enumerated() {
        let id = format!(
            "{}:{}",
            edition.config.kinds.names(entry.kind).slug,
            entry.id()
        );
        let thing = Thing::Entry(e);
        say(Handle::Name(thing), format!("the title of {id}"));
        say(Handle::Entry(e), format!("the file of {id}"));
        say(Handle::Related(e), format!("what {id} has to do with"));
        say(
            Handle::Rows(e),
            format!("passages or transcripts that refer to {id}"),
        );
        say(Handle::Count(e), format!("the number of passages of {id}"));
        say(Handle::Backlinks(thing), format!("what links to {id}"));
    }
    for (p, page) in edition.pages.enumerated() {
        let id = &page.identity.id;
        let thing = Thing::Page(p);
        say(Handle::Name(thing), format!("the title of page:{id}"));
        say(Handle::Page(p), format!("the file of page:{id}"));
        say(Handle::Backlinks(thing), format!("what links to page:{id}"));
    }
    words
}
