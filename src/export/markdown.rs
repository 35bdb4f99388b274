//! A transcript as Markdown: who speaks, the numbers of paragraphs, and their words.

use super::{
    Exporter, File, Given, Scope,
    facts::{facts, one_line},
    place::address,
    plain::{beside_each, number, transcript_of},
    prose::{escaped, escaped_beginning, kept_end},
};
use crate::{
    reader::{FormatKind, FullTranscript, ParagraphIndex, Thing, Transcript, TurnIndex, Whole},
    source::diag::Diagnostic,
};

/// `transcripts/ID.md`: CommonMark, with footnotes as GitHub has them. The number of a paragraph stands before it, in a paragraph of its own, so that
/// its words are its words.
#[derive(Debug)]
pub(super) struct MarkdownFiles;

impl Exporter for MarkdownFiles {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn scope(&self) -> Scope {
        Scope::Transcripts
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        beside_each(whole, "md", "text/markdown", |_| true)
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let t = transcript_of(self, file);
        let full = given.reader.full(t);
        let mut md = "---\n".to_owned();
        for (name, value) in facts(given, given.reader.head(t)) {
            // A string of JSON is one of YAML.
            md.push_str(&format!("{name}: {}\n", serde_json::Value::from(value)));
        }
        md.push_str("---\n");
        body(given, &full, &mut md);
        Ok(md.into_bytes())
    }
}

fn body(given: &Given<'_>, full: &FullTranscript<'_>, md: &mut String) {
    let (t, transcript) = (full.index(), &full.anchored().transcript);
    let head = given.reader.head(t);
    let mut sections = transcript.sections.iter().peekable();
    let mut turn: Option<TurnIndex> = None;
    for (p, paragraph) in transcript.paragraphs.enumerated() {
        while let Some(section) = sections.next_if(|section| section.paragraph <= p) {
            let signs = "#".repeat(usize::from(section.level.clamp(1, 6)));
            md.push_str(&format!(
                "\n{signs} {}\n",
                escaped(&one_line(&section.title))
            ));
        }
        if turn.replace(paragraph.turn) != Some(paragraph.turn) {
            let label = head.turn(paragraph.turn).label();
            if !label.is_empty() {
                md.push_str(&format!("\n**{}:**\n", escaped(label)));
            }
        }
        let address = address(given, Thing::Paragraph(t, p));
        md.push_str(&format!("\n[{}](<{address}>)\n", paragraph.id));
        md.push_str(&format!("\n{}\n", words(transcript, p)));
    }
    for section in sections {
        let signs = "#".repeat(usize::from(section.level.clamp(1, 6)));
        md.push_str(&format!(
            "\n{signs} {}\n",
            escaped(&one_line(&section.title))
        ));
    }
    for (number_of, footnote) in transcript.footnotes.enumerated() {
        let text = one_line(&footnote.text);
        md.push_str(&format!("\n[^{}]: {text}\n", number(number_of)));
    }
}

/// The words of a paragraph. Emphasis that Markdown could not tell from words (its signs stand against letters) is left out, and so is a link's address
/// that could not stand there: the words come first.
fn words(transcript: &Transcript, p: ParagraphIndex) -> String {
    let paragraph = &transcript.paragraphs[p];
    let text = &transcript.text;
    let (start, end) = (paragraph.range.start, paragraph.range.end);
    // Signs by their place: what ends before what begins, inner ends first.
    let mut signs: Vec<(u32, usize, String)> = Vec::new();
    for (depth, format) in paragraph.formats.iter().enumerate() {
        let [open, close] = match &format.kind {
            FormatKind::Footnote(note) => {
                signs.push((
                    format.range.start,
                    usize::MAX,
                    format!("[^{}]", number(*note)),
                ));
                continue;
            }
            FormatKind::Link(to) if !to.contains(['<', '>', '\n', '\\']) => {
                ["[".to_owned(), format!("](<{to}>)")]
            }
            FormatKind::Emphasis if stands_free(text, &format.range) => ["*".into(), "*".into()],
            FormatKind::Strong if stands_free(text, &format.range) => ["**".into(), "**".into()],
            FormatKind::Emphasis | FormatKind::Strong | FormatKind::Link(_) | FormatKind::Code => {
                continue;
            }
        };
        signs.push((format.range.start, 1000 + depth, open));
        signs.push((format.range.end, 999 - depth.min(999), close));
    }
    signs.sort_by_key(|&(at, order, _)| (at, order));
    let mut pieces: Vec<(bool, String)> = Vec::new();
    let mut done = start;
    for (at, _, sign) in signs {
        pieces.push((true, text[done as usize..at as usize].to_owned()));
        pieces.push((false, sign));
        done = at;
    }
    pieces.push((true, text[done as usize..end as usize].to_owned()));
    let of_words = |(is_words, piece): &(bool, String)| *is_words && !piece.is_empty();
    let first = pieces.iter().position(of_words);
    let mut md = String::new();
    for (i, (is_words, piece)) in pieces.iter().enumerate() {
        match is_words {
            true if Some(i) == first => md.push_str(&escaped_beginning(piece)),
            true => md.push_str(&escaped(piece)),
            false => md.push_str(piece),
        }
    }
    kept_end(&mut md);
    md
}

/// Whether signs at both ends of a range are signs of emphasis wherever they stand: blanks or the ends of the text outside, letters inside (CommonMark, section 6.2).
fn stands_free(text: &str, range: &std::ops::Range<u32>) -> bool {
    let (start, end) = (range.start as usize, range.end as usize);
    let inside = &text[start..end];
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    letter(inside.chars().next())
        && letter(inside.chars().next_back())
        && blank(text[..start].chars().next_back())
        && blank(text[end..].chars().next())
}
