//! Who answers what an import asks: somebody at a terminal, or nobody.

use anyhow::Result;

use crate::{
    cli::{
        ask,
        progress::Display,
        report::one_line,
        run::{plural, say},
    },
    pipeline::import::{Adviser, HeadQuestion, SpeakerQuestion, Who},
};

/// Somebody at a terminal.
pub(super) struct Terminal<'d> {
    display: &'d Display,
    explained: bool,
}

impl<'d> Terminal<'d> {
    pub(super) fn new(display: &'d Display) -> Self {
        Self {
            display,
            explained: false,
        }
    }
}

impl Adviser for Terminal<'_> {
    fn speaker(&mut self, question: &SpeakerQuestion) -> Result<Who> {
        self.display.done();
        if !self.explained {
            self.explained = true;
            say(
                "Whose words are these? Enter takes what stands in brackets; a name or an id of a person says who; `-` leaves it open.",
            );
        }
        let SpeakerQuestion {
            label,
            transcripts,
            says,
            proposal,
            doubt,
        } = question;
        let of = plural(*transcripts, "transcript", "transcripts");
        say(&format!(
            "\n{} ({of}): {}…",
            one_line(label),
            one_line(says)
        ));
        if let Some(doubt) = doubt {
            say(&format!("  {}", one_line(doubt)));
        }
        let shown = match proposal {
            Who::Unsaid | Who::As(_) => "open".to_owned(),
            Who::Person(id) => one_line(id),
            Who::New(name) => format!("{}, who is new", one_line(name)),
        };
        let answer = ask::line_or(&format!("  who is {}?", one_line(label)), &shown)?;
        Ok(match answer.as_deref() {
            None => proposal.clone(),
            Some("-") => Who::Unsaid,
            Some(name) => Who::New(name.to_owned()),
        })
    }

    fn head(&mut self, question: &HeadQuestion) -> Result<HeadQuestion> {
        self.display.done();
        let mut head = question.clone();
        say(&format!(
            "\n{}: found in its words",
            one_line(&question.origin)
        ));
        if let Some(wrong) = &question.wrong {
            say(&format!("  {}", one_line(wrong)));
        }
        if let Some(title) = &question.title {
            if let Some(given) = ask::line_or("  title?", title)? {
                head.title = Some(given);
            }
        }
        if let Some(date) = &question.date {
            match ask::line_or("  date?", date)?.as_deref() {
                None => {}
                Some("-") => head.date = None,
                given => head.date = given.map(str::to_owned),
            }
        }
        Ok(head)
    }
}

/// Nobody: what is proposed is taken if that was said, and else left open.
pub(super) struct Proposed {
    takes: bool,
    open: Vec<String>,
}

impl Proposed {
    pub(super) fn new(takes: bool) -> Self {
        Self {
            takes,
            open: Vec::new(),
        }
    }

    /// Tells which labels are still open.
    pub(super) fn tell(&self) {
        const TOLD: usize = 8;
        let count = self.open.len();
        if count == 0 {
            return;
        }
        let mut labels: Vec<String> = self.open.iter().take(TOLD).map(|l| one_line(l)).collect();
        if count > TOLD {
            labels.push(format!("and {} more", count - TOLD));
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
        if who == Who::Unsaid {
            self.open.push(question.label.clone());
        }
        Ok(who)
    }

    fn head(&mut self, question: &HeadQuestion) -> Result<HeadQuestion> {
        Ok(question.clone())
    }
}
