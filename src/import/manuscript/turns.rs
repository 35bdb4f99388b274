//! Where turns begin: by styles and tables; and of all other lines as `labels` says, which looks at all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    label::{self, Named},
    layout::Laid,
    para::{Anchor, Para, ParaKind},
};
use crate::{
    import::{
        Account, AsWords, Place, Report,
        labels::{self, Begun, Line},
    },
    load::speech::folded_label,
};

/// A paragraph, and the label before it.
#[derive(Debug)]
pub(super) struct Said {
    /// The label.
    pub(super) label: Option<Named>,
    /// All that was printed in its place: with times, and what else stands beside it.
    pub(super) printed: String,
    /// The words behind it, tidy.
    pub(super) para: Para,
    /// Whether it stands in a box or a table, and so interrupts who speaks.
    pub(super) aside: bool,
    /// Whether the label has a line of its own, and the words come next.
    pub(super) alone: bool,
    /// Whether a paragraph of the file begins with it.
    pub(super) first: bool,
}

/// A label at the start of a line: bytes of its paragraph.
struct Start {
    line: usize,
    words: usize,
    label: Named,
}

/// Cuts paragraphs where labels are. A line break that none follows is a blank. Gives the labels that words alone tell, too, by what they are folded.
pub(super) fn turns(
    laid: &[Laid],
    words: &AsWords,
    account: &mut Account,
) -> (Vec<Said>, BTreeSet<String>) {
    let mut told = Told::default();
    for given in laid.iter().filter_map(|laid| laid.given.as_ref()) {
        told.by_look.insert(folded_label(&given.label.name));
    }
    let mut starts = starts(laid, words, &mut told, account);
    let mut said = Vec::with_capacity(laid.len());
    for (index, laid) in laid.iter().enumerate() {
        let starts = starts.remove(&index).unwrap_or_default();
        let para = &laid.para;
        let first = starts.first().map_or(para.text.len(), |start| start.line);
        if first > 0 || starts.is_empty() {
            let given = laid.given.as_ref();
            said.push(Said {
                label: given.map(|given| given.label.clone()),
                printed: given.map(|given| given.printed.clone()).unwrap_or_default(),
                para: para.part(&(0..first), 0..first),
                aside: laid.aside,
                alone: false,
                first: true,
            });
        }
        let mut is_first = first == 0;
        let ends: Vec<usize> = starts.iter().skip(1).map(|next| next.line).collect();
        for (start, end) in starts
            .into_iter()
            .zip(ends.into_iter().chain([para.text.len()]))
        {
            let words = para.part(&(start.line..end), start.words..end);
            said.push(Said {
                label: Some(start.label),
                printed: para
                    .text
                    .get(start.line..start.words)
                    .unwrap_or_default()
                    .to_owned(),
                alone: words.is_blank(),
                para: words,
                aside: laid.aside,
                first: std::mem::take(&mut is_first),
            });
        }
    }
    for said in &mut said {
        let marks = said
            .label
            .as_mut()
            .map(|label| std::mem::take(&mut label.marks));
        let marks = marks
            .into_iter()
            .flatten()
            .map(|mark| (0, Anchor::Mark(mark)));
        said.para.anchors.splice(0..0, marks);
    }
    let by_words = told.by_words.difference(&told.by_look);
    (said, by_words.cloned().collect())
}

/// What tells labels, by what they are folded.
#[derive(Default)]
struct Told {
    by_words: BTreeSet<String>,
    /// A style, or a table.
    by_look: BTreeSet<String>,
}

/// The labels of paragraphs, by the paragraphs' places.
fn starts(
    laid: &[Laid],
    words: &AsWords,
    told: &mut Told,
    account: &mut Account,
) -> BTreeMap<usize, Vec<Start>> {
    let mut starts: BTreeMap<usize, Vec<Start>> = BTreeMap::new();
    let mut plain = Vec::new();
    let mut lines = Vec::new();
    for (index, laid) in laid.iter().enumerate() {
        let para = &laid.para;
        if matches!(para.kind, ParaKind::Title | ParaKind::Heading(_)) || laid.given.is_some() {
            continue;
        }
        for line in label::lines(&para.text) {
            let text = para.text.get(line.clone()).unwrap_or_default();
            if text.trim().is_empty() {
                continue;
            }
            if let Some((label, words)) = label::styled(para, &line) {
                told.by_look.insert(folded_label(&label.name));
                starts.entry(index).or_default().push(Start {
                    line: line.start,
                    words,
                    label,
                });
                continue;
            }
            let apart = label::bold(para, &line);
            plain.push((index, line.start));
            lines.push(Line {
                text,
                apart,
                within: false,
            });
        }
    }
    let mut found = labels::find_but(&lines, words);
    let alone = are_alone(&lines, &found.lines);
    let begun = std::mem::take(&mut found.lines);
    for (number, ((index, at), begun)) in plain.iter().zip(begun).enumerate() {
        let Some(line) = lines.get(number) else { break };
        let Some(begun) = begun else { continue };
        let aside = laid.get(*index).is_some_and(|laid| laid.aside);
        if (aside || !alone) && is_alone(line, &begun) {
            found.doubtful.push((number, begun.label.declared));
            continue;
        }
        // Where nothing stands between them, bold letters end in the middle of a word.
        let (label, words) = line
            .text
            .split_at_checked(begun.end)
            .unwrap_or((line.text, ""));
        if label.ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric) {
            continue;
        }
        told.by_words.insert(folded_label(&begun.label.declared));
        starts.entry(*index).or_default().push(Start {
            line: *at,
            words: at + begun.end,
            label: Named {
                name: begun.label.printed.unwrap_or(begun.label.declared),
                direction: begun.label.direction,
                marks: begun.marks,
            },
        });
    }
    let mut doubted = BTreeSet::new();
    for (line, name) in found.doubtful {
        let place = plain
            .get(line)
            .and_then(|(index, _)| laid.get(*index))
            .map(|laid| laid.para.place.clone());
        if doubted.insert(name.clone()) {
            doubt(account, place.unwrap_or_default(), &name);
        }
    }
    for starts in starts.values_mut() {
        starts.sort_by_key(|start| start.line);
    }
    starts
}

fn doubt(account: &mut Account, place: Place, name: &str) {
    let what = format!("`{name}:` looks like a label, and was taken for words");
    account.remark(Report::new("labels", place, what, ""));
}

/// Whether labels on lines of their own are how this text is written: from the first on, each fourth line is one, or two names stand again and
/// again; and they are few that recur. Others are what stands above a list or a table.
fn are_alone(lines: &[Line<'_>], found: &[Option<Begun>]) -> bool {
    let begun = lines.iter().zip(found).enumerate();
    let begun = begun.filter_map(|(at, (line, begun))| Some((at, line, begun.as_ref()?)));
    let alone: Vec<(usize, &str)> = begun
        .filter(|(_, line, begun)| is_alone(line, begun))
        .map(|(at, _, begun)| (at, begun.label.declared.as_str()))
        .collect();
    let Some((first, _)) = alone.first() else {
        return false;
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in &alone {
        *counts.entry(name).or_default() += 1;
    }
    let several = counts.len();
    let recurring = counts.values().filter(|count| **count > 1);
    let again: usize = recurring.clone().sum();
    let recur = alone.len() * 2 >= several * if several > 2 { 5 } else { 4 }
        || again > OFTEN && recurring.count() > 1 && again * 3 >= alone.len() * 2;
    let names = counts
        .iter()
        .filter(|(name, count)| **count >= OFTEN && is_name(name));
    recur && (alone.len() * 4 >= lines.len() - first || names.count() > 1)
}

/// How often what looks like a name stands alone before it is taken for whoever speaks, however much is said below.
const OFTEN: usize = 4;

/// Whether words are the name of somebody by their form: two or more, none of them in small letters.
fn is_name(label: &str) -> bool {
    let mut words = label.split_whitespace();
    words.clone().count() > 1 && !words.any(|word| word.starts_with(char::is_lowercase))
}

/// Whether a label has a line of its own, and nothing beside it that only labels have.
fn is_alone(line: &Line<'_>, begun: &Begun) -> bool {
    begun.marks.is_empty() && begun.end >= line.text.trim_end().len()
}
