//! The tree of a YAML document, built from granit-parser's events. Limits hold here: no aliases, no tags, one document,
//! bounded nesting and size.

use std::{collections::HashMap, ops::Range};

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::mistakes::{self, Misread};
use crate::{
    diag::{Code, Diagnostic},
    source::{SourceId, Span, Spanned},
};

/// How deep lists and maps may lie in each other.
pub const MAX_DEPTH: usize = 32;

/// How many values a document may have.
pub const MAX_NODES: usize = 200_000;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Bytes of the file.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// A comment behind it on the same line, or in its place.
    pub comment: Option<Box<Comment>>,
    /// What stands in the brackets of a list or map that has them.
    pub brackets: Option<Box<Brackets>>,
}

/// A list or map in brackets as it is written, in case words were meant.
#[derive(Clone, Debug)]
pub struct Brackets {
    /// Brackets and all.
    pub(super) words: Box<str>,
    /// How many blanks a `|` block in its place begins with.
    indent: usize,
}

impl Brackets {
    /// The same as words in a `|` block.
    pub fn as_block(&self) -> String {
        format!("|\n{}{}", " ".repeat(self.indent), self.words)
    }
}

/// Words that YAML does not read.
#[derive(Clone, Debug)]
pub struct Comment {
    /// From the `#` on.
    pub span: Span,
    /// The same, as written.
    pub text: String,
}

impl Comment {
    /// Whether no blank follows the `#`, so that it may have been meant as a word: `#3`.
    pub fn is_glued(&self) -> bool {
        self.text[1..].starts_with(|c: char| !c.is_whitespace() && c != '#')
    }
}

/// Kinds of values.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing is written.
    Null,
    /// Words.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<(Spanned<String>, Node)>),
}

/// Words as YAML reads them.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The words.
    pub text: String,
    /// How they are written.
    pub style: Style,
    /// Where the bytes of `text` stand in the file (see [`crate::archive::Prose::lines`]).
    pub lines: Lines,
    /// Whether they stand in a list or map in brackets.
    pub flow: bool,
}

/// Where words stand in the file.
#[derive(Clone, Debug)]
pub enum Lines {
    /// They run in step with the file from this byte of it on.
    One(u32),
    /// The lines of a block: (byte of the words, byte of the file), ascending.
    Many(Vec<(u32, u32)>),
}

impl Lines {
    /// As pairs (byte of the words, byte of the file), ascending.
    pub fn to_vec(&self) -> Vec<(u32, u32)> {
        match self {
            Self::One(start) => vec![(0, *start)],
            Self::Many(lines) => lines.clone(),
        }
    }
}

/// Ways of writing words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'words'`
    Single,
    /// `"words"`
    Double,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
}

/// What to do about a key that stands twice.
fn twice(key: &str) -> &'static str {
    match key {
        "id" | "quote" | "from" | "in" | "targets" => {
            "keep one of them, or put a hyphen before the first key of each annotation: `- quote: ...`"
        }
        _ => "keep one of them; several values are written as a list",
    }
}

/// A list or map that is being read.
enum Open {
    List {
        start: usize,
        flow: bool,
        indent: usize,
        items: Vec<Node>,
    },
    Map {
        start: usize,
        flow: bool,
        indent: usize,
        entries: Vec<(Spanned<String>, Node)>,
        key: Option<Spanned<String>>,
        /// Where each key stands in `entries`, once there are more than [`FEW`].
        known: HashMap<String, usize>,
    },
}

/// A list or map in brackets longer than this (in bytes) was not meant as words.
const MOST_BRACKETED: usize = 4096;

/// So many keys of a map are compared one by one.
const FEW: usize = 16;

/// Reads the one document in `text[range]`; all problems are told. None if nothing can be used.
pub fn parse(
    source: SourceId,
    text: &str,
    range: Range<usize>,
    diags: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let mark = text[range.clone()].starts_with('\u{feff}');
    let base = range.start + if mark { 3 } else { 0 };
    let yaml = &text[base..range.end];
    let mut reader = Reader {
        source,
        yaml,
        base,
        open: Vec::new(),
        root: None,
        nodes: 0,
        documents: 0,
        misread: Vec::new(),
        line: Line::default(),
        diags,
    };
    for event in Parser::new_from_str(yaml) {
        match event {
            Ok((event, span)) => {
                let at = span.byte_range().unwrap_or(0..0);
                if !reader.take(event, at) {
                    return None;
                }
            }
            Err(_) => {
                mistakes::explain(source, yaml, base, &reader.misread, reader.diags);
                return None;
            }
        }
    }
    if !reader.misread.is_empty() {
        mistakes::explain(source, yaml, base, &reader.misread, reader.diags);
        return None;
    }
    let empty = Span::new(source, base..base);
    Some(reader.root.unwrap_or(Node {
        span: empty,
        value: Value::Null,
        comment: None,
        brackets: None,
    }))
}

/// The same key further up in a map; `known` is kept up with `entries`.
fn written_before<'e>(
    key: &str,
    entries: &'e [(Spanned<String>, Node)],
    known: &mut HashMap<String, usize>,
) -> Option<&'e Spanned<String>> {
    if entries.len() <= FEW {
        return entries.iter().map(|(k, _)| k).find(|k| k.value == key);
    }
    for (at, (key, _)) in entries.iter().enumerate().skip(known.len()) {
        known.insert(key.value.clone(), at);
    }
    known.get(key).map(|&at| &entries[at].0)
}

struct Reader<'a, 'd> {
    source: SourceId,
    yaml: &'a str,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
    /// What YAML can read, and cannot have been meant.
    misread: Vec<Misread>,
    line: Line,
    diags: &'d mut Vec<Diagnostic>,
}

/// The line of the last bracket.
#[derive(Default)]
struct Line {
    /// The byte up to which lines were looked for.
    looked: usize,
    /// How far a block in the place of a bracket on it is indented.
    indent: usize,
}

impl Reader<'_, '_> {
    /// Takes one event; false if reading ends here.
    fn take(&mut self, event: Event<'_>, at: Range<usize>) -> bool {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return self.refuse(
                at,
                format!("more than {MAX_NODES} values in one file"),
                "split the file",
            );
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return self.refuse(
                        at,
                        "a second YAML document begins here".into(),
                        "a file holds one: take out the line `---` or `...` above it; as words they stand in quotes",
                    );
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) | Event::Anchor(..) => {
                return self.refuse(
                    at,
                    "YAML aliases are not read".into(),
                    "write the words out, or put them in quotes if the `*` is meant",
                );
            }
            Event::Scalar(words, style, anchor, tag) => {
                if anchor != 0 {
                    return self.refuse(
                        at,
                        "YAML anchors are not read".into(),
                        "put the words in quotes if the `&` is meant",
                    );
                }
                if tag.is_some_and(|t| !t.is_yaml_core_schema()) {
                    return self.refuse(
                        at,
                        "YAML tags are not read".into(),
                        "put the words in quotes if the `!` is meant",
                    );
                }
                match style {
                    ScalarStyle::DoubleQuoted | ScalarStyle::SingleQuoted => {
                        self.misread.extend(mistakes::quote(self.yaml, &at));
                    }
                    ScalarStyle::Plain => {
                        self.misread.extend(mistakes::words(self.yaml, &at));
                    }
                    ScalarStyle::Literal | ScalarStyle::Folded => {}
                }
                let node = self.scalar(&words, style, at);
                return self.put(node);
            }
            Event::SequenceStart(style, anchor, tag) => {
                return self.begin(
                    style,
                    anchor,
                    tag.is_some_and(|t| !t.is_yaml_core_schema()),
                    at,
                    true,
                );
            }
            Event::MappingStart(style, anchor, tag) => {
                return self.begin(
                    style,
                    anchor,
                    tag.is_some_and(|t| !t.is_yaml_core_schema()),
                    at,
                    false,
                );
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else {
                    return true;
                };
                let node = self.close(open, at);
                return self.put(node);
            }
            // Comments, borders of the stream, and whatever later versions of the parser may add, are not read.
            _ => {}
        }
        true
    }

    fn refuse(&mut self, at: Range<usize>, message: String, help: &str) -> bool {
        let span = self.span(at);
        self.diags
            .push(Diagnostic::at(Code::YamlUnsupported, span, message).help(help));
        false
    }

    /// Too many brackets in one line are most likely words.
    fn refuse_depth(&mut self, at: Range<usize>) {
        let message = format!("lists and maps lie more than {MAX_DEPTH} deep in each other");
        let line = mistakes::line_of(self.yaml, at.start);
        let remark = match mistakes::as_block(&self.yaml[line.clone()]) {
            Some((value, block)) => Diagnostic::at(
                Code::YamlUnsupported,
                self.span(line.start + value..line.end),
                message,
            )
            .fix(
                self.span(line),
                block,
                "if these are words, write them in a `|` block",
            ),
            None => Diagnostic::at(Code::YamlUnsupported, self.span(at), message)
                .help("write what lies so deep as words, in a `|` block, or in a file of its own"),
        };
        self.diags.push(remark);
    }

    fn span(&self, at: Range<usize>) -> Span {
        Span::new(self.source, at.start + self.base..at.end + self.base)
    }

    fn begin(
        &mut self,
        style: StructureStyle,
        anchor: usize,
        tag: bool,
        at: Range<usize>,
        list: bool,
    ) -> bool {
        if anchor != 0 || tag {
            return self.refuse(
                at,
                "YAML anchors and tags are not read".into(),
                "put the words in quotes if the `&` or `!` is meant",
            );
        }
        if self.open.len() >= MAX_DEPTH {
            self.refuse_depth(at);
            return false;
        }
        let flow = style == StructureStyle::Flow;
        let indent = if flow { self.indent_at(at.start) } else { 0 };
        self.open.push(match list {
            true => Open::List {
                start: at.start,
                flow,
                indent,
                items: Vec::new(),
            },
            false => Open::Map {
                start: at.start,
                flow,
                indent,
                entries: Vec::new(),
                key: None,
                known: HashMap::new(),
            },
        });
        true
    }

    fn close(&mut self, open: Open, at: Range<usize>) -> Node {
        let (start, flow, indent, value, last) = match open {
            Open::List {
                start,
                flow,
                indent,
                items,
            } => {
                let last = items.last().map(|n| n.span.end);
                (start, flow, indent, Value::List(items), last)
            }
            Open::Map {
                start,
                flow,
                indent,
                entries,
                ..
            } => {
                let last = entries.last().map(|(k, n)| n.span.end.max(k.span.end));
                (start, flow, indent, Value::Map(entries), last)
            }
        };
        // A block ends where its last value does, not at the next key.
        let end = match (flow, last) {
            (false, Some(last)) => last as usize - self.base,
            _ => at.end,
        };
        let brackets = flow
            .then(|| self.brackets(start..end.max(start), indent))
            .flatten();
        Node {
            span: self.span(start..end.max(start)),
            value,
            comment: None,
            brackets,
        }
    }

    /// What is written in brackets, unless that is too much to have been meant as words.
    fn brackets(&self, at: Range<usize>, indent: usize) -> Option<Box<Brackets>> {
        let words = self.yaml.get(at).filter(|w| w.len() <= MOST_BRACKETED)?;
        Some(Box::new(Brackets {
            words: words.into(),
            indent,
        }))
    }

    /// How far a block in the place of a list or map in brackets is indented. Brackets open in the order of the file, so each line is
    /// looked at once, however many there are on it.
    fn indent_at(&mut self, at: usize) -> usize {
        let passed = self.yaml.as_bytes().get(self.line.looked..at);
        let feed = passed.and_then(|passed| memchr::memrchr(b'\n', passed));
        if feed.is_some() || self.line.looked == 0 {
            let start = feed.map_or(0, |i| self.line.looked + i + 1);
            let before = self.yaml.get(start..at).unwrap_or_default();
            let indent = before.len() - before.trim_start().len();
            self.line.indent = mistakes::indent_below(before, indent);
        }
        self.line.looked = at.max(self.line.looked);
        self.line.indent
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, node: Node) -> bool {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map {
                entries,
                key,
                known,
                ..
            }) => match key.take() {
                Some(key) => {
                    if let Some(first) = written_before(&key.value, entries, known) {
                        self.diags.push(
                            Diagnostic::at(
                                Code::DuplicateKey,
                                key.span,
                                format!("`{}` stands twice in one map", key.value),
                            )
                            .related(first.span, "first here")
                            .help(twice(&key.value)),
                        );
                    } else {
                        entries.push((key, node));
                    }
                }
                None => match node.value {
                    Value::Scalar(scalar) => {
                        *key = Some(Spanned::new(scalar.text, node.span));
                        if scalar.style == Style::Plain {
                            let at = node.span.range();
                            let at = at.start - self.base..at.end - self.base;
                            self.misread.extend(mistakes::key(self.yaml, &at));
                        }
                    }
                    Value::Null => *key = Some(Spanned::new(String::new(), node.span)),
                    Value::List(_) | Value::Map(_) => {
                        let remark = Diagnostic::at(
                            Code::WrongType,
                            node.span,
                            "a key is a word, not a list or a map",
                        )
                        .help("put the key in quotes if the brackets are meant");
                        self.diags.push(remark);
                        return false;
                    }
                },
            },
        }
        true
    }

    fn scalar(&self, words: &str, style: ScalarStyle, at: Range<usize>) -> Node {
        let raw = self.yaml.get(at.clone()).unwrap_or_default();
        if style == ScalarStyle::Plain
            && (raw.is_empty() || matches!(words, "~" | "null" | "Null" | "NULL"))
        {
            let comment = match self.in_brackets() {
                true => None,
                false => self.comment_in_place(at.start),
            };
            let span = comment
                .as_ref()
                .map_or_else(|| self.span(at.clone()), |c| c.span);
            return Node {
                span,
                value: Value::Null,
                comment,
                brackets: None,
            };
        }
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::Single,
            ScalarStyle::DoubleQuoted => Style::Double,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let end = match style {
            // The span of a block runs on to the next key.
            Style::Literal | Style::Folded => at.start + raw.trim_end().len(),
            Style::Plain | Style::Single | Style::Double => at.end,
        };
        let lines = self.lines(words, style, raw, at.start);
        let comment = if style == Style::Plain {
            self.comment_after(at.end)
        } else {
            None
        };
        let flow = self.in_brackets();
        Node {
            span: self.span(at.start..end),
            value: Value::Scalar(Scalar {
                text: words.to_owned(),
                style,
                lines,
                flow,
            }),
            comment,
            brackets: None,
        }
    }

    /// Whether what is read now stands in a list or map in brackets.
    fn in_brackets(&self) -> bool {
        self.open.last().is_some_and(|o| match o {
            Open::List { flow, .. } | Open::Map { flow, .. } => *flow,
        })
    }

    /// A `#` behind a value, on its line.
    fn comment_after(&self, end: usize) -> Option<Box<Comment>> {
        let rest = self.yaml.get(end..)?;
        // Only the blanks are looked at, since a line may have very many values.
        let after = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        if !after.starts_with('#') {
            return None;
        }
        let blanks = rest.len() - after.len();
        let line = memchr::memchr(b'\n', after.as_bytes()).unwrap_or(after.len());
        let text = after[..line].trim_end();
        Some(Box::new(Comment {
            span: self.span(end + blanks..end + blanks + text.len()),
            text: text.to_owned(),
        }))
    }

    /// A `#` where a value is expected: `- #nine-years`.
    fn comment_in_place(&self, at: usize) -> Option<Box<Comment>> {
        let before = self.yaml.get(..at)?;
        let before = before.strip_suffix('\n').unwrap_or(before);
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let rest = &self.yaml[start..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let hash = line
            .find("- #")
            .map(|i| i + 2)
            .or_else(|| line.find(": #").map(|i| i + 2))?;
        self.comment_after(start + hash)
    }

    fn lines(&self, words: &str, style: Style, raw: &str, start: usize) -> Lines {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let file = |n: usize| small(n + self.base);
        match style {
            Style::Plain => Lines::One(file(start)),
            Style::Single | Style::Double => Lines::One(file(start + 1)),
            Style::Literal | Style::Folded => {
                let mut lines = Vec::new();
                let mut at = 0;
                let mut source = raw.split_inclusive('\n');
                let mut offset = start;
                for word_line in words.split_inclusive('\n') {
                    let Some(line) = source.next() else { break };
                    let indent = line.len() - line.trim_start_matches(' ').len();
                    let own = word_line.len() - word_line.trim_start_matches(' ').len();
                    let skip = if lines.is_empty() {
                        0
                    } else {
                        indent.saturating_sub(own)
                    };
                    lines.push((small(at), file(offset + skip)));
                    offset += line.len();
                    at += word_line.len();
                }
                match lines.is_empty() {
                    true => Lines::One(file(start)),
                    false => Lines::Many(lines),
                }
            }
        }
    }
}
