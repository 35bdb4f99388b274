//! Links and lines of `see:` that name a thing, with the id that it gets.

use std::{collections::BTreeMap, ops::Range};

use super::RenameRequest;
use crate::{
    bind::{Thing, namings},
    pipeline::Site,
    source::{SourceId, Sources},
    text::name,
};

/// Where links name a thing.
pub(super) struct Links<'a> {
    site: &'a Site,
    thing: Thing,
    request: &'a RenameRequest,
    /// Bytes of files in which the id stands.
    found: BTreeMap<SourceId, Vec<Range<usize>>>,
    /// Links that stand where they cannot be changed, in words.
    pub(super) left: Vec<String>,
}

impl<'a> Links<'a> {
    pub(super) fn new(site: &'a Site, thing: Thing, request: &'a RenameRequest) -> Self {
        Self {
            site,
            thing,
            request,
            found: BTreeMap::new(),
            left: Vec::new(),
        }
    }

    /// Looks at all that may hold links.
    pub(super) fn find(&mut self) {
        for span in namings(&self.site.edition, self.thing) {
            self.found
                .entry(span.source)
                .or_default()
                .push(span.range());
        }
    }

    /// The text of a file with the new id in its links.
    pub(super) fn changed(&mut self, path: &str, text: &str, sources: &Sources) -> String {
        let mut places = sources.paths().into_iter().zip(0..);
        let source = places
            .find(|(of, _)| of == path)
            .map(|(_, number)| SourceId(number));
        let Some(ranges) = source.and_then(|source| self.found.get(&source)) else {
            return text.to_owned();
        };
        let mut ranges = ranges.clone();
        ranges.sort_by_key(|range| (range.start, range.end));
        // A note on several transcripts is in each of them.
        ranges.dedup();
        let (mut changed, mut behind) = (String::new(), 0);
        for range in ranges {
            let place = text.get(range.clone()).and_then(|link| self.id_in(link));
            match place {
                Some(inside) if range.start + inside.start >= behind => {
                    let (start, end) = (range.start + inside.start, range.start + inside.end);
                    changed.push_str(&text[behind..start]);
                    changed.push_str(&self.request.new);
                    behind = end;
                }
                _ => {
                    let before = text.get(..range.start).unwrap_or_default();
                    let line = before.matches('\n').count() + 1;
                    self.left.push(format!("{path}:{line}"));
                }
            }
        }
        changed.push_str(&text[behind..]);
        changed
    }

    /// Where in a link, or in a line of `see:`, the id stands.
    fn id_in(&self, link: &str) -> Option<Range<usize>> {
        let opened = link.find("[[").map_or(0, |at| at + 2);
        let rest = link.get(opened..)?;
        let end = rest.find(['#', '|', ']', '"', '\'']).unwrap_or(rest.len());
        // A quote may stand round a line of `see:`.
        let (opened, end) = match end {
            0 => {
                let rest = link.get(opened + 1..)?;
                let end = rest.find(['#', '|', ']', '"', '\'']).unwrap_or(rest.len());
                (opened + 1, end)
            }
            end => (opened, end),
        };
        let page = link.get(opened..opened + end)?;
        let prefix = match page.split_once(':') {
            Some((prefix, id)) if name::nfc(id.trim()) == self.request.old => prefix.len() + 1,
            _ => 0,
        };
        let id = page.get(prefix..)?;
        let start = opened + prefix + id.len() - id.trim_start().len();
        let found = id.trim();
        (name::nfc(found) == self.request.old).then(|| start..start + found.len())
    }
}
