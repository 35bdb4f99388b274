//! The page of an entry: a topic, event, person, place, organization, document, or one of the site's own kinds.

use super::{
    entry_lists::{by_transcript, only_said, referring, shown},
    here::{Here, date},
    passage,
    splits::{List, Of},
};
use crate::{
    archive::{AnnotationIndex, EntryIndex},
    bind::{Row, Thing},
    text::is_external,
    view::{
        CoordinatesView, CountedView, DatedLinkView, EntryView, ImageView, LinkView, RoleView,
        field,
    },
};

/// The view of an entry; `page` says which part of which list, none is its first page.
pub(super) fn view(here: &Here<'_>, e: EntryIndex, page: Option<(List, usize)>) -> EntryView {
    let rows = here.rows(e);
    let passages = shown(here, e, List::Main, page, &rows.passages);
    let said = shown(here, e, List::Said, page, &only_said(rows));
    let of_entry = |row: Row, a: AnnotationIndex| {
        here.annotation_links(row.transcript, a)
            .entries
            .contains(&e)
    };
    let split = |list| here.parts(Of::Thing(Thing::Entry(e)), list);
    let part = page.and_then(|(list, part)| Some(&split(list)?.all[part]));
    let mut view = EntryView {
        groups: here.reads.then(field!(EntryView.groups), || {
            passage::groups(here, &passages.items, &of_entry)
        }),
        said: here.reads.then(field!(EntryView.said), || {
            passage::groups(here, &said.items, &|_, _| true)
        }),
        by_transcript: here.reads.then(field!(EntryView.by_transcript), || {
            by_transcript(here, e, &passages.items, &of_entry, page)
        }),
        passage_count: passages.count,
        said_count: said.count,
        said_parts: said.parts,
        parts_of_list: passages.parts,
        part_title: part.map(|part| part.title.clone()),
        part_of_list: page.map(|(list, _)| list.as_str()),
        ..identity(here, e)
    };
    if page.is_none() {
        written(here, e, &mut view);
    }
    referring(here, e, page, &mut view);
    view
}

fn identity(here: &Here<'_>, e: EntryIndex) -> EntryView {
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
fn written(here: &Here<'_>, e: EntryIndex, view: &mut EntryView) {
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
    let events: Vec<EntryIndex> = links
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

/// A topic with its number of passages, and of those below it.
pub(super) fn counted(here: &Here<'_>, e: EntryIndex) -> CountedView {
    let (count, below) = here.count(e);
    CountedView {
        link: here.link(Thing::Entry(e)),
        count,
        below,
    }
}

/// Entries with their dates, in time order.
fn dated(here: &Here<'_>, entries: &[EntryIndex]) -> Vec<DatedLinkView> {
    let mut order: Vec<EntryIndex> = entries.to_vec();
    order.sort_by_key(|&e| here.sort_key_of_related(e));
    order.dedup();
    order.into_iter().map(|e| dated_link(here, e)).collect()
}

pub(super) fn dated_link(here: &Here<'_>, e: EntryIndex) -> DatedLinkView {
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
