//! What programs are told of a transcript, an entry or a free page, in the head of its page and at its foot.

use std::collections::BTreeSet;

use super::{
    context::PageContext, entry_lists::here, head::Special, lists::List, part_rows, printed, schema,
};
use crate::{
    archive::{Entry, EntryIndex, Kind, Relation, Source},
    cite::{Genre, Work},
    export,
    reader::{Author, Head, RowPassage, Thing},
    view::field,
};

/// Names and contents of `<meta>`.
type Metas = Vec<(&'static str, String)>;

/// What is told of a transcript.
pub(super) fn transcript(context: &PageContext<'_>, head: Head<'_>) -> Special {
    let reads = &context.reads;
    let wanted = [field!(PageView.metas), field!(PageView.json_ld)];
    if !reads.any(&wanted) {
        return Special::default();
    }
    let work = work(context, head);
    Special {
        metas: reads.then(field!(PageView.metas), || {
            let mut metas = dublin_core(context, head, &work);
            metas.push(("dcterms.language", work.language.clone()));
            metas.extend(work.zotero(&kind(context, head)));
            metas.extend(same_everywhere(context, head.id().to_owned()));
            metas
        }),
        thing: Some(schema::transcript(context, head, &work)),
        coins: Vec::new(),
    }
}

/// What is told of an entry on one of its pages.
pub(super) fn entry(
    context: &PageContext<'_>,
    e: EntryIndex,
    page: Option<(List, usize)>,
) -> Special {
    let reads = &context.reads;
    Special {
        metas: reads.then(field!(PageView.metas), || {
            let mut metas = of_entry(context.reader.entry(e));
            // A part of a list is not the same document as its first page.
            if page.is_none() {
                let name = context.reader.page_name(Thing::Entry(e));
                metas.extend(same_everywhere(context, name));
                metas.extend(schema::image(context, e).map(|image| ("og:image", image)));
                let alt = context.reader.entry(e).fields.image.as_ref();
                metas.extend(alt.map(|image| ("og:image:alt", image.alt.clone())));
            }
            metas
        }),
        thing: reads
            .field(field!(PageView.json_ld))
            .then(|| schema::entry(context, e)),
        coins: reads.then(field!(PageView.coins), || coins(context, e, page)),
    }
}

/// What is told of a free page, by its id.
pub(super) fn free(context: &PageContext<'_>, id: &str) -> Special {
    Special {
        metas: same_everywhere(context, format!("pages/{id}")).to_vec(),
        ..Special::default()
    }
}

/// A transcript as citations name it.
pub(super) fn work(context: &PageContext<'_>, head: Head<'_>) -> Work {
    let route = context.reader.route_of(Thing::Transcript(head.index()));
    export::work(&context.reader, head, context.canonical(&route))
}

/// "Press conference, transcript".
fn kind(context: &PageContext<'_>, head: Head<'_>) -> String {
    let words = context.words();
    let form = head.header().form.as_deref();
    let form = form.map(|form| printed::form(words, form));
    let parts: Vec<String> = form.into_iter().chain([words.cited_as()]).collect();
    parts.join(&words.comma())
}

/// What Hypothesis knows a page by, wherever it stands: it joins both to `urn:x-dc:ARCHIVE/PAGE`, so that annotations outlive a change of address. Neither may ever
/// change.
fn same_everywhere(context: &PageContext<'_>, page: String) -> [(&'static str, String); 2] {
    let config = context.reader.config();
    let archive = config.id.as_ref().unwrap_or(&config.title);
    [
        ("dc.identifier", page),
        ("dc.relation.ispartof", archive.clone()),
    ]
}

/// What Dublin Core has of a transcript.
fn dublin_core(context: &PageContext<'_>, transcript: Head<'_>, work: &Work) -> Metas {
    let (header, links) = (transcript.header(), transcript.links());
    let named = |e: EntryIndex| context.title(Thing::Entry(e));
    let mut metas = vec![("dcterms.type", "Text".to_owned())];
    let date = header.date.as_ref();
    metas.extend(date.map(|date| ("dcterms.created", date.value.edtf().to_owned())));
    metas.extend(links.authors.iter().map(|author| {
        let name = match author {
            Author::Entry(e) => context.reader.sort_title(*e),
            Author::Name(name) => name,
        };
        ("dcterms.creator", name.to_owned())
    }));
    // Zotero takes those who contributed to a document for its authors, if it has none; of other types it asks by their own names.
    if work.genre != Genre::Document {
        let heard = work.speakers.iter().chain(&work.interviewers);
        let others = heard.filter(|name| !work.authors.contains(name));
        metas.extend(others.map(|name| ("dcterms.contributor", name.sorted())));
    }
    let written = header.cite_as.clone();
    metas.extend(written.map(|cited| ("dcterms.bibliographicCitation", cited)));
    let places = links.named.of(Relation::TranscriptPlace).iter();
    metas.extend(places.map(|&place| ("dcterms.spatial", named(place))));
    let topics = of_kind(context, links.named.of(Relation::About), |kind| {
        kind == Kind::TOPICS
    });
    metas.extend(
        topics
            .into_iter()
            .map(|topic| ("dcterms.subject", named(topic))),
    );
    let source = header.source.as_ref().and_then(Source::known_by);
    metas.extend(source.map(|words| ("dcterms.source", words.clone())));
    let rights = work.rights.iter();
    metas.extend(
        rights
            .clone()
            .map(|rights| ("dcterms.rights", rights.clone())),
    );
    let licence = rights.filter(|rights| export::is_address(rights));
    metas.extend(licence.map(|rights| ("dcterms.license", rights.clone())));
    let media = header.media.as_ref();
    metas.extend(media.map(|media| ("dcterms.hasFormat", media.url.clone())));
    metas
}

/// What Dublin Core has of an entry.
fn of_entry(entry: &Entry) -> Metas {
    let fields = &entry.fields;
    let mut metas = Vec::new();
    let date = fields.date.as_ref();
    metas.extend(date.map(|date| ("dcterms.date", date.value.edtf().to_owned())));
    let aliases = fields.aliases.iter();
    metas.extend(aliases.map(|alias| ("dcterms.alternative", alias.clone())));
    let identifier = fields.identifier.clone();
    metas.extend(identifier.map(|symbol| ("dcterms.bibliographicCitation", symbol)));
    metas
}

/// The transcripts that are listed on a page of an entry, each once, as COinS.
fn coins(context: &PageContext<'_>, e: EntryIndex, page: Option<(List, usize)>) -> Vec<String> {
    let rows = part_rows::of(context, e, page);
    let passages = |list, all: &[RowPassage<'_>]| -> Vec<_> {
        let items = here(context, e, list, page, all);
        items.into_iter().map(RowPassage::transcript).collect()
    };
    let mut listed = passages(List::Main, &rows.passages());
    listed.extend(passages(List::Said, &rows.said()));
    let named = here(context, e, List::Transcripts, page, &rows.transcripts());
    listed.extend(named.into_iter().map(Head::index));
    let spoken = here(context, e, List::Spoken, page, &rows.spoken());
    listed.extend(spoken.into_iter().map(|(head, _)| head.index()));
    let mut seen = BTreeSet::new();
    listed.retain(|&t| seen.insert(t));
    let heads = listed.into_iter().map(|t| context.reader.head(t));
    heads.map(|head| work(context, head).coins()).collect()
}

/// Those of some entries that are of a kind.
pub(super) fn of_kind(
    context: &PageContext<'_>,
    entries: &[EntryIndex],
    wanted: impl Fn(Kind) -> bool,
) -> Vec<EntryIndex> {
    entries
        .iter()
        .copied()
        .filter(|&e| wanted(context.reader.entry_kind(e)))
        .collect()
}
