//! Titles and dates that were found: whether they are right.

use anyhow::Result;

use super::{
    adviser::{FoundAnswer, FoundKind, FoundQuestion},
    settled::Settled,
    talk::Talk,
};
use crate::{
    archive::{Date, Header},
    import::{Account, Guess, Guessed, Place, Report, Whence},
    load::{Answers, Settled as Known},
    source::Spanned,
};

/// Asks what transcripts are called and when they were, where that was found and their files do not state it.
pub(super) fn heads(settled: &mut [Settled], brought: &Answers, talk: &mut Talk<'_>) -> Result<()> {
    for file in settled {
        let origin = file.gathered.found.origin.clone();
        let mut asking = Asking {
            origin: &origin,
            brought,
            before: file.gathered.before.as_ref().map(|before| &before.answers),
            answers: Answers::default(),
            talk,
        };
        let Ok(imported) = &mut file.gathered.imported else {
            continue;
        };
        for transcript in &mut imported.transcripts {
            for guess in &transcript.guessed {
                let what = match guess.what {
                    Guessed::Title => FoundKind::Title,
                    Guessed::Date => FoundKind::Date,
                    Guessed::Place(_) | Guessed::Label(_) => continue,
                };
                let header = (&mut transcript.header, transcript.key.as_str());
                asking.head(what, guess, header, &mut imported.account)?;
            }
        }
        let answers = asking.answers;
        file.answers.titles = answers.titles;
        file.answers.dates = answers.dates;
    }
    Ok(())
}

struct Asking<'a, 't, 'd> {
    origin: &'a str,
    brought: &'a Answers,
    before: Option<&'a Answers>,
    answers: Answers,
    talk: &'t mut Talk<'d>,
}

impl Asking<'_, '_, '_> {
    fn head(
        &mut self,
        what: FoundKind,
        guess: &Guess,
        (header, key): (&mut Header, &str),
        account: &mut Account,
    ) -> Result<()> {
        let found = match (what, &header.date) {
            (FoundKind::Title, _) => header.title.clone(),
            (FoundKind::Date, Some(date)) => date.value.edtf().to_owned(),
            (FoundKind::Date, None) => return Ok(()),
        };
        let mut question = FoundQuestion {
            origin: self.origin.to_owned(),
            what,
            found,
            whence: guess.whence,
            wrong: None,
        };
        let mut known = self.known(what, &question.found);
        loop {
            let answer = match known.take() {
                Some(answer) => answer,
                None => self.talk.found(&question)?,
            };
            match answer {
                FoundAnswer::Right => {
                    remember(&mut self.answers, &question, Some(&question.found));
                }
                FoundAnswer::Taken => {}
                FoundAnswer::Other(words) => {
                    if let Err(wrong) = put(what, &words, header) {
                        question.wrong = Some(wrong);
                        continue;
                    }
                    remember(&mut self.answers, &question, Some(&words));
                    if question.whence == Whence::Words && words != question.found {
                        let what = format!("{} is printed otherwise", unit(what));
                        let printed = guess.printed.as_str();
                        let report = Report::new("heads", Place::default(), what, printed);
                        account.remark(report);
                    }
                }
                FoundAnswer::Not | FoundAnswer::Open => {
                    let was_answered = answer == FoundAnswer::Not;
                    if !self.refused(&mut question, (header, key), was_answered) {
                        continue;
                    }
                }
            }
            return Ok(());
        }
    }

    /// Does without what was found; false if something else is to be asked instead.
    fn refused(
        &mut self,
        question: &mut FoundQuestion,
        (header, key): (&mut Header, &str),
        was_answered: bool,
    ) -> bool {
        if question.whence == Whence::Words {
            // Its words are to be words again.
            let refused = self.talk.refuse(self.origin);
            match question.what {
                FoundKind::Title => refused.titles.insert(question.found.clone()),
                FoundKind::Date => refused.dates.insert(question.found.clone()),
            };
        }
        let is_name = question.whence == Whence::Name;
        if was_answered && question.whence == Whence::Words {
            remember(self.talk.keep(self.origin), question, None);
        }
        if was_answered && !(is_name && question.what == FoundKind::Title) {
            remember(&mut self.answers, question, None);
        }
        match (question.what, question.whence) {
            (FoundKind::Date, Whence::Words) => true,
            (FoundKind::Date, Whence::Beside | Whence::Name) => {
                header.date = None;
                true
            }
            (FoundKind::Title, Whence::Words | Whence::Beside) => {
                key.clone_into(&mut header.title);
                key.clone_into(&mut question.found);
                question.whence = Whence::Name;
                question.wrong = None;
                false
            }
            (FoundKind::Title, Whence::Name) => {
                question.wrong = Some("a transcript has a title".to_owned());
                !was_answered
            }
        }
    }

    /// What was answered of this before.
    fn known(&self, what: FoundKind, found: &str) -> Option<FoundAnswer> {
        let all = [Some(self.brought), self.before].into_iter().flatten();
        let mut known = all.filter_map(|answers| {
            let files = match what {
                FoundKind::Title => &answers.titles,
                FoundKind::Date => &answers.dates,
            };
            files.get(self.origin)?.get(found).cloned()
        });
        Some(match known.next()? {
            Some(is) if is == found => FoundAnswer::Right,
            Some(is) => FoundAnswer::Other(is),
            None => FoundAnswer::Not,
        })
    }
}

fn remember(answers: &mut Answers, question: &FoundQuestion, is: Option<&String>) {
    let files = match question.what {
        FoundKind::Title => &mut answers.titles,
        FoundKind::Date => &mut answers.dates,
    };
    let known: &mut Known = files.entry(question.origin.clone()).or_default();
    known.insert(question.found.clone(), is.cloned());
}

fn unit(what: FoundKind) -> &'static str {
    match what {
        FoundKind::Title => "the title",
        FoundKind::Date => "the date",
    }
}

/// Puts an answer into a header.
///
/// # Errors
/// What is wrong with it.
fn put(what: FoundKind, words: &str, header: &mut Header) -> Result<(), String> {
    match what {
        FoundKind::Title => words.clone_into(&mut header.title),
        FoundKind::Date => {
            let date = Date::parse(words).map_err(|error| {
                let meant = error.suggestion;
                let meant = meant.map(|date| format!("; did you mean {date}?"));
                error.message + &meant.unwrap_or_default()
            })?;
            header.date = Some(Spanned::unplaced(date));
        }
    }
    Ok(())
}
