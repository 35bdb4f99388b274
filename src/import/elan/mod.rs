//! ELAN annotations (`.eaf`; the format's schema is EAFv3.0.xsd).
//!
//! What is said stands in tiers that have times of their own and belong to no other. Tiers below these are translations, which become transcripts of
//! their own, or reported (glosses, parts of speech), as those are whose values come from a vocabulary.

mod tiers;
mod translations;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    tiers::{Tier, Times},
    translations::Spoken,
};
use super::{
    Account, Asked, BroughtTranscript, Claim, Element, ImportFile, Imported, Importer, Place,
    Report, Side, Unreadable,
    cues::{Piece, Voice, glue, join, languages::is_language, recording},
};
use crate::archive::{Credit, Header};

/// ELAN annotations.
#[derive(Clone, Copy, Debug)]
pub struct Elan;

impl Importer for Elan {
    fn name(&self) -> &'static str {
        "elan"
    }

    fn title(&self) -> &'static str {
        "ELAN annotations"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        match file.head().contains("<ANNOTATION_DOCUMENT") {
            true => Claim::Sure,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let root = Element::parse(&decoded.text)?;
        if root.name != "ANNOTATION_DOCUMENT" {
            return Err(Unreadable::new("the file is no ELAN document"));
        }
        let mut account = Account::default();
        let mut header = header(&root, &mut account);
        let tiers = tiers::of(&root);
        let speech = tiers::speech(&tiers);
        for value in root
            .descendants()
            .into_iter()
            .filter(|e| e.name == "ANNOTATION_VALUE")
        {
            account.printed(Side::Speech, &value.text());
        }
        let times = Times::of(&root, origin(&root, &mut account));
        let translations = translations::of(&tiers, &speech);
        for (number, tier) in tiers.iter().enumerate() {
            account.found("annotations", tier.annotations.len());
            let is_translation = translations.iter().any(|t| t.tiers.contains(&number));
            if !speech.contains(&number) && !is_translation {
                left_out(tier, &mut account);
            }
        }
        let (pieces, spoken) = pieces(&tiers, &speech, &times, &mut account);
        if pieces.is_empty() {
            return Err(Unreadable::new("no tier of the file has words that are said")
                .help("what is said is looked for in tiers with times of their own that belong to no other tier"));
        }
        let joined = join(&pieces);
        header.speakers.clone_from(&joined.speakers);
        header.turns.clone_from(&joined.turns);
        header.title = file.stem().to_owned();
        let languages: BTreeSet<&str> = speech.iter().filter_map(|s| tiers[*s].language).collect();
        let language = languages
            .first()
            .filter(|l| languages.len() == 1 && is_language(l) && **l != "und");
        header.language = language
            .map(|l| (*l).to_owned())
            .or_else(|| asked.language.clone());
        let key = file.stem();
        let (mut others, mut taken) = (Vec::new(), vec![key.to_owned()]);
        for translation in &translations {
            let words = translation.of_pieces((&tiers, &speech), &spoken, &times, &mut account);
            let other = translation.transcript((key, &header), &joined, &words, &mut taken);
            let Some(other) = other else { continue };
            // Words of a tier above that of the original stand below them.
            account.reorders = true;
            if !translation.has_language() {
                let what = "the language of this translation is not known: say it as `language`";
                let place = Place::known_as(&other.key);
                account.remark(Report::new("languages", place, what, ""));
            }
            others.push(other);
        }
        let own = BroughtTranscript {
            key: key.to_owned(),
            header,
            said: joined.said,
            notes: Vec::new(),
            guessed: Vec::new(),
        };
        Ok(Imported {
            transcripts: [own].into_iter().chain(others).collect(),
            account,
            ..Imported::default()
        })
    }
}

/// What is known of the whole. Names of people on whose disk it lay, and their mail, are not for publishing.
fn header(root: &Element, account: &mut Account) -> Header {
    let mut header = Header::default();
    let author = root.attribute("AUTHOR").unwrap_or_default();
    let name = glue::squeezed(author.split('<').next().unwrap_or_default());
    if !name.is_empty() && name != "unspecified" {
        header.credits.push(Credit {
            role: "annotator".to_owned(),
            name,
        });
    }
    if author.contains('<') {
        account.remark(Report::new(
            "authors",
            root.place(),
            "the mail address of the author is not kept",
            "",
        ));
    }
    let license = root.first("LICENSE");
    let rights = license.map(|l| {
        (
            l.attribute("LICENSE_URL").unwrap_or_default().trim(),
            l.words(),
        )
    });
    header.rights = rights
        .map(|(url, words)| {
            if url.is_empty() {
                words
            } else {
                url.to_owned()
            }
        })
        .filter(|r| !r.is_empty());
    if let Some(date) = root.attribute("DATE") {
        recording::keep(&mut header, "elan", "date", date.into());
    }
    let media: Vec<&Element> = root
        .at(&["HEADER"])
        .map(|h| h.all("MEDIA_DESCRIPTOR").collect())
        .unwrap_or_default();
    if let Some(first) = media.first() {
        recording::name(
            &mut header,
            first.attribute("MEDIA_URL").unwrap_or_default(),
            None,
            account,
        );
    }
    for more in media.iter().skip(1) {
        let url = more.attribute("MEDIA_URL").unwrap_or_default();
        let file = url.rsplit('/').next().unwrap_or_default();
        let what =
            format!("the file has several recordings, and a transcript one: `{file}` is left out");
        account.remark(Report::new("media", more.place(), what, ""));
    }
    header
}

/// How much later than on the time line something is in the first recording, in seconds.
fn origin(root: &Element, account: &mut Account) -> f64 {
    let media = root.at(&["HEADER", "MEDIA_DESCRIPTOR"]);
    let origin: f64 = media
        .and_then(|m| m.attribute("TIME_ORIGIN"))
        .and_then(|t| t.trim().parse().ok())
        .unwrap_or_default();
    if origin == 0.0 || !origin.is_finite() {
        return 0.0;
    }
    let seconds = origin / 1000.0;
    let what = format!(
        "times are those of the recording, which begins {seconds} s before the time line of the file"
    );
    account.remark(Report::new("times", Place::default(), what, ""));
    seconds
}

/// The tier of a piece, and the annotations that it is and that it is of.
type Origin<'e> = (usize, [&'e str; 2]);

/// What is said, in the order of time, and how translations find it.
fn pieces<'e>(
    tiers: &[Tier<'e>],
    speech: &[usize],
    times: &Times<'e>,
    account: &mut Account,
) -> (Vec<Piece>, Spoken<'e>) {
    let mut timed: Vec<(f64, Piece, Origin<'e>)> = Vec::new();
    for (number, tier) in tiers.iter().enumerate() {
        if !speech.contains(&number) {
            continue;
        }
        let label = match tier.participant {
            Some(participant) => Some(glue::squeezed(participant)),
            None if speech.len() > 1 => Some(glue::squeezed(tier.id)),
            None => None,
        };
        let voice = label
            .filter(|l| !l.is_empty())
            .map_or(Voice::Held, Voice::Of);
        let mut last = 0.0;
        for annotation in &tier.annotations {
            let words = glue::squeezed(&annotation.words);
            if words.is_empty() {
                account.left_out(
                    Side::Speech,
                    Report::new("annotations", Place::line(annotation.line), "no words", ""),
                );
                continue;
            }
            account.wrote("annotations", 1);
            let (start, end) = times.of_annotation(annotation);
            last = start.unwrap_or(last);
            timed.push((
                last,
                Piece {
                    start,
                    end,
                    voice: voice.clone(),
                    words,
                    apart: false,
                },
                (number, [annotation.id, annotation.of.unwrap_or_default()]),
            ));
        }
    }
    account.reorders = !timed.is_sorted_by(|(a, ..), (b, ..)| a <= b);
    // Of what begins at once the tier that stands first goes first.
    timed.sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
    let mut spoken = Spoken::default();
    for (at, (_, piece, (tier, ids))) in timed.iter().enumerate() {
        for id in ids.iter().filter(|id| !id.is_empty()) {
            spoken.of.entry(id).or_insert(at);
        }
        if let Some((start, end)) = piece.start.zip(piece.end) {
            spoken
                .by_tier
                .entry(*tier)
                .or_default()
                .push((start, end, at));
        }
    }
    let pieces = timed.into_iter().map(|(_, piece, _)| piece).collect();
    (pieces, spoken)
}

fn left_out(tier: &Tier<'_>, account: &mut Account) {
    let count = tier.annotations.len();
    if count == 0 {
        return;
    }
    let why = match (tier.parent, tier.vocabulary) {
        (Some(parent), _) => format!("below `{parent}`"),
        (None, true) => "of a vocabulary".to_owned(),
        (None, false) => "of no speech".to_owned(),
    };
    let words: Vec<&str> = tier.annotations.iter().map(|a| a.words.as_str()).collect();
    let what = format!("the {count} annotations of the tier `{}` ({why})", tier.id);
    let report = Report::new(
        "annotations",
        Place::line(tier.line),
        what,
        words.join("\n"),
    );
    account.left_out_together(Side::Speech, count, report);
}

/// Values by the name of what has them.
type ByName<'e, T> = BTreeMap<&'e str, T>;

#[cfg(test)]
mod tests;
