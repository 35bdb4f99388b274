//! Lines under annotated words, and the signs of their notes.
//!
//! An annotation keeps one of three tracks from its first piece to its last, so that lines which overlap run side by side and none hides another. Its sign is an
//! empty button: it adds no character to the words.

use std::ops::Range;

use super::{Out, Signs, escape, escaped, said};
use crate::text::route::fragment;

/// How many lines stand below each other; what is annotated more often has a tint.
const TRACKS: usize = 3;

/// A passage of one annotation.
#[derive(Clone, Debug)]
pub struct MarkSpan<'a> {
    /// The words with a line under them, as bytes of the transcript's text; empty for whole paragraphs.
    pub range: Range<u32>,
    /// The byte at which its sign stands; none if it stands in another paragraph.
    pub sign: Option<u32>,
    /// Id of the annotation.
    pub id: &'a str,
    /// What the id of its note begins with on a page of another thing: `TRANSCRIPT.`; empty on the transcript's own.
    pub home: &'a str,
    /// `topic`, `event`, `comment`, ...; empty for words that no note is on.
    pub kind: &'a str,
    /// Its series, if the notes of the page are not all of one.
    pub series: Option<&'a str>,
    /// Number of its note.
    pub number: usize,
    /// Which of its signs this is, from 0.
    pub nth: usize,
}

impl MarkSpan<'_> {
    /// Where the words have to be cut for it.
    pub(super) fn cuts(&self) -> impl Iterator<Item = u32> + use<> {
        let Range { start, end } = self.range;
        [start, end].into_iter().chain(self.sign)
    }

    /// The id that its sign has on the page of its transcript, to which notes lead back.
    pub(in crate::pages) fn sign_id(id: &str, nth: usize) -> String {
        match nth {
            0 => format!("at-{id}"),
            nth => format!("at-{id}.{}", nth + 1),
        }
    }
}

/// What lies over the piece at hand, as a text is walked through.
pub(super) struct Lines<'a> {
    /// Those that begin later, in order of their starts.
    waiting: std::iter::Peekable<std::slice::Iter<'a, MarkSpan<'a>>>,
    /// Those over the piece at hand, with their tracks from 0; `TRACKS` where none was free.
    active: Vec<(&'a MarkSpan<'a>, usize)>,
    /// Those whose sign is still to come, in the order of the signs.
    signs: std::iter::Peekable<std::vec::IntoIter<(u32, &'a MarkSpan<'a>)>>,
    /// Whether the words stand on their transcript's page.
    at_home: bool,
}

impl<'a> Lines<'a> {
    /// `marks` must be in order of their starts.
    pub(super) fn new(marks: &'a [MarkSpan<'a>], at_home: bool) -> Self {
        let mut signs: Vec<(u32, &MarkSpan<'_>)> = marks
            .iter()
            .filter_map(|mark| Some((mark.sign?, mark)))
            .collect();
        signs.sort_by_key(|(at, mark)| (*at, mark.number));
        signs.dedup_by_key(|(at, mark)| (*at, mark.number));
        Self {
            waiting: marks.iter().peekable(),
            active: Vec::new(),
            signs: signs.into_iter().peekable(),
            at_home,
        }
    }

    /// Writes the signs that stand at `at`, together: a line never breaks between them.
    pub(super) fn signs(&mut self, at: u32, out: &mut Out<'_>) {
        let here = |(sign, _): &(u32, &MarkSpan<'_>)| *sign <= at;
        if self.signs.peek().is_none_or(|sign| !here(sign)) {
            return;
        }
        let is_whole = self
            .signs
            .peek()
            .is_some_and(|(_, mark)| mark.range.is_empty());
        out.html.push_str(match is_whole {
            true => "<span class=\"refs whole\">",
            false => "<span class=\"refs\">",
        });
        while let Some((_, mark)) = self.signs.next_if(here) {
            sign(mark, out);
        }
        out.html.push_str("</span>");
    }

    /// Goes on to the piece that begins at `at`.
    pub(super) fn enter(&mut self, at: u32) {
        self.active.retain(|(mark, _)| mark.range.end > at);
        while let Some(mark) = self.waiting.next_if(|m| m.range.start <= at) {
            if mark.range.end > at {
                let mut taken = [false; TRACKS + 1];
                for (_, track) in &self.active {
                    taken[*track] = true;
                }
                let free = taken[..TRACKS].iter().position(|taken| !taken);
                self.active.push((mark, free.unwrap_or(TRACKS)));
            }
        }
    }

    /// Writes the piece at hand.
    pub(super) fn piece(&self, words: &str, out: &mut Out<'_>) {
        if self.active.is_empty() {
            return said(words, out);
        }
        if self.at_home {
            out.html.push_str("<mark data-annotations=\"");
            for (i, (mark, _)) in self.active.iter().enumerate() {
                if i > 0 {
                    out.html.push(' ');
                }
                escape(mark.id, &mut out.html);
            }
            out.html.push_str("\" class=\"");
        } else {
            out.html.push_str("<b class=\"hit");
        }
        let mut more = false;
        let mut first = self.at_home;
        for (mark, track) in &self.active {
            if *track == TRACKS {
                more = true;
                continue;
            }
            if mark.kind.is_empty() {
                continue;
            }
            if !first {
                out.html.push(' ');
            }
            first = false;
            out.html.push_str(["t1-", "t2-", "t3-"][*track]);
            escape(mark.kind, &mut out.html);
            if let Some(series) = mark.series {
                out.html.push_str([" x1", " x2", " x3"][*track]);
                escape(series, &mut out.html);
            }
        }
        if more {
            out.html.push_str(" more");
        }
        out.html.push_str("\">");
        said(words, out);
        out.html
            .push_str(if self.at_home { "</mark>" } else { "</b>" });
    }
}

/// A button that opens the note, or a link to it, without any words: style sheets print its number.
fn sign(mark: &MarkSpan<'_>, out: &mut Out<'_>) {
    let is_link = out.signs == Signs::Links;
    let tag = if is_link { "a" } else { "button" };
    out.html.push_str(&format!("<{tag} class=\"ref k-"));
    escape(mark.kind, &mut out.html);
    if let Some(series) = mark.series {
        out.html.push(' ');
        escape(series, &mut out.html);
    }
    let note = format!("note-{}{}", mark.home, mark.id);
    match is_link {
        true => {
            out.html.push_str("\" role=\"doc-noteref\" href=\"");
            escape(&fragment(&note), &mut out.html);
        }
        false => {
            out.html.push_str("\" popovertarget=\"");
            escape(&note, &mut out.html);
        }
    }
    if mark.home.is_empty() {
        out.html.push_str("\" id=\"");
        escape(&MarkSpan::sign_id(mark.id, mark.nth), &mut out.html);
    }
    out.html.push_str(&format!(
        "\" data-n=\"{}\" aria-label=\"{}\"{}></{tag}>",
        mark.number,
        escaped(&out.words.note(mark.number)),
        out.lang()
    ));
}
