//! The tree of a YAML document, built from granit-parser's events. Limits hold here: no aliases, no tags, one document,
//! bounded nesting and size.

mod written;

use std::{collections::HashMap, ops::Range};

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::{
    mistakes::{self, Misread},
    node::{Node, Style, Value},
};
use crate::source::{
    SourceId, Span, Spanned,
    diag::{Code, Diagnostic},
};

/// How deep lists and maps may lie in each other.
pub const MAX_DEPTH: usize = 32;

/// How many values a document may have.
pub const MAX_NODES: usize = 200_000;

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
                let tag = tag.is_some_and(|t| !t.is_yaml_core_schema());
                return self.begin(style, anchor != 0 || tag, at, true);
            }
            Event::MappingStart(style, anchor, tag) => {
                let tag = tag.is_some_and(|t| !t.is_yaml_core_schema());
                return self.begin(style, anchor != 0 || tag, at, false);
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

    fn begin(&mut self, style: StructureStyle, marked: bool, at: Range<usize>, list: bool) -> bool {
        if marked {
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
}
