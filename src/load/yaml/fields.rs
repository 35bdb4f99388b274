//! The keys of a map: each known one is asked for, and what is left at the end is told.

use std::cell::LazyCell;

use super::tree::{Node, Value};
use crate::{
    diag::{Code, Diagnostic},
    source::{Span, Spanned},
    text::Suggestions,
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
                let mut remark = Diagnostic::at(
                    Code::WrongType,
                    node.span,
                    format!("{what} is a map of keys and values, and this is words"),
                );
                if let Some((key, rest)) = scalar
                    .text
                    .split_once(':')
                    .filter(|(k, r)| !k.contains(' ') && !r.is_empty() && !r.starts_with(' '))
                {
                    remark = remark.fix(
                        node.span,
                        format!("{key}: {rest}"),
                        "put a blank behind the colon",
                    );
                }
                diags.push(remark);
                return None;
            }
            Value::List(_) => {
                diags.push(Diagnostic::at(
                    Code::WrongType,
                    start_of(node.span),
                    format!("{what} is a map of keys and values, and this is a list"),
                ));
                return None;
            }
        };
        Some(Self {
            what,
            span: start_of(node.span),
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
        for (at, (key, _)) in self.entries.iter().enumerate() {
            if at < 64 && self.given & (1 << at) != 0 {
                continue;
            }
            if self.asked.lines().any(|asked| asked == key.value) {
                continue;
            }
            let near = suggestions.of(&key.value);
            let remark = Diagnostic::at(
                Code::UnknownKey,
                key.span,
                format!("{} has no key `{}`", self.what, key.value),
            )
            .did_you_mean(key.span, near);
            diags.push(match near {
                Some(_) => remark,
                None => {
                    let mut known: Vec<&str> = self.asked.lines().collect();
                    known.sort_unstable();
                    known.dedup();
                    remark.note(format!("its keys are: {}", known.join(", ")))
                }
            });
        }
    }
}

/// At most the first byte of a long span, so that a remark on a whole map does not underline pages.
pub(super) fn start_of(span: Span) -> Span {
    Span {
        end: span.end.min(span.start + 1),
        ..span
    }
}
