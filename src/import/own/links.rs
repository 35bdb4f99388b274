//! Addresses of the site in its own Markdown, as the wiki links that they were.

use std::collections::BTreeMap;

use crate::{
    archive::{Kinds, ParagraphId, ParagraphIndex},
    text::percent_decoded,
};

/// Where the site has its pages, as the addresses of a file tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Site {
    /// Before the folders: `https://example.org/`; nothing, if addresses are relative.
    base: String,
    kinds: Kinds,
    /// The transcript that the file is of, and its paragraphs by the ids that they had.
    own: Option<(String, BTreeMap<String, ParagraphIndex>)>,
}

/// Markdown whose addresses of the site are wiki links.
#[derive(Clone, Debug, Default)]
pub(super) struct Unlinked {
    pub(super) text: String,
    /// The addresses, a line each.
    pub(super) addresses: String,
    /// What the links name, a line each.
    pub(super) targets: String,
    /// Addresses of the site that lead to nothing that can be named: they stay if they are full ones, else the words stay alone.
    pub(super) left: Vec<String>,
}

/// Pages of every site that are no free pages.
const NO_PAGES: &[&str] = &[
    "404",
    "assets",
    "bundles",
    "feeds",
    "index",
    "search",
    "static",
    "tables",
    "timeline",
    "transcripts",
    "years",
];

impl Site {
    /// Told by the address of something, and the folder that it is in; the kinds are those that the archive has into which it is brought.
    pub(super) fn of(address: Option<&str>, folder: &str, kinds: &Kinds) -> Self {
        let base = address.and_then(|address| {
            let at = address.rfind(&format!("{folder}/"))?;
            address[..at]
                .contains("://")
                .then(|| address[..at].to_owned())
        });
        Self {
            base: base.unwrap_or_default(),
            kinds: kinds.clone(),
            own: None,
        }
    }

    /// With the transcript whose paragraphs are counted anew.
    pub(super) fn with(self, id: &str, places: &BTreeMap<String, ParagraphIndex>) -> Self {
        Self {
            own: Some((id.to_owned(), places.clone())),
            ..self
        }
    }

    /// What an address leads to, as a wiki link names it: `topic:syria`, `transcript:hearing`, `hearing#p4`, `hearing#a-note`, `page:about`.
    pub(super) fn target(&self, address: &str) -> Option<String> {
        let path = match self.base.is_empty() {
            true => address.trim_start_matches("../").trim_start_matches("./"),
            false => address.strip_prefix(&self.base)?,
        };
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        if path.contains("://") || path.starts_with("mailto:") || path.contains('?') {
            return None;
        }
        let is_page = path.is_empty() || path.ends_with('/') || path.ends_with(".html");
        let path = percent_decoded(path)?;
        let path = path.strip_suffix("index.html").unwrap_or(&path);
        let path = path
            .strip_suffix(".html")
            .unwrap_or(path)
            .trim_end_matches('/');
        let fragment = percent_decoded(fragment)?;
        let Some((folder, id)) = path.split_once('/') else {
            // Where addresses are relative, nothing is the page itself.
            let is_home = path.is_empty() && !(self.base.is_empty() && address.starts_with('#'));
            let named = match is_home {
                true => "home",
                false => path,
            };
            let is_free = !named.is_empty()
                && !NO_PAGES.contains(&named)
                && self.kinds.of_folder(named).is_none();
            let is_whole = is_page && is_free && fragment.is_empty();
            return is_whole.then(|| format!("page:{named}"));
        };
        if id.is_empty() || id.contains('/') || !is_page {
            return None;
        }
        if folder == "transcripts" {
            return Some(match fragment.is_empty() {
                true => format!("transcript:{id}"),
                false => format!("{id}#{}", self.place(id, &fragment)),
            });
        }
        let kind = self.kinds.of_folder(folder);
        let kind = kind.filter(|_| fragment.is_empty())?;
        Some(format!("{}:{id}", self.kinds.names(kind).slug))
    }

    /// A place of a transcript: the id of a note, or of a paragraph, without the digest that only a ledger knows.
    fn place(&self, id: &str, fragment: &str) -> String {
        if let Some(note) = fragment.strip_prefix("note-") {
            return note.to_owned();
        }
        let paragraph = fragment.split('.').next().unwrap_or_default();
        let own = self.own.as_ref().filter(|(own, _)| own == id);
        let counted = own.and_then(|(_, places)| places.get(paragraph));
        match counted {
            Some(place) => ParagraphId::counted(*place).to_string(),
            None => paragraph.to_owned(),
        }
    }

    /// Whether an address is one of the site, as far as it can be told.
    fn has(&self, address: &str) -> bool {
        match self.base.is_empty() {
            true => {
                let is_away = address.contains(':') || address.starts_with(['#', '/']);
                let path = address.split('#').next().unwrap_or_default();
                !is_away && (path.ends_with(".html") || path.ends_with('/'))
            }
            false => address.starts_with(&self.base),
        }
    }

    /// Markdown in which `[words](<address>)` is a wiki link again, if it leads to the site itself.
    pub(super) fn unlinked(&self, markdown: &str) -> Unlinked {
        let mut whole = Unlinked::default();
        let mut rest = markdown;
        while let Some(middle) = rest.find("](<") {
            let behind = &rest[middle + 3..];
            // Addresses are short.
            let near = &behind[..behind.floor_char_boundary(behind.len().min(2000))];
            let end = near.find(">)");
            let link = end
                .and_then(|end| Some((end, opening(rest, middle)?)))
                .and_then(|(end, open)| {
                    let target = self.target(&behind[..end])?;
                    let words = unescaped(&rest[open + 1..middle]);
                    let plain = !words.contains(['|', ']', '[', '\n']) && !words.is_empty();
                    plain.then_some((end, open, target, words))
                });
            let Some((end, open, target, words)) = link else {
                let address = end.map(|end| &behind[..end]);
                let left = address.filter(|address| self.has(address));
                whole.left.extend(left.map(str::to_owned));
                // An address within that site means nothing here.
                if let (true, Some(address)) = (self.base.is_empty(), left)
                    && let Some(open) = opening(rest, middle)
                {
                    whole.text.push_str(&rest[..open]);
                    whole.text.push_str(&rest[open + 1..middle]);
                    whole.addresses.push_str(address);
                    whole.addresses.push('\n');
                    rest = &behind[address.len() + 2..];
                    continue;
                }
                whole.text.push_str(&rest[..middle + 3]);
                rest = behind;
                continue;
            };
            whole.addresses.push_str(&behind[..end]);
            whole.addresses.push('\n');
            whole.targets.push_str(&target);
            whole.targets.push('\n');
            whole.text.push_str(&rest[..open]);
            whole
                .text
                .push_str(&format!("[[{target}|{}]]", escaped(&words)));
            rest = &behind[end + 2..];
        }
        whole.text.push_str(rest);
        whole
    }
}

/// The bracket that opens the words which end at a byte.
fn opening(text: &str, end: usize) -> Option<usize> {
    // Words of a link are short.
    let from = text.floor_char_boundary(end.saturating_sub(2000));
    let brackets = text[from..end].rmatch_indices('[');
    brackets.map(|(at, _)| from + at).find(|at| {
        let slashes = text[..*at]
            .bytes()
            .rev()
            .take_while(|b| *b == b'\\')
            .count();
        slashes % 2 == 0
    })
}

/// Words without the back-slashes of the export.
fn unescaped(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut signs = words.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => plain.extend(signs.next()),
            c => plain.push(c),
        }
    }
    plain
}

/// Words as those of a wiki link, with back-slashes before signs that would mean something.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let is_entity = || {
            words[at..]
                .find(';')
                .is_some_and(|end| !words[at..at + end].contains(' '))
        };
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '~' | '$') || c == '&' && is_entity() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::ListIndex as _;

    #[test]
    fn addresses_are_links_again() {
        let mut kinds = Kinds::default();
        kinds.declare("treaties", "Treaty", "Treaties");
        let address = "https://a.example/x/transcripts/hearing.html";
        let places = BTreeMap::from([("p12a".to_owned(), ParagraphIndex::at(12))]);
        let site = Site::of(Some(address), "transcripts", &kinds).with("hearing", &places);
        let relative = Site::of(Some("hearing/"), "transcripts", &kinds);
        for (address, target) in [
            ("https://a.example/x/topics/syria.html", Some("topic:syria")),
            ("https://a.example/x/people/ann/", Some("person:ann")),
            (
                "https://a.example/x/transcripts/hearing.html#p4",
                Some("hearing#p4"),
            ),
            (
                "https://a.example/x/transcripts/hearing.html#note-one",
                Some("hearing#one"),
            ),
            (
                "https://a.example/x/transcripts/hearing.html#p12a.77aa01",
                Some("hearing#p13"),
            ),
            (
                "https://a.example/x/transcripts/other.html#p12a",
                Some("other#p12a"),
            ),
            (
                "https://a.example/x/transcripts/hearing.html",
                Some("transcript:hearing"),
            ),
            (
                "https://a.example/x/treaties/rome.html",
                Some("treaty:rome"),
            ),
            ("https://a.example/x/laws/rome.html", None),
            ("https://b.example/topics/syria.html", None),
            ("https://a.example/x/about.html", Some("page:about")),
            ("https://a.example/x/index.html", Some("page:home")),
            ("https://a.example/x/", Some("page:home")),
            ("https://a.example/x/timeline.html", None),
            ("https://a.example/x/treaties/index.html", None),
            ("https://a.example/x/assets/a.pdf", None),
            ("https://a.example/x/topics/syria.html#early-years", None),
        ] {
            assert_eq!(site.target(address).as_deref(), target, "{address}");
        }
        assert_eq!(
            relative.target("../topics/syria.html").as_deref(),
            Some("topic:syria")
        );
        assert_eq!(relative.target("https://b.example/topics/syria.html"), None);
        assert_eq!(relative.target("../about/").as_deref(), Some("page:about"));
        assert_eq!(relative.target("#p4"), None);
        let text = "See [Ann\\*s](<https://a.example/x/people/ann/>), [b](<https://c.example>) and [c](<https://a.example/x/laws/1.html>).";
        let unlinked = site.unlinked(text);
        assert_eq!(
            unlinked.text,
            "See [[person:ann|Ann\\*s]], [b](<https://c.example>) and [c](<https://a.example/x/laws/1.html>)."
        );
        assert_eq!(unlinked.left, ["https://a.example/x/laws/1.html"]);
    }
}
