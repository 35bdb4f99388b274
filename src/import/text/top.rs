//! What stands at the top of a text, before anybody speaks: its title, the place and the date, and lines like `Interviewer: Jane Roe`.
//!
//! What is not surely one of these stays words.

use serde_json::{Map, Value};

use super::{
    meant::{date_of, is_ambiguous, is_place},
    source::{SourceLine, ends_sentence},
};
use crate::{
    archive::{Credit, Date, Dated, Header, Media, Source},
    import::{
        Account, AsWords, BroughtEntry, BroughtTranscript, Place, Report,
        guess::{Guess, Guessed, Whence},
        running::collapsed,
    },
};

/// How many lines at the top are looked at.
const MOST: usize = 14;
/// The most bytes of a line that may be a title.
const LONGEST: usize = 300;

/// What the top of a text says.
#[derive(Debug, Default)]
pub(in crate::import) struct Top {
    /// The places, among the lines, of those that are no words.
    pub(super) taken: Vec<usize>,
    pub(super) title: Option<String>,
    /// As printed: `Brussels, Belgium`.
    pub(in crate::import) place: Option<String>,
    /// With its words.
    pub(in crate::import) date: Option<(Date, String)>,
    /// Whether the line with date and place stays words, since one of them is none.
    stays: bool,
    keyed: Vec<(&'static str, String)>,
}

/// What lines before the first label say. `labelled`: whether there is one; if not, only a date, and a first line that stands by itself, are
/// looked for. `words` are no title, date or place.
pub(in crate::import) fn top(
    lines: &[SourceLine<'_>],
    (labelled, words): (bool, &AsWords),
    account: &mut Account,
) -> Top {
    let mut top = Top::default();
    let most = if labelled { MOST } else { 4 };
    let mut rest = Vec::new();
    let filled = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_blank());
    for (at, line) in filled.take(most) {
        if line.text.len() > LONGEST || is_prose(line.text) {
            break;
        }
        let mut told = top.keyed_line(line.text, words);
        if told == Told::Nothing && top.date.is_none() {
            told = top.date_line(line, words, account);
        }
        match told {
            Told::Taken => top.taken.push(at),
            Told::Words => {}
            Told::Nothing => rest.push(at),
        }
    }
    let dated = top.date.is_some();
    if dated && top.place.is_none() {
        rest.retain(|at| !words.places.contains(lines[*at].text));
        top.find_place(lines, &mut rest);
    }
    let taken = top.taken.len();
    top.find_title(lines, &rest, labelled || dated);
    if top
        .title
        .as_ref()
        .is_some_and(|title| words.titles.contains(title))
    {
        top.title = None;
        top.taken.truncate(taken);
    }
    top.taken.sort_unstable();
    top
}

/// The lines of the blocks at the top that say nothing but `Key: value`, a title above them aside: nobody speaks in them.
pub(super) fn about(lines: &[SourceLine<'_>]) -> usize {
    let mut until = 0;
    for block in lines.split(SourceLine::is_blank) {
        let end = until + block.len();
        let keyed = block.iter().filter_map(|line| key_of(line.text));
        let plain = keyed.clone().filter(|key| !SPEAKING.contains(key)).count();
        let all = keyed.count();
        let is_about = end <= MOST && (all == 0 || plain > 0 && all + 1 >= block.len());
        if !is_about || (all == 0 && block.iter().any(|line| line.text.contains(':'))) {
            break;
        }
        until = end + 1;
    }
    until.min(lines.len())
}

/// What a line at the top is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It says something of the whole, and is no words.
    Taken,
    /// It would, but it is words.
    Words,
    /// Nothing of that sort.
    Nothing,
}

/// Keys that are labels, too, if what stands behind them is said.
const SPEAKING: &[&str] = &["interviewer", "interviewee", "narrator", "translator"];

/// The key of a line, if it is one that tops of texts have, and a short value stands behind it.
fn key_of(text: &str) -> Option<&'static str> {
    let (key, value) = text.trim_matches(['*', '_']).split_once(':')?;
    let key = key.trim().trim_matches(['*', '_']).to_lowercase();
    let short = !value.trim().is_empty() && value.len() <= 120 && !value.ends_with('?');
    let known = KEYS.iter().find(|(word, _)| *word == key)?;
    short.then_some(known.0)
}

fn is_prose(text: &str) -> bool {
    ends_sentence(text) && text.split_whitespace().count() > 12
}

impl Top {
    /// `Interviewer: Jane Roe`.
    fn keyed_line(&mut self, text: &str, words: &AsWords) -> Told {
        let plain = text.trim_matches(['*', '_']);
        let Some((key, value)) = plain.split_once(':') else {
            return Told::Nothing;
        };
        let key = key.trim().trim_matches(['*', '_']).to_lowercase();
        let value = value.trim().trim_start_matches(['*', '_']).trim();
        let known = KEYS.iter().find(|(word, _)| *word == key);
        let Some((_, means)) = known.filter(|_| !value.is_empty()) else {
            return Told::Nothing;
        };
        match *means {
            "title" if words.titles.contains(value) => return Told::Words,
            "place" if words.places.contains(value) => return Told::Words,
            "title" if self.title.is_none() => self.title = Some(value.to_owned()),
            "place" if self.place.is_none() => self.place = Some(value.to_owned()),
            "date" => match date_of(value) {
                Some(date) if words.dates.contains(date.edtf()) => return Told::Words,
                Some(date) if self.date.is_none() => self.date = Some((date, value.to_owned())),
                _ => return Told::Nothing,
            },
            "title" | "place" => return Told::Nothing,
            means => self.keyed.push((means, value.to_owned())),
        }
        Told::Taken
    }

    /// `1 April 2014`, `Brussels, 1 April 2014`.
    fn date_line(&mut self, line: &SourceLine<'_>, words: &AsWords, account: &mut Account) -> Told {
        let plain = line
            .text
            .trim_matches(['*', '_', '(', ')', '[', ']'])
            .trim();
        if let Some(date) = date_of(plain) {
            if words.dates.contains(date.edtf()) {
                return Told::Words;
            }
            self.date = Some((date, plain.to_owned()));
            return Told::Taken;
        }
        if is_ambiguous(plain) {
            let what = "a date that can be read in two ways: write it into the header";
            account.remark(Report::new("dates", Place::line(line.number), what, plain));
            return Told::Nothing;
        }
        let parts = plain.match_indices(',').map(|(at, _)| at);
        let found = parts
            .filter(|at| is_place(plain[..*at].trim()))
            .find_map(|at| Some((at, date_of(plain[at + 1..].trim())?)));
        let Some((at, date)) = found else {
            return Told::Nothing;
        };
        let (place, day) = (plain[..at].trim(), plain[at + 1..].trim());
        let is_place = !words.places.contains(place);
        let is_date = !words.dates.contains(date.edtf());
        if is_place {
            self.place.get_or_insert(place.to_owned());
        }
        if is_date {
            self.date = Some((date, day.to_owned()));
        }
        // What is one of the two alone stays a line of words.
        self.stays = !(is_place && is_date);
        match self.stays {
            true => Told::Words,
            false => Told::Taken,
        }
    }

    /// A place that stands by itself near a date: `Brussels, Belgium`.
    fn find_place(&mut self, lines: &[SourceLine<'_>], rest: &mut Vec<usize>) {
        let named = |at: &usize| lines[*at].text.contains(',') && is_place(lines[*at].text);
        // Of a single line it is more likely the title.
        if rest.len() + usize::from(self.title.is_some()) < 2 {
            return;
        }
        if let Some(found) = rest.iter().position(named) {
            let at = rest.remove(found);
            self.place = Some(lines[at].text.to_owned());
            self.taken.push(at);
        }
    }

    /// The first line that is no sentence.
    fn find_title(&mut self, lines: &[SourceLine<'_>], rest: &[usize], sure: bool) {
        if self.title.is_some() {
            return;
        }
        let by_itself = |at: usize| lines.get(at + 1).is_none_or(SourceLine::is_blank);
        let fits = |at: &&usize| {
            let text = lines[**at].text;
            let brackets = text.starts_with(['(', '[']);
            !brackets && !ends_sentence(text) && (sure || (by_itself(**at) && text.len() <= 120))
        };
        let first = match sure {
            true => rest.iter().find(fits),
            // Without a label nothing tells a title from words but that it stands alone before others.
            false => rest
                .first()
                .filter(fits)
                .filter(|at| lines[**at + 1..].iter().any(|line| !line.is_blank())),
        };
        if let Some(&at) = first {
            // Of a title that is broken into lines, the lines below it.
            let below = rest.iter().copied().skip_while(|line| *line < at);
            let run: Vec<usize> = below
                .enumerate()
                .take_while(|(i, line)| {
                    *line == at + i && (*i == 0 || !lines[*line].text.contains(':'))
                })
                .map(|(_, line)| line)
                .collect();
            let words: Vec<&str> = run.iter().map(|line| lines[*line].text).collect();
            let whole = words.join(" ");
            let run = if sure && whole.len() <= LONGEST {
                run
            } else {
                vec![at]
            };
            let words: Vec<&str> = run.iter().map(|line| lines[*line].text).collect();
            let title = words.join(" ");
            let title = title.trim_matches(['*', '_', '#', ' ']);
            // Where on the page its parts stand is not theirs.
            self.title = Some(collapsed(title));
            self.taken.extend(run);
        }
    }

    /// Says what of a transcript was found here, and brings the place.
    pub(super) fn guessed(
        self,
        transcript: &mut BroughtTranscript,
        entries: &mut Vec<BroughtEntry>,
    ) {
        let whence = match self.stays {
            true => Whence::Beside,
            false => Whence::Words,
        };
        if let Some(title) = self.title.filter(|title| !title.is_empty()) {
            let guess = Guess::new(Guessed::Title, Whence::Words, title);
            transcript.guessed.push(guess);
        }
        if let Some((_, printed)) = self.date {
            let guess = Guess::new(Guessed::Date, whence, printed);
            transcript.guessed.push(guess);
        }
        if let Some(printed) = self.place {
            entries.push(transcript.found_place(printed, whence));
        }
    }

    /// Puts what was found into a header.
    pub(super) fn fill(&self, header: &mut Header) {
        if let Some(title) = self.title.as_ref().filter(|title| !title.is_empty()) {
            header.title.clone_from(title);
        }
        header.date = self.date.clone().map(|(date, _)| Dated::unplaced(date));
        let mut extra = Map::new();
        for (means, value) in &self.keyed {
            let source = || header.source.clone().unwrap_or_default();
            match *means {
                "rights" => header.rights = Some(value.clone()),
                "source" => {
                    header.source = Some(Source {
                        title: Some(value.clone()),
                        ..source()
                    });
                }
                "url" => {
                    header.source = Some(Source {
                        url: Some(value.clone()),
                        ..source()
                    });
                }
                "media" if value.contains("://") => {
                    header.media = Some(Media {
                        url: value.clone(),
                        rights: None,
                        duration: None,
                    });
                }
                "interviewer" | "transcriber" | "translator" | "editor" => {
                    header.credits.push(Credit {
                        role: (*means).to_owned(),
                        name: value.clone(),
                    });
                }
                other => {
                    extra.insert(other.to_owned(), Value::String(value.clone()));
                }
            }
        }
        if !extra.is_empty() {
            header.common.extra = Value::Object(extra);
        }
    }
}

/// Words before a colon at the top of a text, and what they mean.
const KEYS: &[(&str, &str)] = &[
    ("title", "title"),
    ("place", "place"),
    ("location", "place"),
    ("venue", "place"),
    ("date", "date"),
    ("date of interview", "date"),
    ("interview date", "date"),
    ("interviewer", "interviewer"),
    ("interviewed by", "interviewer"),
    ("interviewee", "interviewee"),
    ("narrator", "interviewee"),
    ("transcriber", "transcriber"),
    ("transcribed by", "transcriber"),
    ("transcript by", "transcriber"),
    ("translated by", "translator"),
    ("translator", "translator"),
    ("edited by", "editor"),
    ("copyright", "rights"),
    ("rights", "rights"),
    ("source", "source"),
    ("url", "url"),
    ("recording", "media"),
    ("duration", "duration"),
    ("length", "duration"),
    ("language", "language"),
];
