//! What a page may take from the edition, each with a digest of what it gives.
//!
//! A page notes the handles that it took. If every one of them has the digest that it had when the page was made, the page would come out
//! the same, since it is made of nothing else: its view need not even be built. Nobody keeps a list of dependencies by hand.

use super::{
    Author, Backlink, Edition, Thing, Where,
    digests::{Given, Sums},
};
use crate::{
    archive::{EntryIndex, Kind, PageIndex, Relation, TranscriptIndex},
    source::digest::{Digest, Digester},
};

/// Something that a page may take from the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The settings, the names of free pages, which kinds have entries, which files there are to link to, what is left out.
    Site,
    /// What a thing is called, and so where it is; of an entry also what it is elsewhere.
    Name(Thing),
    /// The ids and titles of a transcript's annotations.
    Notes(TranscriptIndex),
    /// A transcript without its words and notes.
    Head(TranscriptIndex),
    /// A transcript with its words and notes.
    Record(TranscriptIndex),
    /// What comes before and after a transcript.
    Neighbours(TranscriptIndex),
    /// The other languages of a transcript, and which paragraphs there say the same.
    Versions(TranscriptIndex),
    /// The entries whose names occur in a transcript.
    Mentions(TranscriptIndex),
    /// An entry's own file.
    Entry(EntryIndex),
    /// The entries that an entry has to do with, by their files or its own.
    Related(EntryIndex),
    /// The passages and transcripts that refer to an entry, with what is shown of them.
    Rows(EntryIndex),
    /// How many passages and notes refer to an entry, to those below it, how many sentences name it, how many paragraphs it speaks.
    Count(EntryIndex),
    /// Who links to a thing.
    Backlinks(Thing),
    /// A free page.
    Page(PageIndex),
    /// What lists of everything show of it: settings, heads of transcripts, entries' own files, what they have to do with each other, and
    /// counts. Neither words nor notes.
    Lists,
    /// Everything: for pages that list all of something.
    All,
}

impl Handle {
    /// Whether [`Handle::Lists`] changes with it.
    fn is_in_lists(self) -> bool {
        match self {
            Self::Site
            | Self::Name(_)
            | Self::Head(_)
            | Self::Neighbours(_)
            | Self::Entry(_)
            | Self::Related(_)
            | Self::Count(_)
            | Self::Page(_) => true,
            Self::Notes(_)
            | Self::Record(_)
            | Self::Versions(_)
            | Self::Mentions(_)
            | Self::Rows(_)
            | Self::Backlinks(_)
            | Self::Lists
            | Self::All => false,
        }
    }
}

impl Edition {
    /// A handle's key: the same in every run, for as long as the thing has its id.
    pub fn key(&self, handle: Handle) -> Digest {
        let transcript = |sign: u8, t: TranscriptIndex| Digest::named(sign, &self.outline(t).id);
        let entry = |sign: u8, e: EntryIndex| {
            let entry = self.entry(e);
            Digest::named(sign.wrapping_add(64 + entry.kind.0), entry.id())
        };
        let thing = |sign: u8, thing: Thing| match thing {
            Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
                transcript(sign, t)
            }
            Thing::Entry(e) => entry(sign, e),
            Thing::Page(p) => Digest::named(sign + 10, &self.pages[p].identity.id),
        };
        // Signs of entries go from the sign itself plus 64 to that plus the number of kinds: mixed with the sign, they stay apart.
        let mixed = |sign: u8, digest: Digest| Digest(digest.0 ^ (u64::from(sign) << 56));
        match handle {
            Handle::Site => Digest::named(0, ""),
            Handle::All => Digest::named(1, ""),
            Handle::Lists => Digest::named(14, ""),
            Handle::Name(it) => mixed(2, thing(2, it)),
            Handle::Notes(t) => transcript(3, t),
            Handle::Head(t) => transcript(4, t),
            Handle::Record(t) => transcript(5, t),
            Handle::Neighbours(t) => transcript(6, t),
            Handle::Mentions(t) => transcript(7, t),
            Handle::Versions(t) => transcript(15, t),
            Handle::Entry(e) => mixed(8, entry(8, e)),
            Handle::Related(e) => mixed(9, entry(9, e)),
            Handle::Rows(e) => mixed(10, entry(10, e)),
            Handle::Count(e) => mixed(11, entry(11, e)),
            Handle::Backlinks(it) => mixed(12, thing(12, it)),
            Handle::Page(p) => mixed(13, thing(13, Thing::Page(p))),
        }
    }

    /// What a handle gives, by its key.
    pub(super) fn given(&self, handle: Handle, digester: &mut Digester) -> Given {
        Given {
            key: self.key(handle),
            digest: self.give(handle, digester),
            in_lists: handle.is_in_lists(),
        }
    }

    /// The keys of what changes with other handles.
    pub(super) fn sums(&self) -> Sums {
        Sums {
            lists: self.key(Handle::Lists),
            all: self.key(Handle::All),
        }
    }

    /// What a handle gives.
    fn give(&self, handle: Handle, digester: &mut Digester) -> Digest {
        match handle {
            Handle::Site => self.site(digester),
            Handle::Name(thing) => self.name(thing, digester),
            Handle::Notes(t) => {
                for annotation in &self.outline(t).annotations {
                    digester.text(&*annotation.id).value(&annotation.title);
                    digester.maybe(annotation.language.as_deref());
                }
            }
            Handle::Head(t) => {
                digester.digest(self.outline(t).head);
                // A name that had no page may have one now.
                for author in &self.transcript_links[t].authors {
                    digester.digest(match author {
                        Author::Entry(e) => self.key(Handle::Name(Thing::Entry(*e))),
                        Author::Name(_) => Digest::default(),
                    });
                }
            }
            Handle::Record(t) => {
                digester.digest(self.outline(t).digest);
            }
            Handle::Neighbours(t) => {
                for t in self.neighbours(t) {
                    digester.maybe(t.map(|t| &*self.outline(t).id));
                }
            }
            Handle::Versions(t) => {
                let versions = self.versions(t);
                versions.iter().for_each(|v| self.version(t, v, digester));
            }
            Handle::Mentions(t) => {
                for hit in &self.mentions[t] {
                    digester.digest(self.key(Handle::Entry(hit.entry)));
                }
            }
            Handle::Entry(e) => {
                digester.value(self.entry(e));
            }
            Handle::Related(e) => self.related(e, digester),
            Handle::Rows(e) => self.digest_rows(e, digester),
            Handle::Count(e) => {
                let rows = self.index.of(e);
                for count in [
                    rows.paragraph_count(),
                    self.index.below(self, e),
                    rows.note_count(),
                    rows.spoken_count(),
                    rows.transcripts.len(),
                    rows.mention_count(),
                ] {
                    digester.number(count as u64);
                }
            }
            Handle::Backlinks(thing) => {
                let list = self.backlinks.get(&thing).into_iter().flatten();
                list.for_each(|backlink| self.backlink(backlink, digester));
            }
            Handle::Page(p) => {
                digester.value(&self.pages[p]);
            }
            Handle::Lists | Handle::All => {}
        }
        digester.finish()
    }

    fn site(&self, digester: &mut Digester) {
        // What is left out matters, since what names it is left out silently; a new file may be what a link to a file means.
        digester
            .text(format!("{:?}", self.config))
            .text(format!("{:?}", self.absent));
        for (kind, _) in self.config.kinds.iter() {
            digester.number(self.kinds.contains(&kind));
        }
        for page in &self.pages {
            digester.text(&page.identity.id).text(&page.title);
        }
        for asset in &self.assets {
            digester.text(asset.route.as_str());
        }
    }

    fn name(&self, thing: Thing, digester: &mut Digester) {
        match thing {
            Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
                let header = &self.outline(t).header;
                digester
                    .text(&header.title)
                    .maybe(header.language.as_deref());
            }
            Thing::Entry(e) => {
                let entry = self.entry(e);
                let fields = &entry.fields;
                digester.text(&fields.title).text(entry.sort_title());
                digester.maybe(fields.language.as_deref());
                for same in &fields.same_as {
                    digester.text(&same.value);
                }
            }
            Thing::Page(p) => {
                let page = &self.pages[p];
                digester.text(&page.title).maybe(page.language.as_deref());
            }
        }
    }

    fn related(&self, e: EntryIndex, digester: &mut Digester) {
        let links = &self.entry_links[e];
        let [before, after] = self.events_beside(e);
        digester
            .number(before.is_some())
            .number(links.roles.len() as u64);
        for role in &links.roles {
            digester.digest(role.map_or(Digest::default(), |r| {
                self.key(Handle::Name(Thing::Entry(r)))
            }));
        }
        for side in [&links.to, &links.from] {
            digester.number(side.iter().len() as u64);
            for (relation, list) in side.iter() {
                digester.text(relation.key());
                self.others(list, digester);
            }
        }
        self.others(self.tree.narrower(e), digester);
        let beside: Vec<EntryIndex> = [before, after].into_iter().flatten().collect();
        self.others(&beside, digester);
    }

    fn others(&self, list: &[EntryIndex], digester: &mut Digester) {
        digester.number(list.len() as u64);
        for &other in list {
            digester.digest(self.key(Handle::Name(Thing::Entry(other))));
            // Lists of events are in the order of their dates.
            let date = &self.entry(other).fields.date;
            digester.maybe(date.as_ref().map(|d| d.value.edtf()));
        }
    }

    /// The dated events before and after one in time.
    pub fn events_beside(&self, e: EntryIndex) -> [Option<EntryIndex>; 2] {
        let moment = |e: EntryIndex| {
            self.entry(e)
                .fields
                .date
                .as_ref()
                .map(|d| d.value.sort_key())
        };
        let key = |e: EntryIndex| (moment(e), e);
        let at = self
            .events
            .binary_search_by(|&other| key(other).cmp(&key(e)));
        let Ok(at) = at else { return [None, None] };
        let before = at.checked_sub(1).map(|i| self.events[i]);
        [before, self.events.get(at + 1).copied()]
    }

    fn backlink(&self, backlink: &Backlink, digester: &mut Digester) {
        let Backlink {
            from,
            paragraph,
            context,
            hit,
        } = backlink;
        let (thing, note) = match *from {
            Where::Annotation(t, a) => {
                (Thing::Transcript(t), Some(&self.outline(t).annotations[a]))
            }
            Where::Entry(e) => (Thing::Entry(e), None),
            Where::Page(p) => (Thing::Page(p), None),
        };
        digester
            .digest(self.key(Handle::Name(thing)))
            .maybe(note.map(|note| &*note.id))
            .maybe(note.and_then(|note| note.language.as_deref()))
            .maybe(context.as_deref())
            .number(hit.start as u64)
            .number(hit.end as u64)
            .value(paragraph);
    }

    /// Before and after in time, then before and after within the first event.
    pub fn neighbours(&self, t: TranscriptIndex) -> [Option<TranscriptIndex>; 4] {
        let beside = |order: &[TranscriptIndex]| {
            let rank = |i: TranscriptIndex| self.rank[i];
            let at = order.binary_search_by_key(&rank(t), |&i| rank(i)).ok();
            let before = at.and_then(|i| i.checked_sub(1)).map(|i| order[i]);
            let after = at.and_then(|i| order.get(i + 1)).copied();
            [before, after]
        };
        let [previous, next] = beside(&self.by_date);
        let event = self.transcript_links[t]
            .named
            .of(Relation::TranscriptEvent)
            .first();
        let [previous_in, next_in] = event.map_or([None, None], |&event| {
            beside(&self.index.of(event).transcripts)
        });
        [previous, next, previous_in, next_in]
    }
}

/// The kinds fit behind a handle's sign.
const _: () = assert!(Kind::DOCUMENTS.0 < 64);
