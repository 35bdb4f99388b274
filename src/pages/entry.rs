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
    view::{CountedView, LinkView, TranscriptCard},
};
use crate::{
    archive::Kind,
    bind::{Edition, Row, Thing, index},
    text::is_external,
};

/// How many entries of a kind are listed as occurring together.
const TOGETHER: usize = 10;

/// How many mentions of a transcript are shown with their sentence.
const MENTIONS_SHOWN: usize = 3;

/// How many transcripts a list of an entry's page shows at most, when the site limits its pages.
fn limit(edition: &Edition) -> usize {
    match edition.config.page_size {
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
    let here = Here {
        edition,
        root: String::new(),
        transcript: None,
    };
    let keys: Vec<String> = all_rows(edition, entry)
        .iter()
        .map(|(row, _)| passage::year(&here, row.transcript))
        .collect();
    parts::split(&keys, edition.config.page_size)
}

/// Whether a list of this length needs no splitting.
fn fits(edition: &Edition, length: usize) -> bool {
    edition.config.page_size == 0 || length <= edition.config.page_size
}

/// All passages of an entry in time order; `true` for those that refer to it, `false` for a person's own words only.
fn all_rows(edition: &Edition, entry: u32) -> Vec<(Row, bool)> {
    let rows = edition.index.of(entry);
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
    all.sort_by_key(|(row, _)| {
        (
            edition.rank[row.transcript as usize],
            row.passage != Row::WHOLE,
            row.passage,
        )
    });
    all
}

/// The view of an entry; `part` is none for its first page.
pub(super) fn view(here: &Here<'_>, e: u32, parts: &[Part], part: Option<usize>) -> EntryView {
    let edition = here.edition;
    let rows = all_rows(edition, e);
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
        edition.annotation_links[row.transcript as usize][a as usize]
            .entries
            .contains(&e)
    };
    let base = here_name(edition, e);
    let mut view = EntryView {
        groups: passage::groups(here, &about, &of_entry),
        said: passage::groups(here, &said, &|_, _| true),
        passage_count: edition.index.of(e).passages.len(),
        said_count: rows.len() - edition.index.of(e).passages.len(),
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

/// The name of an entry's page, without an ending.
pub(super) fn here_name(edition: &Edition, e: u32) -> String {
    here::page_name(edition, Thing::Entry(e))
}

fn identity(here: &Here<'_>, e: u32) -> EntryView {
    let entry = here.edition.entry(e);
    let names = here.edition.config.kinds.names(entry.kind);
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
        ..EntryView::default()
    }
}

/// What the entry's file says.
fn written(here: &Here<'_>, e: u32, view: &mut EntryView) {
    let edition = here.edition;
    let entry = edition.entry(e);
    let fields = &entry.fields;
    let links = &edition.entry_links[e as usize];
    view.aliases = fields.aliases.clone();
    view.html =
        (!entry.body.text.trim().is_empty()).then(|| here.markdown(&entry.body.text, 2, "").html);
    view.image = fields.image.as_ref().map(|image| ImageView {
        src: asset_href(here, &image.file.value),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
    });
    view.sources_html = fields
        .sources
        .iter()
        .map(|s| here.line(&s.text, "source-"))
        .collect();
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
    view.date = fields.date.as_ref().map(date);
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
    view.born = fields.born.as_ref().map(date);
    view.died = fields.died.as_ref().map(date);
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
            date: role.date.as_ref().map(date),
        })
        .collect();
    view.identifier = fields.identifier.clone();
    view.url = fields.url.as_ref().map(|u| u.value.clone());
    view.broader = here.entries(&links.broader);
    view.narrower = edition
        .tree
        .narrower(e)
        .iter()
        .map(|&n| counted(here, n))
        .collect();
    view.related = here.entries(&links.related);
}

/// What refers to the entry, but for passages.
fn referring(here: &Here<'_>, e: u32, view: &mut EntryView) {
    let edition = here.edition;
    let rows = edition.index.of(e);
    let most = limit(edition);
    view.transcripts = rows
        .transcripts
        .iter()
        .take(most)
        .map(|&t| card::view(here, t))
        .collect();
    view.spoken = rows
        .spoken
        .iter()
        .take(most)
        .map(|&(t, n)| TranscriptCard {
            spoken: n as usize,
            ..card::view(here, t)
        })
        .collect();
    view.narrower_count = edition.index.below(edition, e);
    view.mention_count = rows.mentions.iter().map(|(_, hits)| hits.len()).sum();
    view.mentions = rows
        .mentions
        .iter()
        .take(most)
        .map(|(t, hits)| mention(here, *t, hits))
        .collect();
    view.backlinks = backlinks::of(here, Thing::Entry(e));
    view.together = index::together(edition, e)
        .into_iter()
        .map(|(kind, others)| {
            let names = edition.config.kinds.names(kind);
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
    if edition.entry(e).kind == Kind::EVENTS {
        let order = &edition.events;
        if let Some(at) = order.iter().position(|&o| o == e) {
            view.previous = at.checked_sub(1).map(|i| dated_link(here, order[i]));
            view.next = order.get(at + 1).map(|&o| dated_link(here, o));
        }
    }
}

fn mention(here: &Here<'_>, t: u32, hits: &[u32]) -> MentionView {
    let transcript = &here.edition.transcript(t).transcript;
    let places = hits
        .iter()
        .take(MENTIONS_SHOWN)
        .map(|&m| {
            let range = &here.edition.mentions[t as usize][m as usize].range;
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
        card: card::view(here, t),
        places,
        more: hits.len().saturating_sub(MENTIONS_SHOWN),
    }
}

/// A topic with its number of passages, and of those below it.
pub(super) fn counted(here: &Here<'_>, e: u32) -> CountedView {
    CountedView {
        link: here.link(Thing::Entry(e)),
        count: here.edition.index.of(e).passages.len(),
        below: here.edition.index.below(here.edition, e),
    }
}

/// Entries with their dates, in time order.
fn dated(here: &Here<'_>, entries: &[u32]) -> Vec<DatedLinkView> {
    let mut order: Vec<u32> = entries.to_vec();
    order.sort_by_key(|&e| super::timeline::sort_key(here.edition, e));
    order.dedup();
    order.into_iter().map(|e| dated_link(here, e)).collect()
}

pub(super) fn dated_link(here: &Here<'_>, e: u32) -> DatedLinkView {
    let fields = &here.edition.entry(e).fields;
    DatedLinkView {
        link: here.link(Thing::Entry(e)),
        date: fields.date.as_ref().map(date),
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
