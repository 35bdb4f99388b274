//! Reads what an annotation points at: `quote`, `from` and `to`, `in`, `targets`.

use super::{
    keys,
    keys::Diags,
    yaml::{self, Fields, Node},
};
use crate::{
    archive::{Cited, ParagraphId, Selector, Target, Within},
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
};

/// What an annotation points at: its own selector, or each of `targets`. None if that was told to be wrong.
pub(super) fn targets(
    fields: &mut Fields<'_>,
    disputes: bool,
    diags: &mut Diags,
) -> Option<Vec<Target>> {
    let own = selector(fields, diags);
    let Some(node) = fields.get("targets") else {
        return match own? {
            Selector::Whole if disputes => Some(Vec::new()),
            selector => Some(vec![Target {
                transcript: None,
                span: selector_span(&selector, fields.span()),
                selector,
            }]),
        };
    };
    if !matches!(own, Some(Selector::Whole)) {
        diags.push(keys::conflict(
            node.span,
            "`targets` and a selector of its own contradict each other",
            "move the other selector into the list of `targets`",
        ));
    }
    let mut targets = Vec::new();
    for item in yaml::list("targets", node, diags) {
        let Some(mut fields) = Fields::of(item, "a target", diags) else {
            continue;
        };
        let transcript = keys::id(&mut fields, "transcript", diags);
        let selector = selector(&mut fields, diags);
        fields.finish(diags);
        if let Some(selector) = selector {
            targets.push(Target {
                transcript,
                span: selector_span(&selector, item.span),
                selector,
            });
        }
    }
    Some(targets)
}

fn selector_span(selector: &Selector, whole: Span) -> Span {
    match selector {
        Selector::Whole => whole,
        Selector::Paragraphs(within) => within.span,
        Selector::Quote { words, .. } => words.span,
        Selector::Passage { from, .. } => from.span,
    }
}

fn selector(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Selector> {
    let told = diags.len();
    let mut verbatim = |key: &str, fields: &mut Fields<'_>| {
        fields
            .get(key)
            .map(|n| (yaml::verbatim(key, n, diags), n.span))
    };
    let quote = verbatim("quote", fields);
    let from = verbatim("from", fields);
    let to = verbatim("to", fields);
    let before = verbatim("before", fields);
    let after = verbatim("after", fields);
    let nth = fields.get("nth").map(|n| (nth(n, diags), n.span));
    let within = fields.get("in").map(|n| (within(n, diags), n.span));
    if diags.len() > told {
        return None;
    }
    let within_value = within.and_then(|(w, _)| w);
    let flat = |part: &Option<(Option<Spanned<String>>, Span)>| {
        part.as_ref().and_then(|(words, _)| words.clone())
    };
    match (&quote, &from, &to) {
        (Some((_, span)), Some(_), _) | (Some((_, span)), _, Some(_)) => {
            diags.push(keys::conflict(
                *span,
                "`quote` and `from`/`to` contradict each other",
                "keep `quote` for a short passage, or `from` and `to` for a long one",
            ));
            None
        }
        (Some(_), None, None) => Some(Selector::Quote {
            words: flat(&quote)?,
            before: flat(&before),
            after: flat(&after),
            nth: nth.and_then(|(n, _)| n),
            within: within_value,
        }),
        (None, Some(_), Some((_, to_span))) => {
            if let Some((_, span)) = &after {
                diags.push(
                    keys::conflict(
                        *span,
                        "`after` means nothing beside `from` and `to`",
                        "lengthen `to` instead",
                    )
                    .related(*to_span, "the passage ends with these words"),
                );
                return None;
            }
            Some(Selector::Passage {
                from: flat(&from)?,
                to: flat(&to)?,
                before: flat(&before),
                nth: nth.and_then(|(n, _)| n),
                within: within_value,
            })
        }
        (None, Some((_, span)), None) => {
            diags.push(keys::conflict(
                *span,
                "`from` needs a `to`",
                "add `to:` with the last words of the passage",
            ));
            None
        }
        (None, None, Some((_, span))) => {
            diags.push(keys::conflict(
                *span,
                "`to` needs a `from`",
                "add `from:` with the first words of the passage",
            ));
            None
        }
        (None, None, None) => {
            let lone = [
                before.as_ref().map(|b| b.1),
                after.as_ref().map(|a| a.1),
                nth.as_ref().map(|n| n.1),
            ];
            if let Some(span) = lone.into_iter().flatten().next() {
                diags.push(keys::conflict(
                    span,
                    "`before`, `after` and `nth` tell equal quotes apart, and there is no `quote`",
                    "add `quote:` with the words meant",
                ));
                return None;
            }
            Some(within_value.map_or(Selector::Whole, Selector::Paragraphs))
        }
    }
}

fn nth(node: &Node, diags: &mut Diags) -> Option<Spanned<u32>> {
    let number = yaml::number("nth", node, diags)?;
    if number.value == 0 {
        diags.push(
            Diagnostic::at(Code::BadValue, number.span, "`nth` counts from 1").fix(
                number.span,
                "1",
                "write `1` for the first",
            ),
        );
        return None;
    }
    Some(number)
}

/// `p5` or `p5-p7`, each perhaps with a digest; `5` and `p5-7` are told how to be written.
fn within(node: &Node, diags: &mut Diags) -> Option<Within> {
    let written = yaml::words("in", node, diags)?;
    let (first, last) = written
        .value
        .split_once(['-', '–'])
        .unwrap_or((&written.value, &written.value));
    let cited = |part: &str| part.trim().parse::<Cited>();
    if let (Ok(first), Ok(last)) = (cited(first), cited(last)) {
        // Which of them stands first, the transcript's text says and not their names.
        return Some(Within {
            first,
            last,
            span: written.span,
        });
    }
    let loose = |part: &str| {
        // What stands behind the id and is no digest is left away.
        let part = part.split_once('.').map_or(part, |(id, _)| id);
        let bare = part.trim().trim_start_matches(['p', 'P', '¶', ' ']);
        format!("p{bare}").parse::<ParagraphId>().ok()
    };
    let meant = match (loose(first), loose(last)) {
        (Some(a), Some(b)) if a == b => Some(a.to_string()),
        (Some(a), Some(b)) => Some(format!("{}-{}", a.min(b), a.max(b))),
        _ => None,
    };
    diags.push(
        Diagnostic::at(
            Code::BadValue,
            written.span,
            format!("`{}` names no paragraph", written.value),
        )
        .help("write `in: p5` for one paragraph, `in: p5-p7` for several")
        .did_you_mean(written.span, meant.as_deref()),
    );
    None
}
