//! The lines of a file of captions to cues, notes, and what is neither.
//!
//! It is more forgiving than WebVTT, section 6.1, where a parser drops what is not well formed: whoever imports wants the words.

use super::clock::{Timing, timing};

/// Which format a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Dialect {
    /// WebVTT: the words of a cue end at an empty line.
    WebVtt,
    /// SRT: numbers stand above the times, and an empty line may stand within the words.
    Srt,
}

/// A file.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    /// What stands behind `WEBVTT`, and the lines below it.
    pub(super) head: Vec<String>,
    /// The cues, in order.
    pub(super) cues: Vec<Cue>,
    /// What is noted, with how many cues stand before it.
    pub(super) notes: Vec<(usize, Text)>,
    /// How cues look: `STYLE`, `REGION`.
    pub(super) looks: Vec<Text>,
    /// What is none of all that.
    pub(super) stray: Vec<Text>,
}

/// Lines, and which is the first of them, from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A cue.
#[derive(Clone, Debug, Default)]
pub(super) struct Cue {
    /// The line of its times, from 1.
    pub(super) line: usize,
    /// What it is called.
    pub(super) id: Option<String>,
    /// From when until when.
    pub(super) timing: Timing,
    /// Its words with their tags; lines end with line feeds.
    pub(super) payload: String,
}

/// Reads a file's text, which has no byte order mark.
pub(super) fn blocks(text: &str, dialect: Dialect) -> Blocks {
    let mut reader = Reader {
        dialect,
        out: Blocks::default(),
        open: None,
        waiting: Vec::new(),
    };
    let mut lines = text.lines().zip(1..).peekable();
    if let Some((first, _)) = lines.next_if(|(line, _)| is_head(line)) {
        reader
            .out
            .head
            .push(first["WEBVTT".len()..].trim().to_owned());
        while let Some((line, _)) =
            lines.next_if(|(l, _)| !l.trim().is_empty() && timing(l).is_none())
        {
            reader.out.head.push(line.trim().to_owned());
        }
    }
    for (line, number) in lines {
        reader.line(line, number);
    }
    reader.end();
    reader.out
}

/// Whether a line says that the file is WebVTT (section 4.1).
pub(in crate::import) fn is_head(line: &str) -> bool {
    line.strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

struct Reader<'t> {
    dialect: Dialect,
    out: Blocks,
    /// The cue whose words go on.
    open: Option<Cue>,
    /// Lines that belong to no cue yet.
    waiting: Vec<(usize, &'t str)>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &'t str, number: usize) {
        if let Some(timing) = timing(line) {
            let id = self.id();
            self.end();
            self.open = Some(Cue {
                line: number,
                id,
                timing,
                payload: String::new(),
            });
            return;
        }
        let ends = match self.dialect {
            Dialect::WebVtt => line.is_empty(),
            Dialect::Srt => line.trim().is_empty(),
        };
        match &mut self.open {
            _ if ends => self.end(),
            Some(cue) => {
                if !cue.payload.is_empty() {
                    cue.payload.push('\n');
                }
                cue.payload.push_str(line);
            }
            None => self.waiting.push((number, line)),
        }
    }

    /// What a cue is called stands in the line above its times; without an empty line before it only where it is a number, or below a line of blanks.
    fn id(&mut self) -> Option<String> {
        let number = |line: &str| {
            let line = line.trim();
            !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
        };
        if let Some(cue) = &mut self.open {
            let (before, last) = cue.payload.rsplit_once('\n').unwrap_or(("", &cue.payload));
            let above = before.rsplit('\n').next().unwrap_or_default();
            let begins = !before.is_empty() && above.trim().is_empty();
            let counts = cue
                .id
                .as_deref()
                .and_then(|id| id.trim().parse::<u64>().ok());
            let next = counts.is_some_and(|n| last.trim().parse() == Ok(n.saturating_add(1)));
            if !(next || (begins && !last.trim().is_empty())) {
                return None;
            }
            let id = last.trim().to_owned();
            cue.payload.truncate(before.len());
            return Some(id);
        }
        let is_id =
            |(_, line): &&mut (usize, &str)| self.dialect == Dialect::WebVtt || number(line);
        self.waiting.last_mut().filter(is_id)?;
        self.waiting.pop().map(|(_, line)| line.trim().to_owned())
    }

    /// Ends what is open.
    fn end(&mut self) {
        if let Some(cue) = self.open.take() {
            self.out.cues.push(cue);
        }
        let waiting = std::mem::take(&mut self.waiting);
        let Some((number, first)) = waiting.first().copied() else {
            return;
        };
        let lines: Vec<&str> = waiting.iter().map(|(_, line)| *line).collect();
        let all = |text: String| Text { line: number, text };
        let named = |name: &str| {
            first
                .strip_prefix(name)
                .filter(|r| r.is_empty() || r.starts_with([' ', '\t']))
        };
        match self.dialect {
            Dialect::WebVtt => {
                if let Some(rest) = named("NOTE") {
                    let below = lines[1..].iter().copied();
                    let text: Vec<&str> = std::iter::once(rest.trim()).chain(below).collect();
                    let text = text.join("\n").trim().to_owned();
                    self.out.notes.push((self.out.cues.len(), all(text)));
                } else if named("STYLE")
                    .or(named("REGION"))
                    .is_some_and(|r| r.trim().is_empty())
                {
                    self.out.looks.push(all(lines.join("\n")));
                } else if lines.iter().any(|line| !line.trim().is_empty()) {
                    self.out.stray.push(all(lines.join("\n")));
                }
            }
            Dialect::Srt => match self.out.cues.last_mut() {
                Some(cue) => {
                    for line in lines {
                        cue.payload.push('\n');
                        cue.payload.push_str(line);
                    }
                }
                None => self.out.stray.push(all(lines.join("\n"))),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(text: &str, dialect: Dialect) -> Vec<(Option<String>, String)> {
        let cues = blocks(text, dialect).cues.into_iter();
        cues.map(|cue| (cue.id, cue.payload)).collect()
    }

    fn cue(id: &str, payload: &str) -> (Option<String>, String) {
        (
            Some(id.to_owned()).filter(|id| !id.is_empty()),
            payload.to_owned(),
        )
    }

    #[test]
    fn cues_of_webvtt_are_found() {
        let text = "WEBVTT - A talk\nLanguage: en\n\nNOTE one\ntwo\n\nSTYLE\n::cue{}\n\n3f2c/1-0\n00:01.000 --> 00:02.000\na\nb\n\n00:02.000 --> 00:03.000\nc\n00:03.000 --> 00:04.000\nd --> e\n\nwhat is this\n\n";
        let found = blocks(text, Dialect::WebVtt);
        assert_eq!(found.head, ["- A talk", "Language: en"]);
        assert_eq!(
            (found.notes[0].0, found.notes[0].1.text.as_str()),
            (0, "one\ntwo")
        );
        assert_eq!((found.looks.len(), found.stray[0].line), (1, 20));
        assert_eq!(
            cues(text, Dialect::WebVtt),
            [cue("3f2c/1-0", "a\nb"), cue("", "c"), cue("", "d --> e")]
        );
        let bare = "WEBVTT\n00:01.000 --> 00:02.000\na";
        assert_eq!(cues(bare, Dialect::WebVtt), [cue("", "a")]);
        let blanks = "WEBVTT\n\n00:01.000 --> 00:02.000\n \na\n \nx\n00:02.000 --> 00:03.000\nb";
        assert_eq!(
            cues(blanks, Dialect::WebVtt),
            [cue("", " \na\n "), cue("x", "b")]
        );
    }

    #[test]
    fn cues_of_srt_are_found_without_numbers_and_blank_lines() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\na\n\nstill a\n2\n00:00:02,000 --> 00:00:03,000\nb\n3\n00:00:03,000 --> 00:00:04,000\n1984\n\n00:00:04,000 --> 00:00:05,000\nc\n";
        assert_eq!(
            cues(text, Dialect::Srt),
            [
                cue("1", "a\nstill a"),
                cue("2", "b"),
                cue("3", "1984"),
                cue("", "c")
            ]
        );
    }
}
