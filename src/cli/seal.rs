//! `seal`: what would change, a question, and the ledgers.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    CONTENT,
    args::{Arguments, Seal},
    ask,
    progress::Display,
    report,
    run::{plural, report as tell, say, site},
};
use crate::{
    pipeline::{
        self, Day, ParagraphId, PointerKind, SealChange, SealRequest, Sealings, TranscriptSealing,
        both_wordings,
    },
    source::Sources,
};

pub(super) fn seal(arguments: &Arguments, seal: &Seal) -> Result<u8> {
    if seal.check {
        return check(arguments, seal);
    }
    let sealing = SealRequest {
        transcripts: seal.transcripts.clone(),
        day: today()?,
        forget: seal.forget,
    };
    let display = Display::new();
    let sealings = pipeline::seal(&site(arguments)?, &sealing, &|p| display.show(p));
    display.done();
    let sealings = sealings?;
    if sealings.diagnostics.has_errors() {
        tell(
            arguments.format,
            false,
            (&sealings.diagnostics, &sealings.sources),
        );
        say("nothing was sealed");
        return Ok(CONTENT);
    }
    if sealings.transcripts.is_empty() {
        let all = plural(sealings.looked_at, "transcript", "transcripts");
        say(&format!("{all}: everything is sealed as it stands"));
        return Ok(0);
    }
    for transcript in &sealings.transcripts {
        list(transcript, &sealings.sources);
    }
    if !sealings.broken.is_empty() {
        say("as the texts stand, these annotations are wrong:");
        tell(
            arguments.format,
            false,
            (&sealings.broken, &sealings.sources),
        );
    }
    if !may_write(&sealings, seal)? {
        say("nothing was sealed");
        return Ok(CONTENT);
    }
    sealings.write()?;
    let count = sealings.transcripts.len();
    say(&format!(
        "sealed {}; commit content/ledger/",
        plural(count, "transcript", "transcripts")
    ));
    Ok(0)
}

fn check(arguments: &Arguments, seal: &Seal) -> Result<u8> {
    let (diagnostics, sources, looked_at) =
        pipeline::unsealed(&site(arguments)?, &seal.transcripts)?;
    tell(arguments.format, true, (&diagnostics, &sources));
    if diagnostics.has_errors() {
        return Ok(CONTENT);
    }
    let all = plural(looked_at, "transcript", "transcripts");
    say(&format!("{all}: everything is sealed as it stands"));
    Ok(0)
}

/// Whether the ledgers may be written: somebody at a terminal is asked if an address leads to something else than before. Elsewhere nobody can be asked,
/// and what is written stands in version control; but a text that may be another one is only sealed if that was said.
fn may_write(sealings: &Sealings, seal: &Seal) -> Result<bool> {
    let asks = ask::is_watched() && !seal.yes;
    for other in sealings.transcripts.iter().filter(|s| s.is_other_text) {
        let id = report::one_line(&other.id);
        say(&format!(
            "{id}: over half of its words are new, and over half of those that were sealed are gone: is this another text?"
        ));
        if asks {
            if !ask::yes(
                "Is it the same one, and shall its old addresses say that their paragraphs were removed?",
            )? {
                return Ok(false);
            }
        } else if !(seal.yes && seal.transcripts.contains(&other.id)) {
            say(&format!(
                "if it is, give it a name of its own; if it is not, say `postil seal --yes {id}`"
            ));
            return Ok(false);
        }
    }
    match asks && sealings.moves() {
        true => ask::yes("Seal this?"),
        false => Ok(true),
    }
}

/// Says what becomes of a transcript, and what points at that.
fn list(transcript: &TranscriptSealing, sources: &Sources) {
    let id = report::one_line(&transcript.id);
    if transcript.first {
        let count = plural(transcript.changes.len(), "paragraph", "paragraphs");
        return say(&format!("{id}: {count}, sealed for the first time"));
    }
    let ledger = report::one_line(&transcript.ledger);
    if transcript.changes.is_empty() {
        return say(&format!("{id}: {ledger} is written anew and says the same"));
    }
    say(&format!(
        "{id}: {}",
        plural(transcript.changes.len(), "change", "changes")
    ));
    let mut new: Vec<String> = Vec::new();
    for change in &transcript.changes {
        match change {
            SealChange::New { id } => new.push(id.to_string()),
            change => {
                let lines = lines_of(change, &transcript.began);
                lines.iter().for_each(|line| say(&format!("  {line}")));
            }
        }
    }
    if !new.is_empty() {
        say(&format!("  new: {}", new.join(", ")));
    }
    let places = report::lines_of(transcript.pointers.iter().map(|p| p.span), sources);
    let mut last = None;
    for (pointer, place) in transcript.pointers.iter().zip(places) {
        if last != Some(pointer.paragraph) {
            say(&format!("  what points at {}:", pointer.paragraph));
            last = Some(pointer.paragraph);
        }
        let what = match &pointer.kind {
            PointerKind::Note(id) => format!("the note `{}` is on it", report::one_line(id)),
            PointerKind::Dispute(id) => {
                let id = report::one_line(id);
                format!("the note `{id}`, one side of a dispute, is on it")
            }
            PointerKind::Link => "a link leads to it".to_owned(),
            PointerKind::See => "a `see:` leads to it".to_owned(),
        };
        say(&format!("    {place}: {what}"));
    }
}

fn lines_of(change: &SealChange, began: &BTreeMap<ParagraphId, String>) -> Vec<String> {
    let which = |id: &ParagraphId| match began.get(id) {
        Some(words) => format!("{id} (“{}”)", report::one_line(words)),
        None => id.to_string(),
    };
    let line = match change {
        SealChange::New { id } => format!("{id} is new"),
        SealChange::Split { id, from } => format!("{id} is new: a part of what was {from}"),
        SealChange::Reworded { id, old, new } => {
            let Some(old) = old else {
                return vec![format!("{id} is reworded; how it read is forgotten")];
            };
            let [old, new] = both_wordings(old, new);
            return vec![
                format!("{id} is reworded"),
                format!("  it read:  {}", report::one_line(&old)),
                format!("  it reads: {}", report::one_line(&new)),
            ];
        }
        SealChange::Moved { id } => format!("{} stands in another place", which(id)),
        SealChange::Joined { id, into } => format!("{} is a part of {into} now", which(id)),
        SealChange::Removed { id } => format!("{} is no longer there", which(id)),
        SealChange::Restored { id } => format!("{id} is there again"),
        SealChange::GivenAnew { both, id } => format!(
            "two paragraphs had the address {both}: the one that was sealed first keeps it, and the other is {id} now"
        ),
        SealChange::Mended { id } => {
            format!("{id} gets its words again, which the ledger had lost")
        }
        SealChange::Forgotten { id } => format!("earlier words of {id} are forgotten"),
    };
    vec![line]
}

/// The day that is sealed on: today, or that of `SOURCE_DATE_EPOCH` (seconds; reproducible-builds.org/specs/source-date-epoch), which is one of UTC.
fn today() -> Result<Day> {
    let (zone, now) = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            // Without a sign: of years before 0 a ledger could not be read again.
            let second = seconds.parse::<u64>().ok();
            let second = second.and_then(|s| Timestamp::from_second(s.try_into().ok()?).ok());
            let Some(second) = second else {
                bail!("SOURCE_DATE_EPOCH is `{seconds}`, which is no number of seconds since 1970");
            };
            (TimeZone::UTC, second)
        }
        Err(_) => (TimeZone::system(), Timestamp::now()),
    };
    let date = zone.to_datetime(now).date();
    let (month, day) = (u8::try_from(date.month()), u8::try_from(date.day()));
    Ok(Day {
        year: i64::from(date.year()),
        month: month.context("months are counted from 1")?,
        day: day.context("days are counted from 1")?,
    })
}
