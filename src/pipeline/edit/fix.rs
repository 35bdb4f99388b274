//! What remarks know how to mend.

use std::{collections::BTreeMap, ops::Range};

use anyhow::Result;

use super::change::{ChangedFile, Edit, Opened};
use crate::{
    source::{
        SourceId,
        diag::{Code, Diagnostic, Place, Severity},
    },
    text::name,
};

/// All that remarks on a site know how to mend.
pub struct Mends {
    /// One for each remark, in the order of the remarks.
    pub mends: Vec<Mend>,
    opened: Opened,
}

/// How one remark is mended. What stands outside the places that it names stays, byte for byte.
#[derive(Clone, Debug)]
pub struct Mend {
    /// What is wrong.
    pub message: String,
    /// The file, from the site's folder.
    pub path: String,
    /// The line of the first change, from 1.
    pub line: usize,
    /// What the changes do, in a few words each.
    pub labels: Vec<String>,
    /// The lines that are changed as they are.
    pub old: String,
    /// The same as they would be.
    pub new: String,
    /// Whether somebody has to look: words that are only nearly those of a transcript, or what may well be right as it is.
    pub wants_eyes: bool,
    change: Change,
}

/// What is done.
#[derive(Clone, Debug)]
enum Change {
    /// Bytes of the file are replaced.
    Bytes(Vec<(Range<usize>, String)>),
    /// The file gets another name.
    Name(String),
}

/// Remarks whose remedy is a guess.
const GUESSES: &[Code] = &[
    Code::QuoteNotFound,
    Code::MaybeCutByComment,
    Code::UndeclaredLabel,
];

/// All that can be mended.
///
/// # Errors
/// Only trouble with the machine.
pub fn mends(opened: Opened) -> Result<Mends> {
    let mut texts: BTreeMap<SourceId, Option<String>> = BTreeMap::new();
    let mut found = Vec::new();
    for diagnostic in opened.run.diagnostics.list() {
        if diagnostic.code == Code::DoubledId {
            found.extend(doubled(diagnostic, &opened, &mut texts));
            continue;
        }
        // Remarks that mend one thing have all of it in one file.
        let Some(source) = diagnostic.fixes.first().map(|fix| fix.span.source) else {
            continue;
        };
        if diagnostic.fixes.iter().any(|fix| fix.span.source != source) {
            continue;
        }
        let path = opened.sources.path(source).to_owned();
        let text = texts
            .entry(source)
            .or_insert_with(|| opened.text(&path).ok().flatten());
        if let Some(text) = text {
            found.extend(mend(diagnostic, path, text));
        }
    }
    for path in opened.sources.paths() {
        let composed = name::nfc(&path);
        if path.starts_with("content/") && *composed != *path && !opened.disk.is_file(&composed) {
            found.push(Mend {
                message:
                    "the name of the file is decomposed (NFD), and other systems have it otherwise"
                        .to_owned(),
                line: 1,
                labels: vec!["compose it (NFC)".to_owned()],
                old: path.clone(),
                new: composed.to_string(),
                wants_eyes: false,
                change: Change::Name(composed.into_owned()),
                path,
            });
        }
    }
    Ok(Mends {
        mends: found,
        opened,
    })
}

/// How an id is taken out that stands in its list before; none where it cannot be told what else would go.
fn doubled(
    diagnostic: &Diagnostic,
    opened: &Opened,
    texts: &mut BTreeMap<SourceId, Option<String>>,
) -> Option<Mend> {
    let Place::Span(span) = diagnostic.place else {
        return None;
    };
    let path = opened.sources.path(span.source).to_owned();
    let text = texts
        .entry(span.source)
        .or_insert_with(|| opened.text(&path).ok().flatten());
    let text = text.as_ref()?;
    let range = item_of_list(text, span.range())?;
    let labels = vec!["take it out".to_owned()];
    let mut mend = mended(
        diagnostic,
        path,
        text,
        (vec![(range, String::new())], labels),
    )?;
    // Nothing is lost with it.
    mend.wants_eyes = false;
    Some(mend)
}

/// The bytes of an item of a list of words with the sign that belongs to it: its line in a block, else the comma before it. None if a comment stands with it.
fn item_of_list(text: &str, item: Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..item.start)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(item.end..)?;
    let line_end = item.end + rest.find('\n').map_or(rest.len(), |at| at + 1);
    let (lead, tail) = (&text[line..item.start], &text[item.end..line_end]);
    if lead.trim() == "-" && tail.trim().is_empty() {
        return Some(line..line_end);
    }
    let in_brackets = before.trim_end();
    // A comma may also end a comment.
    let has_comment = in_brackets.lines().next_back()?.contains('#');
    (in_brackets.ends_with(',') && !has_comment).then(|| in_brackets.len() - 1..item.end)
}

fn mend(diagnostic: &Diagnostic, path: String, text: &str) -> Option<Mend> {
    let fixes = diagnostic.fixes.iter();
    let edits = fixes.map(|fix| (fix.span.range(), fix.text.clone()));
    let labels = diagnostic.fixes.iter().map(|fix| fix.label.clone());
    mended(diagnostic, path, text, (edits.collect(), labels.collect()))
}

/// Changed bytes, and what they become.
type Edits = Vec<(Range<usize>, String)>;

fn mended(
    diagnostic: &Diagnostic,
    path: String,
    text: &str,
    (mut edits, labels): (Edits, Vec<String>),
) -> Option<Mend> {
    edits.sort_by_key(|(range, _)| range.start);
    let (first, last) = (edits.first()?.0.start, edits.last()?.0.end);
    let start = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text
        .get(last..)?
        .find('\n')
        .map_or(text.len(), |at| last + at);
    let new = replaced(text, &edits)?;
    let grown = new.len() as isize - text.len() as isize;
    let new_end = end.checked_add_signed(grown)?;
    Some(Mend {
        message: diagnostic.message.clone(),
        line: text.get(..first)?.matches('\n').count() + 1,
        labels,
        old: text.get(start..end)?.to_owned(),
        new: new.get(start..new_end)?.to_owned(),
        wants_eyes: GUESSES.contains(&diagnostic.code) || diagnostic.severity == Severity::Warning,
        change: Change::Bytes(edits),
        path,
    })
}

/// A text with other bytes in some places, which ascend and do not meet.
fn replaced(text: &str, edits: &[(Range<usize>, String)]) -> Option<String> {
    let (mut new, mut behind) = (String::with_capacity(text.len()), 0);
    for (range, words) in edits {
        new.push_str(text.get(behind..range.start)?);
        new.push_str(words);
        behind = range.end;
    }
    new.push_str(text.get(behind..)?);
    Some(new)
}

impl Mends {
    /// The changes of those that are chosen, by their places in the list. Of two that change the same bytes, the first is made.
    ///
    /// # Errors
    /// Only trouble with the machine.
    pub fn edit(&self, chosen: &[usize]) -> Result<Edit> {
        let mut by_path: BTreeMap<&str, Vec<(Range<usize>, String)>> = BTreeMap::new();
        let mut renamed: BTreeMap<&str, &str> = BTreeMap::new();
        for mend in chosen.iter().filter_map(|at| self.mends.get(*at)) {
            match &mend.change {
                Change::Name(new) => {
                    renamed.insert(&mend.path, new);
                }
                Change::Bytes(edits) => {
                    by_path
                        .entry(&mend.path)
                        .or_default()
                        .extend(edits.iter().cloned());
                }
            }
        }
        let mut files = Vec::new();
        let paths = by_path.keys().chain(renamed.keys());
        let paths: std::collections::BTreeSet<&str> = paths.copied().collect();
        for path in paths {
            let Some(old) = self.opened.text(path)? else {
                continue;
            };
            let mut edits = by_path.remove(path).unwrap_or_default();
            edits.sort_by_key(|(range, _)| (range.start, range.end));
            let mut behind = 0;
            edits.retain(|(range, _)| {
                let apart = range.start >= behind;
                if apart {
                    behind = range.end.max(range.start + 1);
                }
                apart
            });
            let new = replaced(&old, &edits).unwrap_or_else(|| old.clone());
            match renamed.get(path) {
                None => files.push(ChangedFile {
                    path: path.to_owned(),
                    old: Some(old),
                    new: Some(new),
                }),
                Some(to) => {
                    files.push(ChangedFile {
                        path: (*to).to_owned(),
                        old: None,
                        new: Some(new),
                    });
                    files.push(ChangedFile {
                        path: path.to_owned(),
                        old: Some(old),
                        new: None,
                    });
                }
            }
        }
        self.opened.change(files)
    }
}
