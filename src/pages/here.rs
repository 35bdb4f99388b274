//! Where a page stands: makes the addresses on it, and the small views that are links.

use std::borrow::Cow;

use super::view::{DateView, EditorView, LinkView, RightsView, SpeakerView};
use crate::{
    archive::{Dated, Kind, Name},
    bind::{Edition, Thing, TurnSpeaker},
    markdown::{self, Linker, Target},
    route::{Route, Urls, fragment},
    text,
};

/// The edition as seen from one page.
#[derive(Clone, Debug)]
pub struct Here<'e> {
    /// All that there is.
    pub edition: &'e Edition,
    /// The way to the root of the site.
    pub root: String,
    /// The transcript that `[[#p4]]` is meant in.
    pub transcript: Option<u32>,
}

impl<'e> Here<'e> {
    /// On the page `route`.
    pub fn on(edition: &'e Edition, route: &Route) -> Self {
        Self {
            edition,
            root: route.to_root(),
            transcript: None,
        }
    }

    /// The same place, where `[[#p4]]` means a paragraph of `transcript`.
    pub fn in_transcript(&self, transcript: u32) -> Self {
        Self {
            transcript: Some(transcript),
            ..self.clone()
        }
    }

    /// The address of a page by its name without an ending.
    pub fn to(&self, page: &str) -> String {
        let urls = self.edition.config.urls;
        Route::page(page, urls)
            .map_or_else(|| self.root.clone(), |route| route.href(&self.root, urls))
    }

    /// The address of a thing.
    pub fn href(&self, thing: Thing) -> String {
        match thing {
            Thing::Paragraph(t, p) => format!(
                "{}#p{}",
                self.to(&page_name(self.edition, thing_of(t))),
                p + 1
            ),
            Thing::Annotation(t, a) => {
                let id = &self.edition.transcript(t).annotations[a as usize].id;
                format!(
                    "{}{}",
                    self.to(&page_name(self.edition, thing_of(t))),
                    fragment(&format!("note-{id}"))
                )
            }
            Thing::Transcript(_) | Thing::Entry(_) | Thing::Page(_) => {
                self.to(&page_name(self.edition, thing))
            }
        }
    }

    /// A thing's name in a link.
    pub fn title(&self, thing: Thing) -> String {
        match thing {
            Thing::Transcript(t) => self.edition.transcript(t).transcript.header.title.clone(),
            Thing::Paragraph(t, p) if self.transcript == Some(t) => format!("¶ {}", p + 1),
            Thing::Paragraph(t, p) => format!(
                "{}, ¶ {}",
                self.edition.transcript(t).transcript.header.title,
                p + 1
            ),
            Thing::Annotation(t, a) => {
                let placed = &self.edition.transcript(t).annotations[a as usize];
                super::notes::title(self.edition.transcript(t), placed).0
            }
            Thing::Entry(e) => self.edition.entry(e).fields.title.clone(),
            Thing::Page(p) => self.edition.pages[p as usize].title.clone(),
        }
    }

    /// What a thing is, in one word.
    pub fn kind(&self, thing: Thing) -> &'e str {
        match thing {
            Thing::Transcript(_) => "transcript",
            Thing::Paragraph(..) => "paragraph",
            Thing::Annotation(..) => "note",
            Thing::Entry(e) => {
                &self
                    .edition
                    .config
                    .kinds
                    .names(self.edition.entry(e).kind)
                    .slug
            }
            Thing::Page(_) => "page",
        }
    }

    /// A link to a thing.
    pub fn link(&self, thing: Thing) -> LinkView {
        let id = match thing {
            Thing::Transcript(t) => Some(self.edition.transcript(t).transcript.id().to_owned()),
            Thing::Entry(e) => Some(self.edition.entry(e).id().to_owned()),
            Thing::Page(p) => Some(self.edition.pages[p as usize].identity.id.clone()),
            Thing::Paragraph(..) | Thing::Annotation(..) => None,
        };
        LinkView {
            title: self.title(thing),
            href: Some(self.href(thing)),
            kind: self.kind(thing).to_owned(),
            id,
        }
    }

    /// Links to entries.
    pub fn entries(&self, entries: &[u32]) -> Vec<LinkView> {
        entries
            .iter()
            .map(|&e| self.link(Thing::Entry(e)))
            .collect()
    }

    /// A link to the index of a kind.
    pub fn index_of(&self, kind: Kind) -> LinkView {
        let names = self.edition.config.kinds.names(kind);
        LinkView {
            title: names.plural.clone(),
            href: Some(self.to(&format!("{}/index", names.folder))),
            kind: names.folder.clone(),
            id: None,
        }
    }

    /// Editorial Markdown as safe HTML. `prefix` keeps footnotes of several notes on a page apart; the highest heading that is used
    /// becomes `h{from}`.
    pub fn markdown(&self, text: &str, from: u8, prefix: &str) -> markdown::Rendered {
        let style = markdown::Style {
            headings_from: (from + 1).saturating_sub(highest_heading(text)),
            heading_ids: from == 2,
            footnote_prefix: prefix.to_owned(),
            raw_html: self.edition.config.raw_html,
            inline: false,
        };
        markdown::render(text, &style, self)
    }

    /// One line of Markdown, without a paragraph round it.
    pub fn line(&self, text: &str, prefix: &str) -> String {
        let style = markdown::Style {
            headings_from: 6,
            heading_ids: false,
            footnote_prefix: prefix.to_owned(),
            raw_html: false,
            inline: true,
        };
        markdown::render(text.trim(), &style, self).html
    }

    /// Who wrote or checked a note.
    pub fn editor(&self, name: &Name) -> EditorView {
        match self.edition.config.editors.get(&name.value) {
            Some(editor) => EditorView {
                name: editor.name.clone(),
                machine: editor.machine,
            },
            None => EditorView {
                name: name.value.clone(),
                machine: false,
            },
        }
    }

    /// Who speaks in a turn; none for text of nobody.
    pub fn speaker(&self, transcript: u32, who: &TurnSpeaker) -> Option<SpeakerView> {
        let header = &self.edition.transcript(transcript).transcript.header;
        let label = who
            .label
            .map_or("", |l| header.speakers[l as usize].label.as_str());
        let person = who.person.map(|p| self.link(Thing::Entry(p)));
        let name = match (&person, &who.name) {
            (Some(person), _) => Cow::Borrowed(person.title.as_str()),
            (None, Some(name)) => Cow::Borrowed(name.as_str()),
            (None, None) => Cow::Borrowed(label),
        };
        if name.is_empty() {
            return None;
        }
        Some(SpeakerView {
            label: label.to_owned(),
            name: name.into_owned(),
            href: person.as_ref().and_then(|p| p.href.clone()),
            id: person.and_then(|p| p.id),
            role: who.role.clone(),
            part: who.part.clone(),
            spoken: who.spoken.clone(),
            certainty: who.certainty.map(|c| c.as_str().to_owned()),
            asks: who.asks,
        })
    }
}

/// The highest level of the headings in Markdown: 1 if there are none.
fn highest_heading(text: &str) -> u8 {
    let mut fenced = false;
    let mut highest = 7;
    for line in text.lines() {
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        let level = line.bytes().take_while(|&b| b == b'#').count();
        if !fenced && (1..=6).contains(&level) && line[level..].starts_with(' ') {
            highest = highest.min(u8::try_from(level).unwrap_or(1));
        }
    }
    if highest == 7 { 1 } else { highest }
}

fn thing_of(transcript: u32) -> Thing {
    Thing::Transcript(transcript)
}

/// The name of a thing's page, without an ending: `topics/syria`.
pub(super) fn page_name(edition: &Edition, thing: Thing) -> String {
    match thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            format!("transcripts/{}", edition.transcript(t).transcript.id())
        }
        Thing::Entry(e) => {
            let entry = edition.entry(e);
            format!(
                "{}/{}",
                edition.config.kinds.names(entry.kind).folder,
                entry.id()
            )
        }
        Thing::Page(p) => free_page_name(&edition.pages[p as usize].identity.id),
    }
}

/// Free pages lie at the root: `about.html`; those named `home` or `index` are part of the home page.
fn free_page_name(id: &str) -> String {
    match id {
        "home" => "index".to_owned(),
        id => id.to_owned(),
    }
}

impl Linker for Here<'_> {
    fn wiki(&self, target: &str) -> Target {
        match self.edition.names.resolve(target, self.transcript) {
            Ok(thing) => Target::Page {
                href: self.href(thing),
                title: self.title(thing),
                kind: self.kind(thing).to_owned(),
            },
            Err(_) => Target::Unknown,
        }
    }

    fn address(&self, address: &str) -> Option<String> {
        if !text::is_safe_address(address) {
            return None;
        }
        if text::is_external(address) || address.starts_with('#') {
            return Some(address.to_owned());
        }
        let assets = &self.edition.assets;
        let find = |path: &str| assets.binary_search_by(|a| a.route.as_str().cmp(path)).ok();
        if let Some((file, rest)) = text::file_of(address, |path| find(path).is_some()) {
            let route = &assets[find(&file)?].route;
            return Some(format!("{}{rest}", route.href(&self.root, Urls::Files)));
        }
        let path = address
            .trim_start_matches("./")
            .trim_start_matches("../")
            .trim_start_matches('/');
        Some(format!("{}{path}", self.root))
    }
}

/// A date for people and machines.
pub(super) fn date(date: &Dated) -> DateView {
    DateView {
        edtf: date.value.edtf().to_owned(),
        iso: date.value.iso(),
        text: date.value.human(),
    }
}

/// `ltr` or `rtl`, after the language's usual script.
pub(super) fn direction(language: &str) -> &'static str {
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let script = subtags.find(|s| s.len() == 4).map(str::to_ascii_lowercase);
    let rtl = match script.as_deref() {
        Some(script) => ["arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"].contains(&script),
        None => [
            "ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "arc", "nqo",
        ]
        .contains(&primary.as_str()),
    };
    if rtl { "rtl" } else { "ltr" }
}

/// A statement of rights: known addresses get their name.
pub(super) fn rights(written: &str) -> RightsView {
    if !(written.starts_with("http://") || written.starts_with("https://")) {
        return RightsView {
            text: written.to_owned(),
            href: None,
        };
    }
    let path = written
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    const STATEMENTS: [(&str, &str); 12] = [
        ("InC", "In Copyright"),
        ("InC-OW-EU", "In Copyright - EU Orphan Work"),
        ("InC-EDU", "In Copyright - Educational Use Permitted"),
        ("InC-NC", "In Copyright - Non-Commercial Use Permitted"),
        (
            "InC-RUU",
            "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
        ),
        ("NoC-CR", "No Copyright - Contractual Restrictions"),
        ("NoC-NC", "No Copyright - Non-Commercial Use Only"),
        ("NoC-OKLR", "No Copyright - Other Known Legal Restrictions"),
        ("NoC-US", "No Copyright - United States"),
        ("CNE", "Copyright Not Evaluated"),
        ("UND", "Copyright Undetermined"),
        ("NKC", "No Known Copyright"),
    ];
    let statement = path
        .strip_prefix("rightsstatements.org/vocab/")
        .and_then(|rest| rest.split('/').next());
    let name = statement
        .and_then(|s| STATEMENTS.iter().find(|(id, _)| *id == s))
        .map(|(_, name)| (*name).to_owned());
    let licence = path
        .strip_prefix("creativecommons.org/licenses/")
        .map(|rest| {
            let mut parts = rest.split('/');
            let terms = parts.next().unwrap_or_default().to_uppercase();
            format!("CC {terms} {}", parts.next().unwrap_or_default())
                .trim_end()
                .to_owned()
        });
    let zero = path
        .starts_with("creativecommons.org/publicdomain/zero/")
        .then(|| "CC0 1.0".to_owned());
    RightsView {
        text: name
            .or(licence)
            .or(zero)
            .unwrap_or_else(|| path.trim_end_matches('/').to_owned()),
        href: Some(written.to_owned()),
    }
}

/// "¶ 5" or "¶¶ 8–9", from indexes.
pub(super) fn paragraphs(first: u32, last: u32) -> String {
    if first == last {
        format!("¶ {}", first + 1)
    } else {
        format!("¶¶ {}–{}", first + 1, last + 1)
    }
}

/// `press-conference` -> "Press conference".
pub(super) fn form(form: &str) -> String {
    let words = form.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
