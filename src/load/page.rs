//! Reads a free page of `content/pages/`.

use super::{
    file, keys,
    keys::Diags,
    role::ContentFile,
    unmarked,
    yaml::{self, Fields},
};
use crate::{
    archive::{FreePage, Identity, Prose},
    source::{SourceId, Sources, Span},
};

/// The page, unless its file cannot be read at all.
pub(super) fn read(file: &ContentFile, sources: &Sources, diags: &mut Diags) -> Option<FreePage> {
    let source = file.source;
    let text = file::read(source, sources, diags)?;
    let front = front(source, &text, diags)?;
    let mut fields = front.fields("a page", diags)?;
    let page = FreePage {
        identity: Identity {
            id: file.id.clone(),
            source,
        },
        title: keys::required(&mut fields, "title", "a page", diags).unwrap_or_default(),
        summary: keys::words(&mut fields, "summary", diags),
        language: keys::language(&mut fields, "language", diags),
        body: front.body(source, &text),
        common: keys::common(&mut fields, diags),
    };
    fields.finish(diags);
    Some(page)
}

/// The front matter of a Markdown file and where its body stands.
pub(super) struct Front {
    node: Option<yaml::Node>,
    at: Span,
    body: std::ops::Range<usize>,
}

impl Front {
    /// Its keys; none if it is no map.
    pub(super) fn fields(&self, what: &'static str, diags: &mut Diags) -> Option<Fields<'_>> {
        match &self.node {
            Some(node) => Fields::of(node, what, diags),
            None => Some(Fields::empty(self.at, what)),
        }
    }

    /// The bytes after it.
    pub(super) fn body_range(&self) -> std::ops::Range<usize> {
        self.body.clone()
    }

    /// The Markdown after it.
    pub(super) fn body(&self, source: SourceId, text: &str) -> Prose {
        let body = &text[self.body.clone()];
        let start = u32::try_from(self.body.start).unwrap_or(u32::MAX);
        Prose {
            text: body.to_owned(),
            span: Span::new(source, self.body.clone()),
            lines: vec![(0, start)],
        }
    }
}

/// Reads the front matter of a Markdown file; none if its YAML cannot be read.
pub(super) fn front(source: SourceId, text: &str, diags: &mut Diags) -> Option<Front> {
    let told = diags.len();
    let parts = file::front_and_body(source, text, diags);
    if diags.len() > told {
        return None;
    }
    if parts.front.is_none()
        && let Some(remark) = unmarked::without_lines(source, text, parts.body.start)
    {
        diags.push(remark);
        return None;
    }
    let first_line = text.find('\n').unwrap_or(text.len());
    let at = Span::new(source, 0..first_line.min(80));
    let at = Span {
        end: u32::try_from(text.floor_char_boundary(at.end as usize)).unwrap_or(at.end),
        ..at
    };
    let node = match parts.front {
        Some(range) => Some(yaml::parse(source, text, range, diags)?),
        None => None,
    };
    Some(Front {
        node,
        at,
        body: parts.body,
    })
}
