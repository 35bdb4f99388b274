//! Decodes who speaks: `speakers:` and `turns:` of a transcript's header.

use super::{
    keys,
    keys::Diags,
    yaml::{self, Fields, Node, Value},
};
use crate::{
    archive::{Certainty, LabelSaid, ParagraphId, Part, Relation, Speaker, TurnCorrection},
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
};

/// What `speakers:` says.
#[derive(Default)]
pub(super) struct Cast {
    /// Declared speakers, in order.
    pub(super) speakers: Vec<Speaker>,
    /// `Note: false`: lines that begin so are words.
    pub(super) words: Vec<Spanned<String>>,
    /// `speakers: {}`: nobody is labelled.
    pub(super) nobody: bool,
}

/// `Label: person-id`, `Label: {person, name, role, part, asks, spoken}`, `Label:` for nobody in particular, or `Label: false`.
pub(super) fn speakers(node: &Node, diags: &mut Diags) -> Cast {
    let mut cast = Cast::default();
    let entries = yaml::map("speakers", node, diags);
    cast.nobody = entries.is_empty();
    for (label, value) in entries {
        let said = label.value.trim();
        if bare(said).is_empty() {
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
        if is_false(value) {
            cast.words
                .push(Spanned::new(bare(said).to_owned(), label.span));
            continue;
        }
        cast.speakers.push(speaker(said, label.span, value, diags));
    }
    cast
}

/// A label as declared, without signs of emphasis round it and without its colon.
fn bare(label: &str) -> &str {
    let stars: &[char] = &['*', '_'];
    match label.starts_with(stars) && label.ends_with(['*', '_', ':', '：']) {
        true => label
            .trim_start_matches(stars)
            .trim_end_matches(['*', '_', ':', '：'])
            .trim(),
        false => label.trim_end_matches([':', '：']).trim_end(),
    }
}

/// `false`, unquoted.
pub(super) fn is_false(value: &Node) -> bool {
    matches!(&value.value, Value::Scalar(s) if s.style == yaml::Style::Plain && s.text == "false")
}

fn speaker(label: &str, span: Span, value: &Node, diags: &mut Diags) -> Speaker {
    let mut speaker = Speaker {
        label: bare(label).to_owned(),
        span: Some(span),
        ..Speaker::default()
    };
    match &value.value {
        Value::Null => {}
        Value::Scalar(_) => speaker.person = yaml::words(label, value, diags).map(keys::composed),
        Value::Map(_) | Value::List(_) => {
            let Some(mut fields) = Fields::of(value, "a speaker", diags) else {
                return speaker;
            };
            speaker.person = keys::id(&mut fields, Relation::SpeakerPerson.key(), diags);
            speaker.name = keys::words(&mut fields, "name", diags);
            speaker.role = keys::words(&mut fields, "role", diags);
            speaker.part = part(&mut fields, diags);
            speaker.asks = asks(&mut fields, diags);
            speaker.spoken = keys::language(&mut fields, "spoken", diags);
            fields.finish(diags);
        }
    }
    if speaker.part == Some(Part::Narration)
        && let Some(person) = speaker.person.take()
    {
        diags.push(nobodys(person.span));
    }
    speaker
}

fn nobodys(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::BadValue,
        span,
        "what is narration is nobody's words, and this names a person",
    )
    .help("take the person out, or write the part that they have")
}

fn part(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Part> {
    let node = fields.get("part")?;
    let written = yaml::words("part", node, diags)?;
    if let Some((_, part)) = Part::ALL.iter().find(|(word, _)| *word == written.value) {
        return Some(*part);
    }
    let words = || Part::ALL.iter().map(|(word, _)| *word);
    let lower = written.value.to_lowercase();
    let meant = OTHER_WORDS
        .iter()
        .find(|(other, _)| *other == lower)
        .map(|(_, word)| *word)
        .or_else(|| crate::text::nearest(&lower, words()))
        .or_else(|| words().find(|word| *word == lower));
    diags.push(
        Diagnostic::at(
            Code::BadValue,
            written.span,
            format!("`part` cannot be `{}`", written.value),
        )
        .did_you_mean(written.span, meant)
        .note(format!(
            "it is one of: {}",
            words().collect::<Vec<_>>().join(", ")
        )),
    );
    None
}

/// What people write for a part, and the word for it.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("public", "audience"),
    ("listener", "audience"),
    ("spectator", "audience"),
    ("reporter", "press"),
    ("journalist", "press"),
    ("media", "press"),
    ("questioner", "interviewer"),
    ("narrator", "interviewee"),
    ("subject", "interviewee"),
    ("guest", "interviewee"),
    ("lawyer", "counsel"),
    ("attorney", "counsel"),
    ("prosecutor", "counsel"),
    ("defence", "counsel"),
    ("defense", "counsel"),
    ("advocate", "counsel"),
    ("investigator", "examiner"),
    ("commissioner", "examiner"),
    ("testifier", "witness"),
    ("expert", "witness"),
    ("survivor", "witness"),
    ("chairman", "chair"),
    ("chairwoman", "chair"),
    ("chairperson", "chair"),
    ("moderator", "chair"),
    ("president", "chair"),
    ("delegate", "member"),
    ("deputy", "member"),
    ("senator", "member"),
    ("justice", "judge"),
    ("court", "judge"),
    ("translator", "interpreter"),
    ("document", "narration"),
    ("speaker", "other"),
];

fn asks(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<bool> {
    yaml::flag("asks", fields.get("asks")?, diags)
}

/// `p7: {person, name, role, part, asks, label, certainty}`, or `p7: person-id`.
pub(super) fn turns(node: &Node, diags: &mut Diags) -> Vec<TurnCorrection> {
    let mut turns = Vec::new();
    for (key, value) in yaml::map("turns", node, diags) {
        let id = key.value.parse::<ParagraphId>();
        let Ok(id) = id else {
            diags.push(
                Diagnostic::at(Code::BadValue, key.span, format!("`{}` names no paragraph", key.value))
                    .help("name the turn by its first paragraph: `p7: {person: jane-roe, certainty: probable}`"),
            );
            continue;
        };
        turns.push(turn(Spanned::new(id, key.span), &key.value, value, diags));
    }
    turns
}

fn turn(
    paragraph: Spanned<ParagraphId>,
    key: &str,
    value: &Node,
    diags: &mut Diags,
) -> TurnCorrection {
    let mut turn = TurnCorrection {
        paragraph,
        label: None,
        person: None,
        name: None,
        role: None,
        part: None,
        asks: None,
        spoken: None,
        certainty: None,
    };
    if let Value::Scalar(_) = value.value {
        turn.person = yaml::words(key, value, diags).map(keys::composed);
        return turn;
    }
    let Some(mut fields) = Fields::of(value, "a turn", diags) else {
        return turn;
    };
    turn.label = label(&mut fields, diags);
    turn.person = keys::id(&mut fields, Relation::TurnPerson.key(), diags);
    turn.name = keys::words(&mut fields, "name", diags);
    turn.role = keys::words(&mut fields, "role", diags);
    turn.part = part(&mut fields, diags);
    turn.asks = asks(&mut fields, diags);
    turn.spoken = keys::language(&mut fields, "spoken", diags);
    if let Some(node) = fields.get("certainty")
        && let Some(written) = yaml::one_of("certainty", node, &["probable", "possible"], diags)
    {
        turn.certainty = Certainty::ALL
            .iter()
            .find(|(w, _)| *w == written.value)
            .map(|(_, c)| *c);
    }
    fields.finish(diags);
    if turn.part == Some(Part::Narration)
        && let Some(person) = turn.person.take()
    {
        diags.push(nobodys(person.span));
    }
    turn
}

/// `label: false`, or the label of whose turn begins here.
fn label(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<LabelSaid> {
    let node = fields.get("label")?;
    if is_false(node) {
        return Some(LabelSaid::Words(node.span));
    }
    let written = yaml::words("label", node, diags)?;
    Some(LabelSaid::Of(
        written.map(|label| bare(label.trim()).to_owned()),
    ))
}
