//! What is asked of somebody at a terminal: yes or no, one of several answers, a line.
//!
//! Every question of every command is asked here, in the same way. Enter alone is the answer that stands in brackets. What is none of the answers is told
//! and asked again, twice; then it counts as Enter where that changes nothing, and else ends the command. Letters may be large, wide or between
//! invisible signs. Whoever is gone (Ctrl-D, a terminal that was closed, a line that was never ended) has answered nothing: that is an error, so that a
//! command must not write before it has asked all that it asks.

use std::io::{BufRead, IsTerminal, Read, Write};

use anyhow::{Result, bail};

use super::{report::one_line, run::say};
use crate::pipeline::typed;

/// How often one question is asked.
const TIMES: usize = 3;

/// The most bytes of an answer.
const LONGEST: u64 = 64 << 10;

/// Whether somebody is there who sees questions and can answer.
pub(super) fn is_watched() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// An answer that a question has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<A> {
    /// How it is typed: a letter or a number, and perhaps a word; in small letters.
    pub(super) typed: &'static [&'static str],
    /// What it means.
    pub(super) means: A,
}

/// Whether somebody says yes: Enter, and what is neither yes nor no, is no.
pub(super) fn yes(question: &str) -> Result<bool> {
    let answers = [
        Choice {
            typed: &["y", "yes"],
            means: true,
        },
        Choice {
            typed: &["n", "no"],
            means: false,
        },
    ];
    choice(&format!("{question} [y/N]"), &answers, false)
}

/// Which of the answers somebody gives; Enter is `otherwise`, which is to change nothing.
pub(super) fn choice<A: Copy>(question: &str, answers: &[Choice<A>], otherwise: A) -> Result<A> {
    for _ in 0..TIMES {
        let answer = match asked(question)? {
            Typed::Line(answer) => answer,
            Typed::Odd => continue,
        };
        let folded = typed::folded(&answer);
        if folded.is_empty() {
            return Ok(otherwise);
        }
        let meant = answers.iter().find(|a| a.typed.contains(&folded.as_str()));
        if let Some(meant) = meant {
            return Ok(meant.means);
        }
        let letters = answers.iter().filter_map(|a| a.typed.first().copied());
        let letters: Vec<&str> = letters.collect();
        say(&format!(
            "`{}` is none of the answers: {}",
            one_line(&answer),
            letters.join(", ")
        ));
    }
    Ok(otherwise)
}

/// What somebody types, in composed letters and without blanks at its ends; empty for Enter alone.
pub(super) fn line(question: &str) -> Result<String> {
    for _ in 0..TIMES {
        if let Typed::Line(answer) = asked(question)? {
            return Ok(answer);
        }
    }
    bail!("no answer can be read; nothing was written")
}

/// What somebody types; the proposal, which stands in brackets, for Enter alone.
pub(super) fn line_or(question: &str, proposal: &str) -> Result<Option<String>> {
    let answer = line(&format!("{question} [{}]", one_line(proposal)))?;
    Ok(Some(answer).filter(|answer| !answer.is_empty()))
}

/// The place of what an answer numbers, of so many things that were numbered from 1.
pub(super) fn numbered(answer: &str, count: usize) -> Option<usize> {
    let number: usize = typed::folded(answer).parse().ok()?;
    number.checked_sub(1).filter(|place| *place < count)
}

/// A line that was typed.
enum Typed {
    /// Without blanks and invisible signs at its ends.
    Line(String),
    /// It is no text.
    Odd,
}

fn asked(question: &str) -> Result<Typed> {
    let mut terminal = std::io::stderr().lock();
    let shown = write!(terminal, "{question} ").and_then(|()| terminal.flush());
    drop(terminal);
    let mut bytes = Vec::new();
    let mut typed = std::io::stdin().lock().take(LONGEST);
    let read = typed.read_until(b'\n', &mut bytes);
    if shown.is_err() || read.is_err() || bytes.last() != Some(&b'\n') {
        say("");
        bail!("nobody answers any more; nothing was written");
    }
    match String::from_utf8(bytes) {
        Ok(line) if !line.trim().contains(char::is_control) => Ok(Typed::Line(typed::words(&line))),
        _ => {
            say(
                "these are signs that no answer has (an arrow key, or letters in another character set)",
            );
            Ok(Typed::Odd)
        }
    }
}
