//! What an archive lacks, and how much of it has notes: what an editor may do next.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::change::Opened;
use crate::{
    anchor::{Anchored, Outline},
    archive::{Kind, ListIndex, Part, TranscriptIndex},
    pipeline::Site,
    source::Span,
};

/// What an archive lacks, and how much of it has notes.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// In the order of [`Lack::ALL`], then of files and lines.
    pub findings: Vec<Finding>,
    /// Each transcript, by its id.
    pub transcripts: Vec<Coverage>,
    /// All transcripts of a year; without one, those that say none.
    pub years: Vec<(Option<i64>, Coverage)>,
}

/// Something that an archive lacks, or that waits for an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub lack: Lack,
    /// Of what: its id, or a label.
    pub of: String,
    /// The file, from the site's folder.
    pub path: String,
    /// From 1; 0 for a file as a whole.
    pub line: usize,
    /// What there is to know: how often, which words.
    pub about: String,
}

/// What an archive may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A transcript names an entry, and none of its notes does.
    MentionNotAnnotated,
    /// A topic of which no note is.
    TopicWithoutPassages,
    /// A note that names no source.
    NoteWithoutSources,
    /// An entry that no register of others is named for.
    EntryWithoutAuthority,
    /// Something that is kept out of builds.
    Draft,
    /// A note that disputes another.
    Dispute,
    /// A note that proposes another reading.
    Correction,
    /// A program's note that nobody checked.
    MachineUnchecked,
    /// A label of which it is not said who it is.
    SpeakerWithoutPerson,
}

impl Lack {
    /// All, with their words in tables and files of data, and what they are called.
    pub const ALL: [(Lack, &'static str, &'static str); 9] = [
        (
            Lack::MentionNotAnnotated,
            "mention-not-annotated",
            "named in a transcript, and in none of its notes",
        ),
        (
            Lack::TopicWithoutPassages,
            "topic-without-passages",
            "topics without a passage",
        ),
        (
            Lack::NoteWithoutSources,
            "note-without-sources",
            "notes without a source",
        ),
        (
            Lack::EntryWithoutAuthority,
            "entry-without-authority",
            "entries without `same_as`",
        ),
        (Lack::Draft, "draft", "drafts"),
        (Lack::Dispute, "dispute", "disputes"),
        (Lack::Correction, "correction", "corrections"),
        (
            Lack::MachineUnchecked,
            "machine-unchecked",
            "notes of programs that nobody checked",
        ),
        (
            Lack::SpeakerWithoutPerson,
            "speaker-without-person",
            "labels of which it is not said who they are",
        ),
    ];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(lack, ..)| *lack == self);
        found.map_or("", |(_, word, _)| word)
    }
}

/// How much of something has notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Which: the id of a transcript, or a year.
    pub of: String,
    /// How many transcripts.
    pub transcripts: usize,
    /// How many paragraphs they have.
    pub paragraphs: usize,
    /// How many of these have a note.
    pub with_notes: usize,
    /// How many notes there are, drafts too.
    pub notes: usize,
}

impl Coverage {
    fn add(&mut self, other: &Self) {
        self.transcripts += other.transcripts;
        self.paragraphs += other.paragraphs;
        self.with_notes += other.with_notes;
        self.notes += other.notes;
    }
}

/// Looks at the whole archive, drafts included.
///
/// # Errors
/// Only trouble with the machine.
pub fn report(opened: &Opened) -> Result<Report> {
    let Some(site) = &opened.run.site else {
        bail!("the archive cannot be read: `postil check` tells why");
    };
    let mut look = Look {
        site,
        opened,
        report: Report::default(),
        lines: BTreeMap::new(),
    };
    look.entries();
    look.pages();
    for (t, outline) in site.edition.transcripts.enumerated() {
        let record = site.edition.record(t)?;
        look.transcript(t, outline, &record);
    }
    let mut report = look.report;
    report.findings.sort_by(|one, other| {
        let key = |f: &Finding| (f.lack, f.path.clone(), f.line);
        key(one).cmp(&key(other))
    });
    let mut years: BTreeMap<Option<i64>, Coverage> = BTreeMap::new();
    for (coverage, outline) in report.transcripts.iter().zip(&*site.edition.transcripts) {
        let year = outline
            .header
            .date
            .as_ref()
            .and_then(|date| date.value.year());
        years.entry(year).or_default().add(coverage);
    }
    for (year, coverage) in &mut years {
        coverage.of = year.map_or_else(String::new, |year| year.to_string());
    }
    report.years = years.into_iter().collect();
    Ok(report)
}

struct Look<'a> {
    site: &'a Site,
    opened: &'a Opened,
    report: Report,
    /// Where lines of files begin, by their paths.
    lines: BTreeMap<String, Vec<usize>>,
}

impl Look<'_> {
    fn find(&mut self, lack: Lack, of: &str, (path, line): (String, usize), about: String) {
        self.report.findings.push(Finding {
            lack,
            of: of.to_owned(),
            path,
            line,
            about,
        });
    }

    fn path(&self, source: crate::source::SourceId) -> String {
        self.opened.sources.path(source).to_owned()
    }

    /// The file and line of a place.
    fn place(&mut self, span: Span) -> (String, usize) {
        let path = self.path(span.source);
        let text = |path: &str| self.opened.text(path).ok().flatten().unwrap_or_default();
        let starts = self.lines.entry(path.clone()).or_insert_with(|| {
            let text = text(&path);
            let feeds = text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(feeds).collect()
        });
        let line = starts.partition_point(|start| *start <= span.range().start);
        (path, line.max(1))
    }

    fn entries(&mut self) {
        let edition = &self.site.edition;
        for (index, entry) in edition.entries.enumerated() {
            if entry.stub {
                continue;
            }
            let kind = &edition.config.kinds.names(entry.kind).slug;
            let of = format!("{kind}:{}", entry.id());
            let title = entry.fields.title.clone();
            let file = || (self.path(entry.identity.source), 0);
            let rows = edition.index.of(index);
            let file = file();
            if entry.kind == Kind::TOPICS && rows.passages.is_empty() && rows.notes.is_empty() {
                self.find(Lack::TopicWithoutPassages, &of, file.clone(), title.clone());
            }
            if entry.kind != Kind::TOPICS && entry.fields.same_as.is_empty() {
                self.find(
                    Lack::EntryWithoutAuthority,
                    &of,
                    file.clone(),
                    title.clone(),
                );
            }
            if entry.fields.common.draft {
                self.find(Lack::Draft, &of, file, title);
            }
        }
    }

    fn pages(&mut self) {
        for page in self
            .site
            .edition
            .pages
            .iter()
            .filter(|page| page.common.draft)
        {
            let file = (self.path(page.identity.source), 0);
            self.find(
                Lack::Draft,
                &format!("page:{}", page.identity.id),
                file,
                page.title.clone(),
            );
        }
    }

    fn transcript(&mut self, t: TranscriptIndex, outline: &Outline, record: &Anchored) {
        let edition = &self.site.edition;
        let id = outline.id.to_string();
        let file = (self.path(outline.source), 0);
        if outline.header.common.draft {
            self.find(Lack::Draft, &id, file.clone(), outline.header.title.clone());
        }
        for speaker in outline.header.speakers.iter() {
            let is_said = speaker.person.is_some() || speaker.name.is_some();
            if !is_said && speaker.part != Some(Part::Narration) && !speaker.label.is_empty() {
                let place = match speaker.span {
                    Some(span) => self.place(span),
                    None => file.clone(),
                };
                self.find(
                    Lack::SpeakerWithoutPerson,
                    &id,
                    place,
                    speaker.label.clone(),
                );
            }
        }
        self.mentions(t, &id, record);
        let mut covered: BTreeSet<usize> = BTreeSet::new();
        for passage in record.passages.iter() {
            covered.extend(passage.first.place()..=passage.last.place());
        }
        for placed in record.annotations.iter() {
            let annotation = &placed.annotation;
            // A note on several transcripts is told where it is at home.
            if *placed.home != *id {
                continue;
            }
            let of = format!("{id}#{}", placed.id);
            let place = self.place(annotation.span);
            let machine = annotation.by.as_ref().is_some_and(|by| {
                let editor = edition.config.editors.get(&by.value);
                editor.is_some_and(|editor| editor.machine)
            });
            let title = annotation.title.clone().unwrap_or_default();
            let lacks = [
                (
                    Lack::NoteWithoutSources,
                    annotation.note.is_some() && annotation.sources.is_empty(),
                ),
                (Lack::Draft, annotation.draft),
                (Lack::Dispute, annotation.disputes.is_some()),
                (Lack::Correction, annotation.correction.is_some()),
                (
                    Lack::MachineUnchecked,
                    machine && annotation.checked.is_none(),
                ),
            ];
            for (lack, is_so) in lacks {
                if is_so {
                    let about = match (lack, &annotation.correction, &annotation.disputes) {
                        (Lack::Correction, Some(reading), _) => reading.value.clone(),
                        (Lack::Dispute, _, Some(disputed)) => disputed.value.clone(),
                        _ => title.clone(),
                    };
                    self.find(lack, &of, place.clone(), about);
                }
            }
        }
        self.report.transcripts.push(Coverage {
            of: id,
            transcripts: 1,
            paragraphs: record.transcript.paragraphs.len(),
            with_notes: covered.len(),
            notes: record.annotations.len(),
        });
    }

    /// Entries whose names stand in a transcript, and that none of its notes, nor its header, names.
    fn mentions(&mut self, t: TranscriptIndex, id: &str, record: &Anchored) {
        let edition = &self.site.edition;
        let links = &edition.annotation_links[t];
        let mut named: BTreeSet<_> = links.iter().flat_map(|l| &l.entries).copied().collect();
        let header = &edition.transcript_links[t];
        named.extend(header.named.each().map(|(_, entry)| *entry));
        named.extend(header.people.iter().copied());
        let mut counts = BTreeMap::new();
        for hit in edition.mentions[t]
            .iter()
            .filter(|hit| !named.contains(&hit.entry))
        {
            counts
                .entry(hit.entry)
                .or_insert((0usize, hit.range.start))
                .0 += 1;
        }
        for (entry, (count, first)) in counts {
            let entry = edition.entry(entry);
            let slug = &edition.config.kinds.names(entry.kind).slug;
            let paragraphs = &record.transcript.paragraphs;
            let at = paragraphs.iter().find(|p| p.range.end > first);
            let at = at.map_or_else(String::new, |p| format!(", first in {}", p.id));
            let about = match count {
                1 => format!("in {id} once{at}"),
                count => format!("in {id} {count} times{at}"),
            };
            let file = (self.path(record.transcript.identity.source), 0);
            self.find(
                Lack::MentionNotAnnotated,
                &format!("{slug}:{}", entry.id()),
                file,
                about,
            );
        }
    }
}
