//! Markdown with lines of speakers, and YAML above it.
//!
//! | Module | What it does |
//! |---|---|
//! | `front` | the YAML above the words, as a header and entries |
//! | `prepare` | what Markdown has and transcripts have not: taken out with a report, or written as words |
//! | `body` | the words: read by `load::speech`, as a transcript of the archive is |
//!
//! Who speaks is found by [`labels`](super::labels).

mod body;
mod footnotes;
mod front;
mod prepare;
#[cfg(test)]
mod tests;

use super::{
    Account, Asked, BroughtTranscript, Claim, ImportFile, Imported, Importer, Place, Report, Side,
    Unreadable, entities, found,
    guess::{Guess, Guessed, Whence},
    reckon, text,
};
use crate::{
    archive::{Header, Name},
    load::front_matter,
};

/// Markdown with lines of speakers, and YAML above it.
#[derive(Debug)]
pub struct Markdown;

impl Importer for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn title(&self) -> &'static str {
        "Markdown"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let named = ["md", "markdown", "mdown", "mkd"].contains(&file.extension().as_str());
        let fronted = file
            .head()
            .trim_start_matches('\u{feff}')
            .starts_with("---\n");
        match (named, fronted && front_matter(file.text()).is_some()) {
            (true, true) => Claim::Sure,
            (false, true) | (true, false) => Claim::Likely,
            (false, false) => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let whole = text::without_damage(&decoded.text);
        let mut account = Account::default();
        text::account_for_letters(decoded, &whole, &mut account);
        let whole = whole.replace('\u{c}', " ");
        let (key, language, original) = named(file.stem());
        let mut header = Header {
            title: String::new(),
            language: language
                .map(str::to_owned)
                .or_else(|| asked.language.clone()),
            translation_of: original.map(|name| Name::unplaced(name.to_owned())),
            ..Header::default()
        };
        let yaml = front_matter(&whole);
        let begins = match &yaml {
            Some(yaml) => whole[yaml.end..]
                .find('\n')
                .map_or(whole.len(), |end| yaml.end + end + 1),
            None => 0,
        };
        let front = match yaml {
            Some(range) => front::read(&whole, range)?,
            None => front::Front::default(),
        };
        account.printed(Side::Speech, &entities::decoded(&whole[begins..], ""));
        let above = whole[..begins].matches('\n').count();
        let prepared = prepare::prepare(&whole[begins..], above, &mut account);
        let read = body::read(&prepared, &asked.as_words, &mut account);
        let mut imported = Imported::default();
        if read.said.blocks.is_empty() {
            front.tell(&mut account);
            imported.account = account;
            return Ok(imported);
        }
        header.speakers = read.speakers();
        imported.entries = front.fill(&mut header, &mut account);
        let mut guessed = Guess::labels(header.speakers.iter());
        if header.title.is_empty() {
            let heading = read.first_heading();
            let heading = heading.filter(|words| !asked.as_words.titles.contains(words));
            let found = heading.iter();
            guessed.extend(found.map(|words| Guess::new(Guessed::Title, Whence::Beside, words)));
            header.title = heading.unwrap_or_else(|| file.stem().to_owned());
        }
        let mut transcript = BroughtTranscript {
            key: key.to_owned(),
            header,
            said: read.said,
            notes: Vec::new(),
            guessed,
        };
        let entries = &mut imported.entries;
        found::of_top(&mut transcript, entries, &asked.as_words, &mut account);
        imported.transcripts.push(transcript);
        imported.account = account;
        // Where signs stand within words, the letters at least are all there.
        imported.account.joins = !reckon(&imported).is_empty();
        Ok(imported)
    }
}

/// What the stem of a file says: its key, and of `NAME.es` the language, and the transcript whose translation it is.
fn named(stem: &str) -> (&str, Option<&str>, Option<&str>) {
    let Some((name, tag)) = stem.rsplit_once('.') else {
        return (stem, None, None);
    };
    let language = tag.split('-').next().unwrap_or_default();
    match LANGUAGES.contains(&language) && tag.len() <= 12 && !name.is_empty() {
        true => (stem, Some(tag), Some(name)),
        false => (stem, None, None),
    }
}

/// Codes of ISO 639-1 that stand behind the names of files.
const LANGUAGES: &[&str] = &[
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es",
    "et", "eu", "fa", "fi", "fr", "ga", "gl", "ha", "he", "hi", "hr", "hu", "hy", "id", "is", "it",
    "ja", "ka", "kk", "km", "ko", "ku", "ky", "lo", "lt", "lv", "mk", "mn", "ms", "my", "nb", "ne",
    "nl", "nn", "no", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "si", "sk", "sl", "so", "sq", "sr",
    "sv", "sw", "ta", "th", "tr", "uk", "ur", "uz", "vi", "zh", "zu",
];

/// Reports something that is not written.
fn left_out(account: &mut Account, unit: &'static str, (line, words): (usize, &str), what: &str) {
    account.found(unit, 1);
    let report = Report::new(unit, Place::line(line), what, words);
    account.left_out(Side::Speech, report);
}
