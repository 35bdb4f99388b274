//! Looks for what files do not state: at the top of manuscripts, and in the names of files.

use super::{
    account::{Account, Place, Report},
    brought::{BroughtEntry, BroughtTranscript, Imported},
    dated::leading_day,
    guess::{Guess, Guessed, Whence},
    importer::AsWords,
    text::{source, top},
};
use crate::{
    archive::{Dated, Relation},
    writer::Block,
};

/// How many paragraphs at the top are looked at.
const MOST: usize = 14;

/// What stands for the line of a title that was taken out of the words: no name, and no day.
const TITLED: &str = "—";

/// Looks for a date and a place in the paragraphs before anybody speaks, as manuscripts have them above the words; these stay where they are.
pub(super) fn of_top(
    transcript: &mut BroughtTranscript,
    entries: &mut Vec<BroughtEntry>,
    words: &AsWords,
    account: &mut Account,
) {
    if transcript.header.date.is_some() {
        return;
    }
    let before = transcript
        .said
        .blocks
        .iter()
        .map_while(|block| match block {
            Block::Heading { words, .. } => Some(words.as_str()),
            Block::Paragraph(p) => p.label.is_none().then_some(p.text.as_str()),
        });
    // Of a single line with several names a place is told from a title by there being a title: its line is not among these.
    let titled = (transcript.header.title != transcript.key).then(|| TITLED.to_owned());
    let before = before.take(MOST).map(|line| line.replace('\n', " "));
    let before: Vec<String> = titled.into_iter().chain(before).collect();
    // Where nobody is labelled, all of it may be a story that begins with a day.
    let labelled = !transcript.header.speakers.is_empty();
    let text = before.join("\n");
    let lines = source::lines(&text);
    let mut told = Account::default();
    let mut top = top::top(&lines, (labelled, words), &mut told);
    // Lines of these are no lines of the file.
    for remark in told.remarks() {
        account.remark(Report {
            place: Place::default(),
            ..remark.clone()
        });
    }
    if let Some((date, printed)) = top.date.take() {
        transcript.header.date = Some(Dated::unplaced(date));
        let guess = Guess::new(Guessed::Date, Whence::Beside, printed);
        transcript.guessed.push(guess);
    }
    let named = transcript.header.named.of(Relation::TranscriptPlace);
    if let Some(printed) = top.place.take().filter(|_| named.is_empty()) {
        entries.push(transcript.found_place(printed, Whence::Beside));
    }
}

/// Looks into the name of the file for what its only transcript does not say: its title, and the day that the name begins with.
pub fn of_name(imported: &mut Imported, stem: &str, words: &AsWords) {
    let [transcript] = imported.transcripts.as_mut_slice() else {
        return;
    };
    if transcript.header.title == stem {
        let guess = Guess::new(Guessed::Title, Whence::Name, stem);
        transcript.guessed.push(guess);
    }
    if transcript.header.date.is_none()
        && let Some((day, _)) = leading_day(stem)
        && !words.dates.contains(day.value.edtf())
    {
        let printed = stem.get(..10).unwrap_or(stem);
        let guess = Guess::new(Guessed::Date, Whence::Name, printed);
        transcript.header.date = Some(day);
        transcript.guessed.push(guess);
    }
}
