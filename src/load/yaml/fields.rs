//! The keys of a map: each known one is asked for, and what is left at the end is told.

use std::cell::LazyCell;

use super::{
    meant, mistakes,
    node::{Node, Scalar, Style, Value},
    vocabulary,
};
use crate::{
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
    text::{self, Suggestions},
};

type Diags = Vec<Diagnostic>;

/// Walks a map's keys: asks for each known one, and at the end tells the rest.
#[derive(Debug)]
pub struct Fields<'n> {
    what: &'static str,
    span: Span,
    entries: &'n [(Spanned<String>, Node)],
    /// Every key that was asked for, each with a line feed behind it: one piece of memory for all of them.
    asked: String,
    /// Which of the first 64 entries were given out: one bit each, the lowest the first.
    given: u64,
}

impl<'n> Fields<'n> {
    /// The keys of `node`, which is `what` ("an annotation"); nothing at all counts as an empty map, another kind of value is told.
    pub fn of(node: &'n Node, what: &'static str, diags: &mut Diags) -> Option<Self> {
        let entries: &[_] = match &node.value {
            Value::Map(entries) => entries,
            Value::Null => &[],
            Value::Scalar(scalar) => {
                let remark = Diagnostic::at(
                    Code::WrongType,
                    node.span,
                    format!("{what} is a map of keys and values, and this is words"),
                );
                diags.push(with_key(what, remark, node, scalar));
                return None;
            }
            Value::List(_) => {
                diags.push(Diagnostic::at(
                    Code::WrongType,
                    node.head(),
                    format!("{what} is a map of keys and values, and this is a list"),
                ));
                return None;
            }
        };
        Some(Self {
            what,
            span: node.head(),
            entries,
            asked: String::with_capacity(192),
            given: 0,
        })
    }

    /// No keys.
    pub fn empty(span: Span, what: &'static str) -> Self {
        Self {
            what,
            span,
            entries: &[],
            asked: String::new(),
            given: 0,
        }
    }

    /// The value of a key that is known here.
    pub fn get(&mut self, key: &str) -> Option<&'n Node> {
        self.asked.push_str(key);
        self.asked.push('\n');
        let at = self.entries.iter().position(|(k, _)| k.value == key)?;
        if at < 64 {
            self.given |= 1 << at;
        }
        Some(&self.entries[at].1)
    }

    /// Where a key stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries
            .iter()
            .find(|(k, _)| k.value == key)
            .map(|(k, _)| k.span)
    }

    /// The first key of the map, for remarks on what is missing.
    pub fn span(&self) -> Span {
        self.entries.first().map_or(self.span, |(key, _)| key.span)
    }

    /// Tells every key that was never asked for.
    pub fn finish(self, diags: &mut Diags) {
        let suggestions = LazyCell::new(|| Suggestions::new(self.asked.lines()));
        for (at, (key, value)) in self.entries.iter().enumerate() {
            if at < 64 && self.given & (1 << at) != 0 {
                continue;
            }
            if self.asked.lines().any(|asked| asked == key.value) {
                continue;
            }
            diags.push(self.unknown(key, value, &suggestions));
        }
    }

    /// The remark on a key that is not known here.
    fn unknown(&self, key: &Spanned<String>, value: &Node, near: &Suggestions) -> Diagnostic {
        let known: Vec<&str> = self.asked.lines().collect();
        let remark = Diagnostic::at(
            Code::UnknownKey,
            key.span,
            format!("{} has no key `{}`", self.what, key.value),
        );
        if let Some((word, rest)) = mistakes::glued_key(&key.value)
            && known.contains(&word)
        {
            let at = key.span.start + word.len() as u32 + 1;
            return remark.fix(
                Span {
                    start: at,
                    end: at,
                    ..key.span
                },
                " ",
                format!("put a blank behind the colon: `{word}: {rest}`"),
            );
        }
        if let Some((word, rest)) = key.value.split_once(' ')
            && known.contains(&word)
            && let Value::Scalar(scalar) = &value.value
        {
            let words = format!("{}: {}", rest.trim(), scalar.text.trim());
            return remark.fix(
                Span {
                    end: value.span.end.max(key.span.end),
                    ..key.span
                },
                format!("{word}: {}", text::yaml_value(&words)),
                format!("put a colon behind `{word}`, and the words in quotes"),
            );
        }
        let near = meant::synonym(&key.value, &known).or_else(|| near.of(&key.value));
        match near {
            Some(_) => remark.did_you_mean(key.span, near),
            None => {
                let mut known = known;
                known.sort_unstable();
                known.dedup();
                remark.note(format!("its keys are: {}", known.join(", ")))
            }
        }
    }
}

/// Words that were meant to be a key and its value: the key as it should be written.
fn with_key(what: &str, remark: Diagnostic, node: &Node, scalar: &Scalar) -> Diagnostic {
    let words = scalar.text.trim();
    let quoted = scalar.style != Style::Plain;
    if let Some((key, rest)) = mistakes::glued_key(words).filter(|_| !quoted) {
        let at = node.span.start + key.len() as u32 + 1;
        let behind = Span {
            start: at,
            end: at,
            ..node.span
        };
        return remark.fix(
            behind,
            " ",
            format!("put a blank behind the colon: `{key}: {rest}`"),
        );
    }
    if let Some((plain, odd)) = mistakes::plain(words).filter(|_| !quoted)
        && let Some(first) = odd.first()
    {
        return remark
            .note(first.message())
            .fix(node.span, plain, "rewrite it with plain signs");
    }
    let (key, rest) = words.split_once(' ').unwrap_or((words, ""));
    // `quote = words`, as other formats have it.
    let rest = rest.strip_prefix("= ").unwrap_or(rest);
    let likely = vocabulary::is_key(key) && !(vocabulary::is_common(key) && rest.contains(' '));
    if likely && !quoted {
        let rest = match rest.trim() {
            "" => String::new(),
            rest => format!(" {}", text::yaml_typed(rest)),
        };
        return remark.fix(
            node.span,
            format!("{key}:{rest}"),
            format!("put a colon behind `{key}`"),
        );
    }
    if matches!(what, "an annotation" | "a target") {
        let line = format!("quote: {}", text::yaml_value(words));
        return remark.fix(
            node.span,
            line,
            "if these are words of the transcript, write them behind `quote:`",
        );
    }
    remark.help("write keys, each with a colon and a blank behind it: `key: value`")
}
