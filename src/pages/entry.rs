//! The page of an entry: a topic, event, person, place, organization, document, or one of the site's own kinds.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    artifact::{Artifact, Made, Plan},
    asking, authorities, called,
    context::PageContext,
    crumbs, described,
    entry_links::{self, counted},
    entry_lists::{referring, shown},
    head,
    lists::{List, Of, Style},
    map, on_topics, part_rows, passages, paths,
    pictures::{self, Counted},
    printed,
    splits::Splits,
};
use crate::{
    archive::{EntryIndex, Kind, Relation, config::Config},
    reader::{EntryRows, RowPassage, Thing, Whole},
    source::digest::Digester,
    text::is_external,
    view::{
        Body, CoordinatesView, DatedLinkView, EntryView, ImageView, LinkView, PageView, RoleView,
        field,
    },
};

/// The page of an entry, or of a part of one of its lists.
#[derive(Debug)]
pub(super) struct EntryPage {
    /// The entry.
    pub(super) entry: EntryIndex,
    /// Its kind.
    pub(super) kind: Kind,
    /// Which part of which list; none is the first page.
    pub(super) part: Option<(List, usize)>,
}

impl Artifact for EntryPage {
    fn name<'a>(&'a self, config: &'a Config) -> &'a str {
        &config.kinds.names(self.kind).slug
    }

    fn templates(&self, config: &Config) -> Vec<String> {
        vec![
            format!("{}.html", self.name(config)),
            "entry.html".to_owned(),
        ]
    }

    fn lists(&self) -> Option<Of> {
        Some(Of::Thing(Thing::Entry(self.entry)))
    }

    fn leads_to_years(&self) -> bool {
        self.part.is_none()
    }

    fn key(&self, digester: &mut Digester) {
        if let Some((list, part)) = self.part {
            digester.number(list as u64).number(part as u64 + 1);
        }
    }

    fn key_of_rows(&self, whole: Whole<'_>, splits: &Splits, digester: &mut Digester) {
        if let Some((list, part)) = self.part {
            part_rows::digest(whole, splits, (self.entry, list, part), digester);
        }
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn about(&self) -> Option<Thing> {
        Some(Thing::Entry(self.entry))
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let thing = Thing::Entry(self.entry);
        let entry = context.reader.entry(self.entry);
        let config = context.reader.config();
        let names = config.kinds.names(entry.kind);
        let (of, fields) = (Of::Thing(thing), &entry.fields);
        let part = self.part.and_then(|part| crumbs::title(context, of, part));
        let summary = fields.summary.clone();
        let mut head = PageView {
            id: Some(entry.id().to_owned()),
            title: crumbs::part_title(context, fields.title.clone(), part),
            description: summary.or_else(|| head::body_start(context, &entry.body.text)),
            section: names.folder.clone(),
            crumbs: vec![
                crumbs::home(context),
                crumbs::index_link(context, called::plural(config, entry.kind), &names.folder),
            ],
            ..head::of(context)
        };
        if let Some(part) = self.part {
            head.crumbs.push(context.link(thing));
            let name = context.reader.page_name(thing);
            head.crumbs.extend(crumbs::above(context, of, part, &name));
        }
        let special = described::entry(context, self.entry, self.part);
        let body = Body::Entry(Box::new(view(context, self.entry, self.part)));
        head::page(context, head, special, body)
    }
}

/// The view of an entry; `page` says which part of which list, none is its first page.
fn view(context: &PageContext<'_>, e: EntryIndex, page: Option<(List, usize)>) -> EntryView {
    let rows = part_rows::of(context, e, page);
    let split = |list| context.parts(Of::Thing(Thing::Entry(e)), list);
    let part = page.and_then(|(list, part)| Some(&split(list)?.all[part]));
    let mut view = EntryView {
        part_title: part.map(|part| part.title.clone()),
        part_of_list: page.map(|(list, _)| list.as_str()),
        ..identity(context, e)
    };
    concerning(context, (e, rows), page, &mut view);
    said(context, (e, rows), page, &mut view);
    if page.is_none() {
        written(context, e, &mut view);
    }
    referring(context, e, page, &mut view);
    warn_once(&mut view);
    view
}

/// What a transcript warns of stands once on the page: before the first of its words.
fn warn_once(view: &mut EntryView) {
    let mut warned: BTreeSet<Option<String>> = BTreeSet::new();
    let years = view.said.iter_mut().chain(&mut view.groups);
    for group in years.flat_map(|year| &mut year.groups) {
        if !warned.insert(group.link.href.clone()) {
            group.warning = None;
        }
    }
    let lines = view.mentions.iter_mut().map(|mention| &mut mention.card);
    let lines = lines.map(|line| (&line.link, &mut line.warning));
    let cards = view.transcripts.iter_mut().chain(&mut view.spoken);
    let cards = cards.map(|card| (&card.link, &mut card.warning));
    for (link, warning) in lines.chain(cards) {
        if !warned.insert(link.href.clone()) {
            *warning = None;
        }
    }
}

/// The passages that refer to an entry.
fn concerning(
    context: &PageContext<'_>,
    (e, rows): (EntryIndex, EntryRows<'_>),
    page: Option<(List, usize)>,
    view: &mut EntryView,
) {
    let reads = &context.reads;
    let all = rows.passages();
    let here = shown(context, e, List::Main, page, &all);
    let lengths = rows.lengths();
    view.passage_count = lengths.paragraphs;
    if page.is_none() {
        view.note_count = lengths.notes;
        view.passage_transcripts = rows.passage_transcripts();
    }
    let wanted = [field!(EntryView.groups), field!(EntryView.voices)];
    if reads.any(&wanted) {
        let passages = passages::of(context, &here.items, Style::WithNotes);
        (view.groups, view.voices) = (passages.years, passages.voices);
        if here.parts.is_empty() && reads.field(field!(VoiceView.lines)) {
            for (&row, order) in here.items.iter().zip(passages.orders) {
                let voice = order.checked_sub(1).and_then(|i| view.voices.get_mut(i));
                if let (Some(voice), Some(p)) = (voice, row.paragraph()) {
                    voice.lines.push(on_topics::line(context, e, (row, p)));
                }
            }
        }
        view.usual = passages.usual;
        (view.note_kinds, view.series) = (passages.kinds, passages.series);
    }
    if page.is_none() {
        view.years = reads.then(field!(EntryView.years), || {
            let name = format!("{}-years", view.id);
            let counted = all.iter().filter(|row| row.paragraph().is_some());
            let counted = counted.map(|row| Counted {
                date: row.head().header().date.as_ref(),
                count: 1,
                doubtful: 0,
            });
            let list = (e, List::Main, Style::WithNotes);
            pictures::years_of_entry(context, list, &name, counted, |_| true)
        });
    }
    let kind = context.reader.entry_kind(e);
    if page.is_none() && kind == Kind::PEOPLE {
        view.on_topics = reads.then(field!(EntryView.on_topics), || {
            let whole = here.parts.is_empty();
            on_topics::of(context, e, &all, (Style::WithNotes, whole))
        });
    }
    if page.is_none() && kind == Kind::TOPICS {
        view.narrower_passages = reads.then(field!(EntryView.narrower_passages), || {
            on_topics::narrower(context, e)
        });
    }
    view.parts_of_list = here.parts;
}

/// What a person says.
fn said(
    context: &PageContext<'_>,
    (e, rows): (EntryIndex, EntryRows<'_>),
    page: Option<(List, usize)>,
    view: &mut EntryView,
) {
    let reads = &context.reads;
    let all = rows.said();
    let here = shown(context, e, List::Said, page, &all);
    view.said_count = here.count;
    view.said_transcripts = all
        .chunk_by(|a, b| a.transcript() == b.transcript())
        .count();
    if page.is_none() {
        view.spoken_paragraphs = rows.lengths().paragraphs_spoken;
        view.said_years = reads.then(field!(EntryView.said_years), || {
            let name = format!("{}-words", view.id);
            let counted = rows.spoken().into_iter().map(|(head, spoken)| Counted {
                date: head.header().date.as_ref(),
                count: spoken.paragraphs as usize,
                doubtful: spoken.doubtful as usize,
            });
            // Years without notes on the words have nothing to lead to, and a single year has no heading.
            let heading = |row: &RowPassage<'_>| {
                let date = row.head().header().date.as_ref();
                paths::year_heading(date.map(|date| &date.value), context.words())
            };
            let shown: BTreeSet<String> = all.iter().map(heading).collect();
            let has_headings = shown.len() > 1 || !here.parts.is_empty();
            let shows = |title: &str| has_headings && shown.contains(title);
            pictures::years_of_entry(context, (e, List::Said, Style::Said), &name, counted, shows)
        });
    }
    view.said = reads.then(field!(EntryView.said), || {
        let mut years = passages::of(context, &here.items, Style::Said).years;
        let groups = years.iter_mut().flat_map(|year| &mut year.groups);
        let spoken = rows.spoken().into_iter();
        let spoken: BTreeMap<&str, u32> = spoken
            .map(|(head, spoken)| (head.id(), spoken.paragraphs))
            .collect();
        for group in groups {
            let paragraphs = spoken.get(group.transcript.as_str());
            group.spoken = paragraphs.map_or(0, |&n| n as usize);
        }
        years
    });
    if page.is_none() {
        view.said_on_topics = reads.then(field!(EntryView.said_on_topics), || {
            let whole = here.parts.is_empty();
            on_topics::of(context, e, &all, (Style::Said, whole))
        });
    }
    view.said_parts = here.parts;
}

/// Where the page of the search shows what is said by a person, within a topic, at an event.
fn search_href(context: &PageContext<'_>, e: EntryIndex) -> Option<String> {
    let entry = context.reader.entry(e);
    let field = match entry.kind {
        Kind::PEOPLE => "speaker",
        Kind::TOPICS => "topic",
        Kind::EVENTS => "event",
        _ => return None,
    };
    asking::within(context, field, entry.id())
}

fn identity(context: &PageContext<'_>, e: EntryIndex) -> EntryView {
    let entry = context.reader.entry(e);
    let config = context.reader.config();
    let names = config.kinds.names(entry.kind);
    let language = context.other_language(Thing::Entry(e));
    EntryView {
        kind: names.slug.clone(),
        kind_title: called::singular(config, entry.kind),
        folder: names.folder.clone(),
        id: entry.id().to_owned(),
        search_href: search_href(context, e),
        title: entry.fields.title.clone(),
        stub: entry.stub,
        summary: entry.fields.summary.clone(),
        warning: entry.fields.warning.clone(),
        dir: language.map(printed::direction),
        language: language.map(str::to_owned),
        extra: entry.fields.common.extra.clone(),
        draft: entry.fields.common.draft,
        ..EntryView::default()
    }
}

/// What the entry's file says.
fn written(context: &PageContext<'_>, e: EntryIndex, view: &mut EntryView) {
    let entry = context.reader.entry(e);
    let fields = &entry.fields;
    let related = context.reader.related(e);
    let links = related.links();
    let prose = context.in_language(fields.language.as_deref());
    view.aliases = fields.aliases.clone();
    view.html =
        (!entry.body.text.trim().is_empty()).then(|| prose.markdown(&entry.body.text, 2, "").html);
    view.image = fields.image.as_ref().map(|image| ImageView {
        src: asset_href(context, &image.file.value),
        alt: image.alt.clone(),
        caption: image.caption.clone(),
    });
    view.sources_html = fields
        .sources
        .iter()
        .map(|s| context.line(&s.text))
        .collect();
    view.same_as = fields
        .same_as
        .iter()
        .map(|n| LinkView {
            title: authorities::named(&n.value),
            href: Some(n.value.clone()),
            kind: "external".to_owned(),
            ..LinkView::default()
        })
        .collect();
    view.date = fields.date.as_ref().map(|d| context.date(d));
    view.date_note = fields.date_note.clone();
    view.places = context.entries(links.to.of(Relation::Place));
    view.part_of = context.entries(links.to.of(Relation::PartOf));
    view.parts = dated(
        context,
        related.in_time_order(links.from.of(Relation::PartOf)),
    );
    view.participants = context.entries(links.to.of(Relation::Participants));
    view.coordinates = fields.coordinates.map(|c| CoordinatesView {
        latitude: c.latitude,
        longitude: c.longitude,
        text: printed::coordinates(context.words(), c),
    });
    view.map = context
        .reads
        .then(field!(EntryView.map), || map::around(context, e));
    let events = [Relation::Place, Relation::Participants];
    let events = events.map(|relation| links.from.of(relation)).concat();
    view.events_here = dated(context, related.in_time_order(&events));
    view.born = fields.born.as_ref().map(|d| context.date(d));
    view.died = fields.died.as_ref().map(|d| context.date(d));
    view.roles = fields
        .roles
        .iter()
        .zip(&links.roles)
        .map(|(role, bound)| RoleView {
            role: role.role.clone(),
            at: bound.map(|o| context.link(Thing::Entry(o))).or_else(|| {
                role.at.as_ref().map(|n| LinkView {
                    title: n.value.clone(),
                    href: None,
                    kind: "name".to_owned(),
                    ..LinkView::default()
                })
            }),
            date: role.date.as_ref().map(|d| context.date(d)),
        })
        .collect();
    view.identifier = fields.identifier.clone();
    view.url = fields.url.as_ref().map(|u| context.written(&u.value));
    view.broader = context.entries(links.to.of(Relation::Broader));
    view.narrower = related
        .narrower()
        .iter()
        .map(|&n| counted(context, n))
        .collect();
    view.related = context.entries(links.to.of(Relation::Related));
}

/// Entries with their dates.
fn dated(context: &PageContext<'_>, entries: Vec<EntryIndex>) -> Vec<DatedLinkView> {
    let entries = entries.into_iter();
    entries.map(|e| entry_links::dated(context, e)).collect()
}

/// The address of a file of `content/assets/`, written with or without `assets/`.
fn asset_href(context: &PageContext<'_>, file: &str) -> String {
    if is_external(file) {
        return file.to_owned();
    }
    let path = file.trim_start_matches("./").trim_start_matches('/');
    let path = path.strip_prefix("assets/").unwrap_or(path);
    crate::text::route::Route::new(&format!("assets/{path}")).map_or_else(String::new, |r| {
        r.href(&context.standpoint.root, crate::text::route::Urls::Files)
    })
}
