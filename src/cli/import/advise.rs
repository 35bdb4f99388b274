//! Who answers what an import asks: somebody at a terminal, or nobody.

use anyhow::Result;

use super::proposed::Proposed;
use crate::{
    cli::{
        ask,
        progress::Display,
        report::one_line,
        run::{plural, say},
    },
    pipeline::import::{
        Adviser, Bearing, FoundAnswer, FoundKind, FoundQuestion, PlaceQuestion, SpeakerQuestion,
        Whence, Where, Who,
    },
};

/// What leaves a label open, and lets words that were found be words.
const NONE: &str = "-";
/// What takes this proposal and all behind it.
const ALL: &str = "*";
/// What says that a label is none, as `speakers` of a transcript does.
const WORDS: &str = "false";

/// Somebody at a terminal.
pub(super) struct Terminal<'d> {
    display: &'d Display,
    /// What was explained already.
    explained: [bool; 2],
    /// Who answers once all else is to be taken.
    pub(super) rest: Option<Proposed>,
}

/// What somebody said to a question.
enum Said {
    /// Enter.
    Proposal,
    None,
    /// From here on nothing is to be asked.
    All,
    /// The place of one that was numbered.
    Number(usize),
    Words(String),
}

impl<'d> Terminal<'d> {
    pub(super) fn new(display: &'d Display) -> Self {
        Self {
            display,
            explained: [false; 2],
            rest: None,
        }
    }

    /// Explains what answers there are, the first time.
    fn explain(&mut self, which: usize, words: &str) {
        self.display.done();
        if !std::mem::replace(&mut self.explained[which], true) {
            say(words);
        }
    }

    fn head(&mut self) {
        self.explain(
            1,
            "Are these right? Enter takes what stands in brackets; other words are taken in its place; `-` says that it is none, and that it is words; `*` takes what is proposed from here on.",
        );
    }

    /// Takes all that is proposed from here on.
    fn rest(&mut self) -> &mut Proposed {
        self.rest.get_or_insert_with(|| Proposed::new(true))
    }
}

/// What is said to a question, with those numbered who may be meant.
fn answer(question: &str, proposal: &str, bearers: &[Bearing]) -> Result<Said> {
    for (bearer, number) in bearers.iter().zip(1..) {
        let known = match bearer.known.is_empty() {
            true => String::new(),
            false => format!(" ({})", one_line(&bearer.known)),
        };
        say(&format!("  {number} {}{known}", one_line(&bearer.id)));
    }
    let Some(answer) = ask::line_or(question, proposal)? else {
        return Ok(Said::Proposal);
    };
    if let Some(place) = ask::numbered(&answer, bearers.len()) {
        return Ok(Said::Number(place));
    }
    Ok(match answer.to_lowercase().as_str() {
        NONE | "n" | "no" => Said::None,
        "y" | "yes" => Said::Proposal,
        ALL => Said::All,
        _ => Said::Words(answer),
    })
}

/// Whether words may be a name or an id, or a title: they have a letter, and more than one of the Latin alphabet.
fn is_name(words: &str) -> bool {
    let letters = words.chars().any(char::is_alphabetic);
    let is = letters && !(words.is_ascii() && words.len() == 1);
    if !is {
        say(&format!("  `{}` is no name", one_line(words)));
    }
    is
}

fn id(bearers: &[Bearing], place: usize) -> String {
    let bearer = bearers.get(place);
    bearer.map(|bearer| bearer.id.clone()).unwrap_or_default()
}

impl Adviser for Terminal<'_> {
    fn speaker(&mut self, question: &SpeakerQuestion) -> Result<Who> {
        if let Some(rest) = &mut self.rest {
            return rest.speaker(question);
        }
        self.explain(
            0,
            "Whose words are these? Enter takes what stands in brackets; a name or an id of a person says who; `-` leaves it open; `false` says that it is no label, but words; `*` takes what is proposed from here on.",
        );
        let label = one_line(&question.label);
        let of = plural(question.transcripts, "transcript", "transcripts");
        say(&format!("\n{label} ({of}): {}…", one_line(&question.says)));
        if let Some(doubt) = &question.doubt {
            say(&format!("  {}", one_line(doubt)));
        }
        let proposal = match &question.proposal {
            Who::Person(id) | Who::Typed(id) => id.clone(),
            Who::New(name) => format!("{name}, who is new"),
            Who::Unsaid | Who::Words | Who::As(_) => "open".to_owned(),
        };
        loop {
            let asked = format!("  who is {label}?");
            return Ok(match answer(&asked, &proposal, &question.bearers)? {
                Said::Proposal => question.proposal.clone(),
                Said::None => Who::Unsaid,
                Said::All => return self.rest().speaker(question),
                Said::Number(place) => Who::Person(id(&question.bearers, place)),
                Said::Words(words) if words == WORDS && question.may_be_words => Who::Words,
                Said::Words(words) if words == WORDS => {
                    say("  the file itself says that this is a label");
                    continue;
                }
                Said::Words(words) if !is_name(&words) => continue,
                Said::Words(words) => Who::Typed(words),
            });
        }
    }

    fn found(&mut self, question: &FoundQuestion) -> Result<FoundAnswer> {
        if let Some(rest) = &mut self.rest {
            return rest.found(question);
        }
        self.head();
        let whence = match question.whence {
            Whence::Words | Whence::Beside => "found in its words",
            Whence::Name => "taken from its name",
        };
        let what = match question.what {
            FoundKind::Title => "title",
            FoundKind::Date => "date",
        };
        say(&format!("\n{}: {whence}", one_line(&question.origin)));
        if let Some(wrong) = &question.wrong {
            say(&format!("  {}", one_line(wrong)));
        }
        loop {
            let asked = format!("  {what}?");
            return Ok(match answer(&asked, &question.found, &[])? {
                Said::Proposal => FoundAnswer::Right,
                Said::None => FoundAnswer::Not,
                Said::All => return self.rest().found(question),
                Said::Number(_) => FoundAnswer::Open,
                Said::Words(words) if question.what == FoundKind::Title && !is_name(&words) => {
                    continue;
                }
                Said::Words(words) => FoundAnswer::Other(words),
            });
        }
    }

    fn place(&mut self, question: &PlaceQuestion) -> Result<Where> {
        if let Some(rest) = &mut self.rest {
            return rest.place(question);
        }
        self.head();
        let printed = one_line(&question.printed);
        let others = match question.transcripts {
            1 => String::new(),
            more => format!(" and {} more", more - 1),
        };
        say(&format!(
            "\n{}{others}: found in its words: {printed}",
            one_line(&question.origin)
        ));
        if let Some(doubt) = &question.doubt {
            say(&format!("  {}", one_line(doubt)));
        }
        let proposal = match &question.proposal {
            Where::There(id) | Where::Typed(id) => id.clone(),
            Where::New(name) => format!("{name}, which is new"),
            Where::Open | Where::Not => NONE.to_owned(),
        };
        loop {
            return Ok(match answer("  place?", &proposal, &question.bearers)? {
                Said::Proposal => question.proposal.clone(),
                Said::None => Where::Not,
                Said::All => return self.rest().place(question),
                Said::Number(place) => Where::There(id(&question.bearers, place)),
                Said::Words(words) if !is_name(&words) => continue,
                Said::Words(words) => Where::Typed(words),
            });
        }
    }
}
