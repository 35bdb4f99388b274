//! Nobody at a terminal: what is proposed is taken if that was said, and else left open; which is told.

use anyhow::Result;

use crate::{
    cli::{
        report::one_line,
        run::{plural, say},
    },
    pipeline::import::{
        Adviser, FoundAnswer, FoundKind, FoundQuestion, PlaceQuestion, SpeakerQuestion, Whence,
        Where, Who,
    },
};

/// So many of a sort are told.
const TOLD: usize = 8;

/// Nobody: what is proposed is taken if that was said, and else left open. Titles, dates and places that stand in the words are taken in any case, since a
/// transcript has to say when and where it was; what is doubtful, never.
pub(super) struct Proposed {
    takes: bool,
    /// Labels that are open.
    open: Vec<String>,
    /// What is not taken though it was found, and why.
    left: Vec<String>,
    /// What was taken.
    taken: Vec<String>,
}

impl Proposed {
    pub(super) fn new(takes: bool) -> Self {
        Self {
            takes,
            open: Vec::new(),
            left: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// Tells what was taken, and what is still open.
    pub(super) fn tell(&self, all: bool) {
        let told = |lines: &[String]| {
            let most = if all { lines.len() } else { TOLD };
            for line in lines.iter().take(most) {
                say(&format!("  {line}"));
            }
            if lines.len() > most {
                say(&format!(
                    "  and {} more; `--all` tells them",
                    lines.len() - most
                ));
            }
        };
        if !self.taken.is_empty() {
            say("taken as proposed, without a question:");
            told(&self.taken);
        }
        if !self.left.is_empty() {
            say("found, and not taken, since nobody was asked:");
            told(&self.left);
        }
        let count = self.open.len();
        if count == 0 {
            return;
        }
        let most = if all { count } else { TOLD };
        let mut labels: Vec<String> = self.open.iter().take(most).map(|l| one_line(l)).collect();
        if count > most {
            labels.push(format!("and {} more", count - most));
        }
        let are = if count == 1 { "it is" } else { "they are" };
        say(&format!(
            "nobody was asked about {}: {}; who {are} can be written under `speakers` of the transcripts, or answered with `--map FILE`",
            plural(count, "label", "labels"),
            labels.join(", ")
        ));
    }
}

impl Adviser for Proposed {
    fn speaker(&mut self, question: &SpeakerQuestion) -> Result<Who> {
        let takes = self.takes && question.doubt.is_none();
        let who = match takes {
            true => question.proposal.clone(),
            false => Who::Unsaid,
        };
        let label = one_line(&question.label);
        match &who {
            Who::Person(id) => self.taken.push(format!("{label}: {}", one_line(id))),
            Who::New(name) => {
                let name = one_line(name);
                self.taken.push(format!("{label}: {name}, who is new"));
            }
            Who::Unsaid | Who::Words | Who::Typed(_) | Who::As(_) => self.open.push(label),
        }
        Ok(who)
    }

    fn found(&mut self, question: &FoundQuestion) -> Result<FoundAnswer> {
        let what = match question.what {
            FoundKind::Title => "title",
            FoundKind::Date => "date",
        };
        let (origin, found) = (one_line(&question.origin), one_line(&question.found));
        let line = format!("{origin}: {what}: {found}");
        match (question.what, question.whence) {
            // A transcript has to have one.
            (FoundKind::Title, Whence::Name) => Ok(FoundAnswer::Taken),
            (FoundKind::Date, Whence::Name) if !self.takes => {
                self.left.push(format!("{line}, which stands in its name"));
                Ok(FoundAnswer::Open)
            }
            _ => {
                self.taken.push(line);
                Ok(FoundAnswer::Taken)
            }
        }
    }

    fn place(&mut self, question: &PlaceQuestion) -> Result<Where> {
        let origin = one_line(&question.origin);
        let line = format!("{origin}: place: {}", one_line(&question.printed));
        if let Some(doubt) = &question.doubt {
            self.left.push(format!("{line}: {}", one_line(doubt)));
            return Ok(Where::Open);
        }
        match &question.proposal {
            Where::There(id) => self.taken.push(format!("{line}: {}", one_line(id))),
            Where::New(name) => {
                let name = one_line(name);
                self.taken.push(format!("{line}: {name}, which is new"));
            }
            Where::Open | Where::Not | Where::Typed(_) => {}
        }
        Ok(question.proposal.clone())
    }
}
