//! Addresses of the site in its own Markdown, as the wiki links that they were.

use crate::{
    archive::Kinds,
    import::{Account, Side},
    text::percent_decoded,
};

/// Where the site has its pages, as the addresses of a file tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Site {
    /// Before the folders: `https://example.org/`; nothing, if addresses are relative.
    base: String,
}

impl Site {
    /// Told by the address of something, and the folder that it is in.
    pub(super) fn of(address: Option<&str>, folder: &str) -> Self {
        let base = address.and_then(|address| {
            let at = address.rfind(&format!("{folder}/"))?;
            address[..at]
                .contains("://")
                .then(|| address[..at].to_owned())
        });
        Self {
            base: base.unwrap_or_default(),
        }
    }

    /// What an address leads to, as a wiki link names it: `topic:syria`, `hearing#p4`, `hearing#a-note`.
    pub(super) fn target(&self, address: &str) -> Option<String> {
        let path = match self.base.is_empty() {
            true => address.trim_start_matches("../").trim_start_matches("./"),
            false => address.strip_prefix(&self.base)?,
        };
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        if path.contains("://") || path.starts_with("mailto:") {
            return None;
        }
        let path = percent_decoded(path)?;
        let path = path.strip_suffix("index.html").unwrap_or(&path);
        let path = path
            .strip_suffix(".html")
            .unwrap_or(path)
            .trim_end_matches('/');
        let (folder, id) = path.split_once('/')?;
        if id.is_empty() || id.contains('/') {
            return None;
        }
        let fragment = percent_decoded(fragment)?;
        if folder == "transcripts" {
            let fragment = fragment.strip_prefix("note-").unwrap_or(&fragment);
            return Some(match fragment.is_empty() {
                true => id.to_owned(),
                false => format!("{id}#{fragment}"),
            });
        }
        let kinds = Kinds::default();
        let kind = kinds.iter().find(|(_, names)| names.folder == folder);
        let slug = &kind.filter(|_| fragment.is_empty())?.1.slug;
        Some(format!("{slug}:{id}"))
    }

    /// Markdown in which `[words](<address>)` is a wiki link again, if it leads to the site itself.
    pub(super) fn unlinked(&self, markdown: &str, account: &mut Account) -> String {
        let mut whole = String::with_capacity(markdown.len());
        let mut rest = markdown;
        while let Some(middle) = rest.find("](<") {
            let behind = &rest[middle + 3..];
            // Addresses are short.
            let near = &behind[..behind.floor_char_boundary(behind.len().min(2000))];
            let link = near
                .find(">)")
                .and_then(|end| Some((end, opening(rest, middle)?)))
                .and_then(|(end, open)| {
                    let target = self.target(&behind[..end])?;
                    let words = unescaped(&rest[open + 1..middle]);
                    let plain = !words.contains(['|', ']', '[', '\n']) && !words.is_empty();
                    plain.then_some((end, open, target, words))
                });
            let Some((end, open, target, words)) = link else {
                whole.push_str(&rest[..middle + 3]);
                rest = behind;
                continue;
            };
            account.elsewhere(Side::Notes, &behind[..end]);
            account.printed(Side::Notes, &target);
            whole.push_str(&rest[..open]);
            whole.push_str(&format!("[[{target}|{words}]]"));
            rest = &behind[end + 2..];
        }
        whole.push_str(rest);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_links_again() {
        let site = Site::of(
            Some("https://a.example/x/transcripts/hearing.html"),
            "transcripts",
        );
        let relative = Site::of(Some("hearing/"), "transcripts");
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
            ("https://b.example/topics/syria.html", None),
            ("https://a.example/x/about.html", None),
        ] {
            assert_eq!(site.target(address).as_deref(), target, "{address}");
        }
        assert_eq!(
            relative.target("../topics/syria.html").as_deref(),
            Some("topic:syria")
        );
        assert_eq!(relative.target("https://b.example/topics/syria.html"), None);
        let mut account = Account::default();
        let text = "See [Ann\\*s](<https://a.example/x/people/ann/>) and [b](<https://c.example>).";
        assert_eq!(
            site.unlinked(text, &mut account),
            "See [[person:ann|Ann*s]] and [b](<https://c.example>)."
        );
    }
}
