//! Decodes a transcript's front matter or sidecar.

use super::{
    keys,
    keys::Diags,
    yaml::{self, Fields, Node},
};
use crate::{
    archive::{Certainty, Credit, Header, Media, Record, Source, Speaker, TurnCorrection},
    config::Config,
    diag::{Code, Diagnostic},
    source::Spanned,
};

/// A header, and what it says about how the words are read.
#[derive(Default)]
pub(super) struct Decoded {
    pub(super) header: Header,
    /// Whether `speakers` is written (even if empty).
    pub(super) speakers_given: bool,
    /// `lines: wrapped`.
    pub(super) wrapped: bool,
    /// `first_line`, from 1.
    pub(super) first_line: Option<Spanned<u32>>,
    /// `last_line`, from 1, included.
    pub(super) last_line: Option<Spanned<u32>>,
}

/// Everything of the header; the keys that are left are told to be unknown.
pub(super) fn decode(mut fields: Fields<'_>, config: &Config, diags: &mut Diags) -> Decoded {
    let mut decoded = Decoded {
        speakers_given: fields.get("speakers").is_some(),
        ..Decoded::default()
    };
    let f = &mut fields;
    decoded.header = Header {
        title: keys::required(f, "title", "a transcript", diags).unwrap_or_default(),
        summary: keys::words(f, "summary", diags),
        date: keys::date(f, "date", diags),
        places: keys::names(f, "place", diags),
        events: keys::names(f, "event", diags),
        about: keys::by_kind(f, &config.kinds, diags),
        form: keys::words(f, "form", diags),
        language: keys::language(f, "language", diags),
        record: record(f, diags),
        speakers: f
            .get("speakers")
            .map_or_else(Vec::new, |n| speakers(n, diags)),
        speaker: keys::name(f, "speaker", diags),
        turns: f.get("turns").map_or_else(Vec::new, |n| turns(n, diags)),
        present: keys::names(f, "present", diags),
        source: f.get("source").and_then(|n| source(n, diags)),
        media: f.get("media").and_then(|n| media(n, diags)),
        credits: f
            .get("credits")
            .map_or_else(Vec::new, |n| credits(n, diags)),
        rights: keys::words(f, "rights", diags),
        warning: keys::words(f, "warning", diags),
        cite_as: keys::words(f, "cite_as", diags),
        cite_author: f
            .get("cite_author")
            .map(|n| yaml::words_list("cite_author", n, diags)),
        common: keys::common(f, diags),
    };
    if let Some(node) = f.get("lines") {
        decoded.wrapped = yaml::one_of("lines", node, &["wrapped", "paragraphs"], diags)
            .is_some_and(|l| l.value == "wrapped");
    }
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

fn record(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Record> {
    let words: Vec<&str> = Record::ALL.iter().map(|(word, _)| *word).collect();
    let node = fields.get("record")?;
    let written = yaml::one_of("record", node, &words, diags)?;
    Record::ALL
        .iter()
        .find(|(word, _)| *word == written.value)
        .map(|(_, record)| *record)
}

/// `Label: person-id`, `Label: {person, name, role, part, spoken}`, or `Label:` for nobody in particular.
fn speakers(node: &Node, diags: &mut Diags) -> Vec<Speaker> {
    let mut speakers = Vec::new();
    for (label, value) in yaml::map("speakers", node, diags) {
        let mut speaker = Speaker {
            label: label.value.trim().to_owned(),
            span: Some(label.span),
            ..Speaker::default()
        };
        if speaker.label.is_empty() || speaker.label.contains(':') {
            diags.push(
                Diagnostic::at(
                    Code::BadValue,
                    label.span,
                    "this cannot be a speaker's label",
                )
                .help("write the label as the source prints it, without its colon"),
            );
            continue;
        }
        match &value.value {
            yaml::Value::Null => {}
            yaml::Value::Scalar(_) => speaker.person = yaml::words(&label.value, value, diags),
            yaml::Value::Map(_) | yaml::Value::List(_) => {
                let Some(mut fields) = Fields::of(value, "a speaker", diags) else {
                    continue;
                };
                speaker.person = keys::name(&mut fields, "person", diags);
                speaker.name = keys::words(&mut fields, "name", diags);
                speaker.role = keys::words(&mut fields, "role", diags);
                speaker.part = keys::words(&mut fields, "part", diags);
                speaker.spoken = keys::language(&mut fields, "spoken", diags);
                fields.finish(diags);
            }
        }
        speakers.push(speaker);
    }
    speakers
}

fn turns(node: &Node, diags: &mut Diags) -> Vec<TurnCorrection> {
    let mut turns = Vec::new();
    for (key, value) in yaml::map("turns", node, diags) {
        let number = key
            .value
            .strip_prefix('p')
            .and_then(|n| n.parse::<u32>().ok())
            .filter(|&n| n > 0);
        let Some(number) = number else {
            diags.push(
                Diagnostic::at(Code::BadValue, key.span, format!("`{}` names no paragraph", key.value))
                    .help("name the turn by its first paragraph: `p7: {person: jane-roe, certainty: probable}`"),
            );
            continue;
        };
        let mut turn = TurnCorrection {
            paragraph: Spanned::new(number, key.span),
            person: None,
            name: None,
            role: None,
            part: None,
            certainty: None,
        };
        if let yaml::Value::Scalar(_) = value.value {
            turn.person = yaml::words(&key.value, value, diags);
        } else if let Some(mut fields) = Fields::of(value, "a turn", diags) {
            turn.person = keys::name(&mut fields, "person", diags);
            turn.name = keys::words(&mut fields, "name", diags);
            turn.role = keys::words(&mut fields, "role", diags);
            turn.part = keys::words(&mut fields, "part", diags);
            if let Some(node) = fields.get("certainty")
                && let Some(written) =
                    yaml::one_of("certainty", node, &["probable", "possible"], diags)
            {
                turn.certainty = Certainty::ALL
                    .iter()
                    .find(|(w, _)| *w == written.value)
                    .map(|(_, c)| *c);
            }
            fields.finish(diags);
        }
        turns.push(turn);
    }
    turns
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
        });
    }
    let mut fields = Fields::of(node, "a recording", diags)?;
    let url = keys::address(&mut fields, "url", diags);
    let rights = keys::words(&mut fields, "rights", diags);
    fields.finish(diags);
    url.map(|url| Media {
        url: url.value,
        rights,
    })
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
