//! The page of an entry: a topic, event, person, place, organization, document, or one of the site's own kinds.

use super::{
    backlinks, card,
    here::{self, Here, date},
    kinds::{
        CoordinatesView, DatedLinkView, EntryView, ImageView, MentionPlaceView, MentionView,
        RoleView, TogetherView,
    },
    parts::{self, Part},
    passage,
    view::{CountedView, LinkView, ReferringView, TranscriptCard},
};
use crate::{
    bind::{Edition, Row, Rows, Thing},
    text::is_external,
};

/// How many entries of a kind are listed as occurring together.
const TOGETHER: usize = 10;

/// How many mentions of a transcript are shown with their sentence.
const MENTIONS_SHOWN: usize = 3;

/// How many transcripts a list of an entry's page shows at most, when the site limits its pages.
fn limit(here: &Here<'_>) -> usize {
    match here.config().page_size {
        0 => usize::MAX,
        size => size,
    }
}

/// The parts into which an entry's passages are split; a person's own words are among them.
pub fn parts_of(edition: &Edition, entry: u32) -> Vec<Part> {
    let rows = edition.index.of(entry);
    if fits(edition, rows.passages.len() + rows.said.len()) {
        return Vec::new();
    }
    let rank = |t: u32| edition.rank[t as usize];
    let keys: Vec<String> = all_rows(rows, &rank)
        .iter()
        .map(|(row, _)| passage::year_of(&edition.outline(row.transcript).header))
        .collect();
    parts::split(&keys, edition.config.page_size)
}

/// Whether a list of this length needs no splitting.
fn fits(edition: &Edition, length: usize) -> bool {
    edition.config.page_size == 0 || length <= edition.config.page_size
}

/// All passages of an entry in time order; `true` for those that refer to it, `false` for a person's own words only.
fn all_rows(rows: &Rows, rank: &dyn Fn(u32) -> u32) -> Vec<(Row, bool)> {
    let mut all: Vec<(Row, bool)> = rows.passages.iter().map(|&r| (r, true)).collect();
    let own: std::collections::BTreeSet<Row> = rows.passages.iter().copied().collect();
    let said: Vec<(Row, bool)> = rows
        .said
        .iter()
        .filter(|r| !own.contains(r))
        .map(|&r| (r, false))
        .collect();
    if said.is_empty() {
        return all;
    }
    all.extend(said);
    all.sort_by_key(|(row, _)| (rank(row.transcript), row.passage != Row::WHOLE, row.passage));
    all
}

/// The view of an entry; `part` is none for its first page.
pub(super) fn view(here: &Here<'_>, e: u32, parts: &[Part], part: Option<usize>) -> EntryView {
    let index = here.rows(e);
    let rows = all_rows(index, &|t| here.rank_of_row(t));
    let shown: &[(Row, bool)] = match part {
        Some(i) => &rows[parts[i].items.clone()],
        None if parts.is_empty() => &rows,
        None => &[],
    };
    let about: Vec<Row> = shown
        .iter()
        .filter(|(_, about)| *about)
        .map(|(row, _)| *row)
        .collect();
    let said: Vec<Row> = shown
        .iter()
        .filter(|(_, about)| !*about)
        .map(|(row, _)| *row)
        .collect();
    let of_entry = |row: Row, a: u32| {
        here.annotation_links(row.transcript, a)
            .entries
            .contains(&e)
    };
    let base = here.page_name(Thing::Entry(e));
    let mut view = EntryView {
        groups: here
            .reads
            .then("groups", || passage::groups(here, &about, &of_entry)),
        said: here
            .reads
            .then("said", || passage::groups(here, &said, &|_, _| true)),
        by_transcript: here.reads.then("by_transcript", || {
            by_transcript(here, e, &about, &of_entry, parts, part)
        }),
        passage_count: index.passages.len(),
        said_count: rows.len() - index.passages.len(),
        parts_of_list: parts::views(here, parts, &base, part),
        part_title: part.map(|i| parts[i].title.clone()),
        ..identity(here, e)
    };
    if part.is_none() {
        written(here, e, &mut view);
        referring(here, e, &mut view);
    }
    view
}

/// The transcripts that refer to an entry, the newest first, each with its passages of `rows`.
fn by_transcript(
    here: &Here<'_>,
    e: u32,
    rows: &[Row],
    about: &dyn Fn(Row, u32) -> bool,
    parts: &[Part],
    part: Option<usize>,
) -> Vec<ReferringView> {
    let index = here.rows(e);
    let mut wanted: Vec<u32> = rows.iter().map(|row| row.transcript).collect();
    if part.is_none() {
        let with_passages: std::collections::BTreeSet<u32> = match parts.is_empty() {
            true => std::collections::BTreeSet::new(),
            false => index.passages.iter().map(|row| row.transcript).collect(),
        };
        let whole = index.transcripts.iter().copied();
        let spoken = index.spoken.iter().map(|&(t, _)| t);
        wanted.extend(whole.chain(spoken).filter(|t| !with_passages.contains(t)));
    }
    wanted.sort_by_key(|&t| here.rank_of_row(t));
    wanted.dedup();
    let mut rest = rows.iter().peekable();
    let mut all: Vec<ReferringView> = wanted
        .into_iter()
        .map(|t| {
            let mut passages = Vec::new();
            while let Some(&row) = rest.next_if(|row| row.transcript == t) {
                passages.push(passage::view(here, row, about));
            }
            ReferringView {
                card: card::of_row(here, t),
                passages,
            }
        })
        .collect();
    all.reverse();
    all
}

fn identity(here: &Here<'_>, e: u32) -> EntryView {
    let entry = here.entry(e);
    let names = here.config().kinds.names(entry.kind);
    EntryView {
        kind: names.slug.clone(),
        kind_title: names.singular.clone(),
        folder: names.folder.clone(),
        id: entry.id().to_owned(),
        title: entry.fields.title.clone(),
        stub: entry.stub,
        summary: entry.fields.summary.clone(),
        warning: entry.fields.warning.clone(),
        extra: entry.fields.common.extra.clone(),
        draft: entry.fields.common.draft,
        ..EntryView::default()
    }
}

/// What the entry's file says.
fn written(here: &Here<'_>, e: u32, view: &mut EntryView) {
    let entry = here.entry(e);
    let fields = &entry.fields;
    let related = here.related(e);
    let links = related.links;
    view.aliases = fields.aliases.clone();
    view.html =
        (!entry.body.text.trim().is_empty()).then(|| here.markdown(&entry.body.text, 2, "").html);
    view.image = fields.image.as_ref().map(|image| ImageView {
        src: asset_href(here, &image.file.value),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
    });
    view.sources_html = fields.sources.iter().map(|s| here.line(&s.text)).collect();
    view.same_as = fields
        .same_as
        .iter()
        .map(|n| LinkView {
            title: authority(&n.value),
            href: Some(n.value.clone()),
            kind: "external".to_owned(),
            id: None,
        })
        .collect();
    view.date = fields.date.as_ref().map(|d| date(here, d));
    view.date_note = fields.date_note.clone();
    view.places = here.entries(&links.places);
    view.part_of = here.entries(&links.part_of);
    view.parts = dated(here, &links.parts);
    view.participants = here.entries(&links.participants);
    view.coordinates = fields.coordinates.map(|c| CoordinatesView {
        latitude: c.latitude,
        longitude: c.longitude,
        text: format!(
            "{}° {}, {}° {}",
            c.latitude.abs(),
            if c.latitude < 0.0 { 'S' } else { 'N' },
            c.longitude.abs(),
            if c.longitude < 0.0 { 'W' } else { 'E' }
        ),
    });
    let events: Vec<u32> = links
        .events_here
        .iter()
        .chain(&links.took_part)
        .copied()
        .collect();
    view.events_here = dated(here, &events);
    view.born = fields.born.as_ref().map(|d| date(here, d));
    view.died = fields.died.as_ref().map(|d| date(here, d));
    view.roles = fields
        .roles
        .iter()
        .zip(&links.roles)
        .map(|(role, bound)| RoleView {
            role: role.role.clone(),
            at: bound.map(|o| here.link(Thing::Entry(o))).or_else(|| {
                role.at.as_ref().map(|n| LinkView {
                    title: n.value.clone(),
                    href: None,
                    kind: "name".to_owned(),
                    id: None,
                })
            }),
            date: role.date.as_ref().map(|d| date(here, d)),
        })
        .collect();
    view.identifier = fields.identifier.clone();
    view.url = fields.url.as_ref().map(|u| here.written(&u.value));
    view.broader = here.entries(&links.broader);
    view.narrower = related.narrower.iter().map(|&n| counted(here, n)).collect();
    view.related = here.entries(&links.related);
}

/// What refers to the entry, but for passages.
fn referring(here: &Here<'_>, e: u32, view: &mut EntryView) {
    let rows = here.rows(e);
    let most = limit(here);
    let reads = &here.reads;
    view.transcripts = reads.then("transcripts", || {
        let first = rows.transcripts.iter().take(most);
        first.map(|&t| card::of_row(here, t)).collect()
    });
    view.spoken = reads.then("spoken", || {
        let first = rows.spoken.iter().take(most);
        first
            .map(|&(t, n)| TranscriptCard {
                spoken: n as usize,
                ..card::of_row(here, t)
            })
            .collect()
    });
    view.narrower_count = here.count(e).1;
    view.mention_count = rows.mentions.iter().map(|(_, hits)| hits.len()).sum();
    view.mentions = reads.then("mentions", || {
        let first = rows.mentions.iter().take(most);
        first.map(|(t, hits)| mention(here, *t, hits)).collect()
    });
    view.backlinks = reads.then("backlinks", || backlinks::of(here, Thing::Entry(e)));
    view.together = reads
        .then("together", || here.together(e))
        .into_iter()
        .map(|(kind, others)| {
            let names = here.config().kinds.names(kind);
            let links = others
                .into_iter()
                .take(TOGETHER)
                .map(|(other, count)| CountedView {
                    link: here.link(Thing::Entry(other)),
                    count,
                    below: 0,
                });
            TogetherView {
                title: names.plural.clone(),
                folder: names.folder.clone(),
                links: links.collect(),
            }
        })
        .collect();
    let related = here.related(e);
    view.previous = related.previous.map(|e| dated_link(here, e));
    view.next = related.next.map(|e| dated_link(here, e));
}

fn mention(here: &Here<'_>, t: u32, hits: &[u32]) -> MentionView {
    let record = here.record_of_row(t);
    let transcript = &record.transcript;
    let places = hits
        .iter()
        .take(MENTIONS_SHOWN)
        .map(|&m| {
            let range = &here.mention_of_row(t, m).range;
            let paragraph =
                u32::try_from(transcript.paragraph_at(range.start as usize)).unwrap_or(u32::MAX);
            MentionPlaceView {
                place: here::paragraphs(paragraph, paragraph),
                href: here.href(Thing::Paragraph(t, paragraph)),
                html: passage::excerpt(transcript, range, true).html,
            }
        })
        .collect();
    MentionView {
        card: card::of_row(here, t),
        places,
        more: hits.len().saturating_sub(MENTIONS_SHOWN),
    }
}

/// A topic with its number of passages, and of those below it.
pub(super) fn counted(here: &Here<'_>, e: u32) -> CountedView {
    let (count, below) = here.count(e);
    CountedView {
        link: here.link(Thing::Entry(e)),
        count,
        below,
    }
}

/// Entries with their dates, in time order.
fn dated(here: &Here<'_>, entries: &[u32]) -> Vec<DatedLinkView> {
    let mut order: Vec<u32> = entries.to_vec();
    order.sort_by_key(|&e| here.sort_key_of_related(e));
    order.dedup();
    order.into_iter().map(|e| dated_link(here, e)).collect()
}

pub(super) fn dated_link(here: &Here<'_>, e: u32) -> DatedLinkView {
    let fields = &here.entry(e).fields;
    DatedLinkView {
        link: here.link(Thing::Entry(e)),
        date: fields.date.as_ref().map(|d| date(here, d)),
        summary: fields.summary.clone(),
    }
}

/// The address of a file of `content/assets/`, written with or without `assets/`.
fn asset_href(here: &Here<'_>, file: &str) -> String {
    if is_external(file) {
        return file.to_owned();
    }
    let path = file.trim_start_matches("./").trim_start_matches('/');
    let path = path.strip_prefix("assets/").unwrap_or(path);
    crate::route::Route::new(&format!("assets/{path}")).map_or_else(String::new, |r| {
        r.href(&here.root, crate::route::Urls::Files)
    })
}

/// The name of an authority from its address.
fn authority(address: &str) -> String {
    const KNOWN: [(&str, &str); 8] = [
        ("wikidata.org", "Wikidata"),
        ("viaf.org", "VIAF"),
        ("id.loc.gov", "Library of Congress"),
        ("isni.org", "ISNI"),
        ("d-nb.info", "GND"),
        ("geonames.org", "GeoNames"),
        ("wikipedia.org", "Wikipedia"),
        ("orcid.org", "ORCID"),
    ];
    let host = address
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or(address);
    KNOWN
        .iter()
        .find(|(part, _)| host.ends_with(part))
        .map_or_else(
            || host.trim_start_matches("www.").to_owned(),
            |(_, name)| (*name).to_owned(),
        )
}
