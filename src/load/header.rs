//! Decodes a transcript's front matter or sidecar.

use super::{
    cast::{self, Cast},
    keys,
    keys::Diags,
    languages,
    yaml::{self, Fields, Node},
};
use crate::{
    archive::{ByRelation, Credit, Header, Kinds, Media, Name, Record, Relation, Source},
    source::{
        Spanned,
        diag::{Code, Diagnostic},
    },
};

/// What becomes of the HTML comments in a `.md` transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comments {
    /// They are words, shown as typed.
    Words,
    /// They are left out.
    Drop,
}

/// A header, and what it says about how the words are read.
#[derive(Default)]
pub(super) struct Decoded {
    pub(super) header: Header,
    /// Labels that are words (`Note: false`).
    pub(super) words: Vec<Spanned<String>>,
    /// `speakers: {}`.
    pub(super) nobody: bool,
    /// What becomes of HTML comments: `comments`.
    pub(super) comments: Option<Comments>,
    /// `literal: true`: that signs of Markdown stand for themselves is known.
    pub(super) literal: bool,
    /// `lines: wrapped`.
    pub(super) wrapped: bool,
    /// `first_line`, from 1.
    pub(super) first_line: Option<Spanned<u32>>,
    /// `last_line`, from 1, included.
    pub(super) last_line: Option<Spanned<u32>>,
}

/// Everything of the header; the keys that are left are told to be unknown.
pub(super) fn decode(mut fields: Fields<'_>, kinds: &Kinds, diags: &mut Diags) -> Decoded {
    let mut decoded = Decoded::default();
    let f = &mut fields;
    let cast = f
        .get("speakers")
        .map_or_else(Cast::default, |n| cast::speakers(n, diags));
    (decoded.words, decoded.nobody) = (cast.words, cast.nobody);
    decoded.header = Header {
        title: keys::required(f, "title", "a transcript", diags).unwrap_or_default(),
        summary: keys::words(f, "summary", diags),
        date: keys::date(f, "date", diags),
        named: named(f, diags),
        about: keys::by_kind(f, kinds, diags),
        form: keys::words(f, "form", diags),
        language: keys::language(f, "language", diags),
        translation_of: keys::id(f, Relation::TranslationOf.key(), diags),
        align: f
            .get("align")
            .map_or_else(Vec::new, |n| languages::align(n, diags)),
        languages: f
            .get("languages")
            .map_or_else(Vec::new, |n| languages::languages(n, diags)),
        record: record(f, diags),
        speakers: cast.speakers.into(),
        speaker: keys::id(f, Relation::UnlabelledSpeaker.key(), diags),
        turns: f
            .get("turns")
            .map_or_else(Vec::new, |n| cast::turns(n, diags)),
        source: f.get("source").and_then(|n| source(n, diags)),
        media: f.get("media").and_then(|n| media(n, diags)),
        credits: f
            .get("credits")
            .map_or_else(Vec::new, |n| credits(n, diags)),
        rights: keys::words(f, "rights", diags),
        warning: keys::words(f, "warning", diags),
        cite_as: keys::words(f, "cite_as", diags),
        cite_author: cite_author(f, diags),
        common: keys::common(f, diags),
    };
    if let Some(node) = f.get("lines") {
        decoded.wrapped = yaml::one_of("lines", node, &["wrapped", "paragraphs"], diags)
            .is_some_and(|l| l.value == "wrapped");
    }
    decoded.comments = f.get("comments").and_then(|n| comments(n, diags));
    decoded.literal = f
        .get("literal")
        .and_then(|n| yaml::flag("literal", n, diags))
        .unwrap_or(false);
    decoded.first_line = f
        .get("first_line")
        .and_then(|n| yaml::number("first_line", n, diags));
    decoded.last_line = f
        .get("last_line")
        .and_then(|n| yaml::number("last_line", n, diags));
    if let Some(node) = f.get("withhold") {
        let span = f.key_span("withhold").unwrap_or(node.span);
        diags.push(
            Diagnostic::at(
                Code::WithholdReserved,
                span,
                "passages cannot be withheld yet",
            )
            .note("this version would publish them, so it publishes nothing")
            .help("keep what must not be published out of the site's folder"),
        );
    }
    fields.finish(diags);
    decoded
}

/// The entries that the table of fields lets a transcript name under keys of their own.
fn named(fields: &mut Fields<'_>, diags: &mut Diags) -> ByRelation<Name> {
    let mut named = ByRelation::default();
    for relation in Relation::of_transcripts() {
        named.extend(relation, keys::ids(fields, relation.key(), diags));
    }
    named
}

/// An empty list is nobody, and so is not nothing.
fn cite_author(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Vec<Name>> {
    let key = Relation::CiteAuthor.key();
    let node = fields.get(key)?;
    Some(yaml::words_list(key, node, diags))
}

fn comments(node: &Node, diags: &mut Diags) -> Option<Comments> {
    let written = yaml::one_of("comments", node, &["words", "drop"], diags)?;
    Some(match written.value {
        "drop" => Comments::Drop,
        _ => Comments::Words,
    })
}

fn record(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Record> {
    let words: Vec<&str> = Record::ALL.iter().map(|(word, _)| *word).collect();
    let node = fields.get("record")?;
    let written = yaml::one_of("record", node, &words, diags)?;
    Record::ALL
        .iter()
        .find(|(word, _)| *word == written.value)
        .map(|(_, record)| *record)
}

/// A map, or a title or address alone.
fn source(node: &Node, diags: &mut Diags) -> Option<Source> {
    if let yaml::Value::Scalar(_) = node.value {
        let written = yaml::words("source", node, diags)?;
        let is_address =
            written.value.starts_with("https://") || written.value.starts_with("http://");
        return Some(if is_address {
            Source {
                url: Some(written.value),
                ..Source::default()
            }
        } else {
            Source {
                title: Some(written.value),
                ..Source::default()
            }
        });
    }
    let mut fields = Fields::of(node, "a source", diags)?;
    let source = Source {
        title: keys::words(&mut fields, "title", diags),
        url: keys::address(&mut fields, "url", diags).map(|n| n.value),
        identifier: keys::words(&mut fields, "identifier", diags),
        accessed: keys::date(&mut fields, "accessed", diags),
        archived: keys::address(&mut fields, "archived", diags).map(|n| n.value),
    };
    fields.finish(diags);
    Some(source)
}

fn media(node: &Node, diags: &mut Diags) -> Option<Media> {
    if let yaml::Value::Scalar(_) = node.value {
        let written = yaml::words("media", node, diags)?;
        return keys::safe_address(written, diags).map(|url| Media {
            url: url.value,
            rights: None,
            duration: None,
        });
    }
    let mut fields = Fields::of(node, "a recording", diags)?;
    let url = keys::address(&mut fields, "url", diags);
    let rights = keys::words(&mut fields, "rights", diags);
    let length = fields
        .get("duration")
        .and_then(|n| yaml::words("duration", n, diags));
    let duration = length.and_then(|written| {
        let seconds = seconds(&written.value);
        if seconds.is_none() {
            let message = format!("`{}` is no length of a recording", written.value);
            let remark = Diagnostic::at(Code::BadValue, written.span, message);
            diags.push(
                remark.help("write hours, minutes and seconds, `1:02:03`, or seconds, `3723.5`"),
            );
        }
        seconds
    });
    fields.finish(diags);
    url.map(|url| Media {
        url: url.value,
        rights,
        duration,
    })
}

/// `1:02:03`, `62:03` or `3723.5` as seconds; none for what is none, or nothing.
fn seconds(written: &str) -> Option<f64> {
    let parts: Vec<&str> = written.trim().split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    let is_plain = |part: &&str| {
        !part.is_empty() && part.len() < 10 && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    if !parts.iter().all(is_plain) {
        return None;
    }
    let total = parts.iter().try_fold(0.0, |sum, part| {
        Some(sum * 60.0 + part.parse::<f64>().ok()?)
    })?;
    (total > 0.0).then_some(total)
}

fn credits(node: &Node, diags: &mut Diags) -> Vec<Credit> {
    let mut credits = Vec::new();
    for (role, value) in yaml::map("credits", node, diags) {
        for name in yaml::words_list(&role.value, value, diags) {
            credits.push(Credit {
                role: role.value.clone(),
                name: name.value,
            });
        }
    }
    credits
}
