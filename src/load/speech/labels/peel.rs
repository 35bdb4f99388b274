//! What stands round and behind the name of a label: a time, a page, a direction.

use std::ops::Range;

use super::{
    super::{
        directions::is_direction,
        marks::{self, Mark},
    },
    Head,
};
use crate::archive::LocatorKind;

/// A head without what stands behind the name.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Peeled {
    pub(in super::super) name: Range<usize>,
    pub(in super::super) times: Vec<Mark>,
    pub(in super::super) directions: Vec<Range<usize>>,
}

/// Takes times and directions off the end of a head, one by one, until `known` knows the name that is left.
pub(in super::super) fn peel<T>(
    line: &str,
    head: &Head,
    known: impl Fn(&str) -> Option<T>,
) -> Option<(Peeled, T)> {
    let mut peeled = Peeled {
        name: head.inner.clone(),
        ..Peeled::default()
    };
    // `**[00:01:02] Bob:**`
    if head.inner.start > head.start
        && let Some((at, times)) = marks::before_label(&line[..head.inner.end], head.inner.start)
    {
        peeled.name.start = at.min(peeled.name.end);
        peeled.times = times;
    }
    for _ in 0..5 {
        if head.closing.is_none()
            && let Some(found) = known(&line[peeled.name.clone()])
        {
            return Some((peeled, found));
        }
        if let Some(closing) = &head.closing
            && peeled.name.end == closing.end
        {
            // `**Bob**`: the name ends before the stars.
            peeled.name.end = closing.start;
            peeled.name.end -=
                line[peeled.name.clone()].len() - line[peeled.name.clone()].trim_end().len();
            return peel_plain(line, peeled, known);
        }
        off(line, &mut peeled)?;
    }
    None
}

/// The same for a name whose closing stars are off.
fn peel_plain<T>(
    line: &str,
    mut peeled: Peeled,
    known: impl Fn(&str) -> Option<T>,
) -> Option<(Peeled, T)> {
    for _ in 0..5 {
        if let Some(found) = known(&line[peeled.name.clone()]) {
            return Some((peeled, found));
        }
        off(line, &mut peeled)?;
    }
    None
}

/// Takes one time or direction off the end of a name.
fn off(line: &str, peeled: &mut Peeled) -> Option<()> {
    let name = &line[peeled.name.clone()];
    let (group, inside) = last_group(name).or_else(|| last_time(name))?;
    let at = peeled.name.start;
    let kind = marks::time_beside_label(&name[inside.clone()])
        .or_else(|| marks::page_beside_label(&name[inside.clone()]));
    match kind {
        Some(kind) => {
            let before = peeled.times.iter().filter(|t| t.range.end <= at).count();
            peeled.times.insert(before, mark(at, &group, &inside, kind));
        }
        None if is_direction(&name[inside]) => peeled
            .directions
            .insert(0, at + group.start..at + group.end),
        None => return None,
    }
    peeled.name.end = at + name[..group.start].trim_end().len();
    (!peeled.name.is_empty()).then_some(())
}

fn mark(at: usize, group: &Range<usize>, inside: &Range<usize>, kind: LocatorKind) -> Mark {
    Mark {
        range: at + group.start..at + group.end,
        kind,
        text: at + inside.start..at + inside.end,
    }
}

/// The last pair of brackets of `name`, which must end it; and what is inside.
pub(in super::super) fn last_group(name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let close = name.chars().next_back()?;
    let open = match close {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '）' => '（',
        '］' => '［',
        '】' => '【',
        '〕' => '〔',
        _ => return None,
    };
    let mut depth = 0;
    for (i, c) in name.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                let inside = i + open.len_utf8()..name.len() - close.len_utf8();
                return Some((i..name.len(), inside));
            }
        }
    }
    None
}

/// A time without brackets at the end of `name`: `Q 00:01:02`.
fn last_time(name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let at = name.rfind(char::is_whitespace)?;
    let word = at + name[at..].len() - name[at..].trim_start().len()..name.len();
    let time = &name[word.clone()];
    (time.contains(':') && marks::time_beside_label(time).is_some()).then(|| (word.clone(), word))
}
