//! The index of an interview: each point is an annotation on the paragraphs up to the next.

use crate::{
    archive::{
        Annotation, Coordinates, EntryFields, Kind, ListIndex, LocatorKind, Name, ParagraphIndex,
        Prose,
    },
    import::{
        Account, BroughtEntry, Element, Note, On, Place, Report, Side,
        cues::{clock, glue},
        plain,
    },
    text::slug,
    writer::{Block, Paragraph, Said},
};

use super::footnotes::without_html;

/// A point of the index, in one of its languages.
#[derive(Clone, Debug, Default)]
pub(super) struct Point {
    pub(super) time: Option<f64>,
    pub(super) title: String,
    pub(super) synopsis: String,
    /// The first words that are said of it.
    pub(super) partial: String,
    line: usize,
    topics: Vec<String>,
    /// What a place is called, and where it is.
    places: Vec<(String, Option<Coordinates>)>,
    /// Words, and an address.
    links: Vec<(String, String)>,
}

/// The points of a record: in its own language, or in the other.
pub(super) fn points(record: &Element, other: bool) -> Vec<Point> {
    let index = record.first("index");
    let points = index.into_iter().flat_map(|index| index.all("point"));
    points.map(|point| Point::of(point, other)).collect()
}

impl Point {
    fn of(point: &Element, other: bool) -> Self {
        let suffix = if other { "_alt" } else { "" };
        let words = |of: &Element, name: &str| {
            let found = of.first(&format!("{name}{suffix}"));
            found
                .map(|e| glue::squeezed(&without_html(&e.text())))
                .unwrap_or_default()
        };
        let list = |name: &str| -> Vec<String> {
            let all = words(point, name);
            all.split(';')
                .map(|w| w.trim().to_owned())
                .filter(|w| !w.is_empty())
                .collect()
        };
        let plain =
            |of: &Element, name: &str| of.first(name).map(Element::words).unwrap_or_default();
        let places = several(point, "gpspoints", "gps")
            .into_iter()
            .filter_map(|gps| {
                let at = coordinates(&plain(gps, "gps"));
                let name = words(gps, "gps_text");
                (at.is_some() || !name.is_empty()).then_some((name, at))
            });
        let links = several(point, "hyperlinks", "hyperlink")
            .into_iter()
            .filter_map(|link| {
                let address = plain(link, "hyperlink");
                (!address.is_empty()).then(|| (words(link, "hyperlink_text"), address))
            });
        Self {
            time: point.first("time").and_then(|t| seconds(&t.words())),
            title: words(point, "title"),
            synopsis: words(point, "synopsis"),
            partial: words(point, "partial_transcript"),
            line: point.line,
            topics: list("keywords")
                .into_iter()
                .chain(list("subjects"))
                .collect(),
            places: places.collect(),
            links: links.collect(),
        }
    }

    /// Whether it says anything.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_empty()
            && self.synopsis.is_empty()
            && self.partial.is_empty()
            && self.topics.is_empty()
    }

    /// Keeps what it names, without its words.
    pub(super) fn say_nothing(&mut self) {
        self.title.clear();
        self.synopsis.clear();
        self.partial.clear();
    }

    fn place(&self) -> Place {
        let known_as = self.time.map(clock::shown);
        Place {
            known_as,
            ..Place::line(self.line)
        }
    }
}

/// Groups of fields. Older files have those of the one place and the one link in the point itself.
fn several<'e>(point: &'e Element, name: &'e str, within: &str) -> Vec<&'e Element> {
    let own = point.first(within).map(|_| point);
    point.all(name).chain(own).collect()
}

fn seconds(text: &str) -> Option<f64> {
    clock::usable(text.parse().ok().or_else(|| clock::seconds(text)))
}

/// `17.0, -4.0`.
fn coordinates(text: &str) -> Option<Coordinates> {
    let (latitude, longitude) = text.split_once(',')?;
    let (latitude, longitude): (f64, f64) = (
        latitude.trim().parse().ok()?,
        longitude.trim().parse().ok()?,
    );
    let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    on_earth.then_some(Coordinates {
        latitude,
        longitude,
    })
}

/// The points as notes on a transcript. Their topics and places become entries.
pub(super) fn notes(
    points: &[Point],
    said: &Said,
    entries: &mut Entries,
    account: &mut Account,
) -> Vec<Note> {
    let times = times(said);
    let last = said
        .blocks
        .iter()
        .filter(|b| matches!(b, Block::Paragraph(_)))
        .count()
        .saturating_sub(1);
    let mut notes = Vec::with_capacity(points.len());
    for (number, point) in points.iter().enumerate() {
        account.found("index points", 1);
        account.printed(Side::Notes, &point.title);
        account.printed(Side::Notes, &point.synopsis);
        account.wrote("index points", 1);
        let next = points[number + 1..].iter().find_map(|next| next.time);
        let on = match point.time.filter(|_| !times.is_empty()) {
            Some(time) => {
                let (from, _) = paragraph(&times, time);
                let to = next.map_or(last, |next| {
                    let (of_next, begins) = paragraph(&times, next);
                    let within = next > begins + 0.5;
                    if within {
                        of_next
                    } else {
                        of_next.saturating_sub(1)
                    }
                });
                On::Paragraphs(ParagraphIndex::at(from), ParagraphIndex::at(to.max(from)))
            }
            None => {
                let what = "where in the transcript it is is not known: it is on the whole";
                account.remark(Report::new("index points", point.place(), what, ""));
                On::Whole
            }
        };
        let annotation = annotation(point, entries, account);
        notes.push(Note::on(on, annotation));
    }
    let partial = points.iter().filter(|p| !p.partial.is_empty()).count();
    if partial > 0 {
        account.found("partial transcripts", partial);
        let what =
            format!("{partial} points repeat the first words of their part of the transcript");
        let report = Report::new("partial transcripts", Place::default(), what, "");
        account.left_out_together(Side::Notes, partial, report);
    }
    notes
}

/// What a point says beside its words: topics, places, sources.
fn annotation(point: &Point, entries: &mut Entries, account: &mut Account) -> Annotation {
    let mut annotation = plain::note(&point.synopsis);
    annotation.title = Some(point.title.clone()).filter(|t| !t.is_empty());
    for topic in &point.topics {
        let key = entries.bring(Kind::TOPICS, topic, None);
        annotation.names.push((Kind::TOPICS, Name::unplaced(key)));
    }
    for (name, at) in &point.places {
        let shown = at
            .map(|at| format!("{}, {}", at.latitude, at.longitude))
            .unwrap_or_default();
        if name.is_empty() {
            account.remark(Report::new(
                "places",
                point.place(),
                format!("the place {shown} has no name: it is called by where it is"),
                "",
            ));
        }
        let key = entries.bring(
            Kind::PLACES,
            if name.is_empty() { &shown } else { name },
            *at,
        );
        annotation.names.push((Kind::PLACES, Name::unplaced(key)));
    }
    annotation
        .names
        .sort_by(|a, b| (a.0, &a.1.value).cmp(&(b.0, &b.1.value)));
    annotation
        .names
        .dedup_by(|a, b| a.0 == b.0 && a.1.value == b.1.value);
    for (words, address) in &point.links {
        let web = address.starts_with("http://") || address.starts_with("https://");
        let line = match (
            web && !address.contains([' ', '(', ')', '<', '>']),
            words.is_empty(),
        ) {
            (true, false) => format!("[{}]({address})", plain::as_markdown(words)),
            (true, true) => format!("[{}]({address})", plain::as_markdown(address)),
            (false, _) => plain::as_markdown(format!("{words} {address}").trim()),
        };
        annotation.sources.push(Prose::unplaced(line));
    }
    annotation
}

/// When words of which paragraph begin, ascending.
fn times(said: &Said) -> Vec<(f64, usize)> {
    let paragraphs = said.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Heading { .. } => None,
    });
    let mut times: Vec<(f64, usize)> = paragraphs
        .enumerate()
        .flat_map(|(number, p)| p.marks.iter().map(move |mark| (mark, number)))
        .filter_map(|(mark, number)| match mark.kind {
            LocatorKind::Time(seconds) => Some((seconds, number)),
            LocatorKind::Page => None,
        })
        .collect();
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    times
}

/// The paragraph of a time, and when it begins.
fn paragraph(times: &[(f64, usize)], time: f64) -> (usize, f64) {
    let begun = times.partition_point(|(at, _)| *at <= time);
    begun
        .checked_sub(1)
        .map_or((0, 0.0), |last| (times[last].1, times[last].0))
}

/// What is told of an interview without a transcript: headings, and the first words or the summary of each point.
pub(super) fn summary(points: &[Point], account: &mut Account) -> Said {
    let mut said = Said::default();
    for point in points {
        for words in [&point.title, &point.partial, &point.synopsis] {
            account.printed(Side::Speech, words);
        }
        let bare = point.partial.is_empty() && point.synopsis.is_empty();
        if !point.title.is_empty() && !bare {
            said.blocks.push(Block::Heading {
                level: 2,
                words: point.title.clone(),
            });
        }
        // A heading has something below it.
        let title = if bare { point.title.as_str() } else { "" };
        let texts = [title, &point.partial, &point.synopsis];
        for (words, number) in texts.into_iter().filter(|words| !words.is_empty()).zip(0..) {
            let first = number == 0;
            let mut paragraph = Paragraph::default();
            if let Some(time) = point.time.filter(|_| first) {
                paragraph.push_time(time);
            }
            paragraph.push(words);
            said.blocks.push(Block::Paragraph(paragraph));
        }
    }
    said
}

/// Entries that a file names, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    pub(super) all: Vec<BroughtEntry>,
    by_key: std::collections::BTreeMap<(Kind, String), usize>,
}

impl Entries {
    /// The key of an entry with this title, which is brought if it is new.
    fn bring(&mut self, kind: Kind, title: &str, coordinates: Option<Coordinates>) -> String {
        let key = Some(slug(title))
            .filter(|key| !key.is_empty())
            .unwrap_or_else(|| title.to_owned());
        let next = self.all.len();
        let at = *self.by_key.entry((kind, key.clone())).or_insert(next);
        match self.all.get_mut(at) {
            Some(entry) => {
                entry.fields.coordinates = entry.fields.coordinates.or(coordinates);
                let known =
                    entry.fields.title == title || entry.fields.aliases.iter().any(|a| a == title);
                if !known {
                    entry.fields.aliases.push(title.to_owned());
                }
            }
            None => self.all.push(BroughtEntry {
                kind,
                key: key.clone(),
                fields: EntryFields {
                    title: title.to_owned(),
                    coordinates,
                    ..EntryFields::default()
                },
                body: String::new(),
            }),
        }
        key
    }
}
