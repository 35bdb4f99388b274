//! Rows to notes: replies stand in the note of what they answer, with who wrote them.

use std::collections::BTreeMap;

use super::row::{Row, RowOn};
use crate::{
    archive::{Annotation, Name, Prose},
    import::{
        account::{Account, Report, Side},
        brought::{Imported, LooseNote},
        foreign::{Topics, clean, day, markdown, plain, says},
    },
    text::first_words,
};

/// How deep a reply is moved in.
const DEEPEST: usize = 6;

const NOTES: &str = "annotations";
const REPLIES: &str = "replies";
const TAGS: &str = "tags";

/// What becomes of rows.
pub(super) struct Threads {
    rows: Vec<Row>,
    account: Account,
}

impl Threads {
    /// With an account of what the file prints.
    pub(super) fn new(account: Account) -> Self {
        Self {
            rows: Vec::new(),
            account,
        }
    }

    pub(super) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Reports what is no row.
    pub(super) fn refuse(&mut self, report: Report) {
        self.account.found(report.unit, 1);
        self.account.left_out(Side::Notes, report);
    }

    pub(super) fn imported(self) -> Imported {
        let Self { rows, account } = self;
        let mut answers = Answers::of(&rows);
        let mut making = Making {
            account,
            topics: Topics::default(),
            loose: Vec::new(),
        };
        for (at, row) in rows.iter().enumerate() {
            if row.answers.is_none() {
                making.note(row, &answers.below(at), &rows);
            }
        }
        // What answers nothing that the file has, or itself.
        for (at, row) in rows.iter().enumerate() {
            if answers.is_left(at) {
                let what = "it answers a note that the file does not have, or does not name: it is written as a note on the page";
                making
                    .account
                    .remark(Report::new(REPLIES, row.place.clone(), what, ""));
                making.note(row, &[], &rows);
            }
        }
        Imported {
            entries: making.topics.entries(),
            loose: making.loose,
            account: making.account,
            ..Imported::default()
        }
    }
}

/// Which rows answer which.
struct Answers {
    to: BTreeMap<usize, Vec<usize>>,
    left: Vec<bool>,
}

impl Answers {
    fn of(rows: &[Row]) -> Self {
        let by_id: BTreeMap<&str, usize> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.id.as_str(), at))
            .collect();
        let mut to: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let ids = row.answers.iter().flatten().rev();
            if let Some(&answered) = ids.filter_map(|id| by_id.get(id.as_str())).next() {
                to.entry(answered).or_default().push(at);
            }
        }
        for all in to.values_mut() {
            all.sort_by(|a, b| rows[*a].created.cmp(&rows[*b].created));
        }
        Self {
            to,
            left: rows.iter().map(|row| row.answers.is_some()).collect(),
        }
    }

    /// All that answer a row, and what answers those, each behind what it answers; with how deep it stands.
    fn below(&mut self, at: usize) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut open = vec![(at, 0)];
        while let Some((at, depth)) = open.pop() {
            if depth > 0 {
                match self.left.get_mut(at) {
                    Some(left) if *left => *left = false,
                    Some(_) | None => continue,
                }
                found.push((at, depth));
            }
            let below = self.to.remove(&at).unwrap_or_default();
            open.extend(below.into_iter().rev().map(|at| (at, depth + 1)));
        }
        found
    }

    fn is_left(&self, at: usize) -> bool {
        self.left.get(at) == Some(&true)
    }
}

struct Making {
    account: Account,
    topics: Topics,
    loose: Vec<LooseNote>,
}

impl Making {
    /// A row with what answers it.
    fn note(&mut self, row: &Row, below: &[(usize, usize)], rows: &[Row]) {
        let mut annotation = Annotation::unplaced();
        let mut words = markdown(&row.text);
        let replies: Vec<(&Row, usize)> = below
            .iter()
            .filter_map(|&(at, depth)| Some((rows.get(at)?, depth)))
            .collect();
        for (reply, depth) in &replies {
            if !words.is_empty() {
                words.push_str("\n\n");
            }
            words.push_str(&self.reply(reply, *depth));
        }
        annotation.note = (!words.is_empty()).then(|| Prose::unplaced(words));
        for row in [row]
            .into_iter()
            .chain(replies.iter().map(|(reply, _)| *reply))
        {
            if let Some(why) = &row.kept {
                annotation.draft = true;
                if !why.is_empty() {
                    let what = format!("{why}: the note is a draft");
                    self.account
                        .remark(Report::new(NOTES, row.place.clone(), what, ""));
                }
            }
        }
        annotation.by = named(&row.by);
        annotation.written = day(&row.created);
        if let (Some(created), Some(updated)) = (day(&row.created), day(&row.updated))
            && created != updated
        {
            let what = format!(
                "it was changed on {}, which is not written",
                updated.value.edtf()
            );
            self.account
                .remark(Report::new(NOTES, row.place.clone(), what, ""));
        }
        self.settle(row, &replies, annotation);
    }

    /// Writes a note, or says why it cannot be.
    fn settle(&mut self, row: &Row, replies: &[(&Row, usize)], mut annotation: Annotation) {
        let all = || {
            [row]
                .into_iter()
                .chain(replies.iter().map(|(reply, _)| *reply))
        };
        let is_tagged = all().any(|row| tags(row).next().is_some());
        let unit = if row.answers.is_some() {
            REPLIES
        } else {
            NOTES
        };
        let quote = match &row.on {
            RowOn::Page => Ok(None),
            RowOn::Words(quote) => Ok(Some(quote.clone())),
            RowOn::Other(kinds) => Err(format!("it is on something that has no words ({kinds})")),
        };
        let quote = match (quote, is_tagged || says(&annotation)) {
            (Err(why), _) => Err(why),
            (Ok(Some(quote)), false) => Err(format!(
                "it marks words and says nothing of them: “{}”",
                first_words(quote.exact.trim(), 12)
            )),
            (Ok(None), false) => Err("it says nothing".to_owned()),
            (Ok(quote), true) => Ok(quote),
        };
        for (row, place) in all().zip(0..) {
            let unit = if place == 0 { unit } else { REPLIES };
            self.account.found(unit, 1);
            self.account.found(TAGS, tags(row).count());
            match &quote {
                Ok(_) => {
                    self.account.wrote(unit, 1);
                    self.account.wrote(TAGS, tags(row).count());
                    for tag in tags(row) {
                        self.topics.tag(&mut annotation, tag);
                        self.account.elsewhere(Side::Notes, tag);
                    }
                }
                Err(why) => {
                    let report =
                        Report::new(unit, row.place.clone(), why.clone(), row.text.clone());
                    self.account.left_out(Side::Notes, report);
                    for tag in tags(row) {
                        let report = Report::new(TAGS, row.place.clone(), why.clone(), tag);
                        self.account.left_out(Side::Notes, report);
                    }
                }
            }
        }
        match quote {
            Ok(quote) => self.loose.push(LooseNote {
                place: row.place.clone(),
                addresses: row.addresses.clone(),
                quote,
                also: Vec::new(),
                annotation,
            }),
            Err(_) => {
                let heads = replies.iter().filter_map(|(reply, _)| head(reply));
                heads.for_each(|head| self.account.elsewhere(Side::Notes, &head));
            }
        }
    }

    /// A reply in the note of what it answers.
    fn reply(&mut self, reply: &Row, depth: usize) -> String {
        let head = head(reply);
        // Who wrote it, and when, stands in the file, and now in the note.
        self.account
            .printed(Side::Notes, head.as_deref().unwrap_or_default());
        let head = head.map(|head| [format!("{head}:"), String::new()]);
        let marks = "> ".repeat(depth.min(DEEPEST));
        let text = markdown(&reply.text);
        let lines = head
            .into_iter()
            .flatten()
            .chain(text.lines().map(str::to_owned));
        let lines = lines.map(|line| format!("{marks}{line}").trim_end().to_owned());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Who wrote a reply, and when.
fn head(reply: &Row) -> Option<String> {
    let by = plain(&reply.by.replace('\n', " "));
    let day = day(&reply.created).map(|day| day.value.edtf().to_owned());
    let by = (!by.is_empty()).then(|| format!("**{by}**"));
    let parts: Vec<String> = [by, day].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn tags(row: &Row) -> impl Iterator<Item = &str> {
    row.tags
        .iter()
        .map(String::as_str)
        .filter(|tag| !clean(tag).is_empty())
}

fn named(by: &str) -> Option<Name> {
    let by = clean(by);
    (!by.is_empty()).then(|| Name::unplaced(by))
}
