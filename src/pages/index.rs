//! Index pages: all transcripts, or all entries of a kind.

use super::{
    card,
    context::PageContext,
    index_lines::Line,
    lists::{List, Listed, Of},
    part_links,
};
use crate::{
    archive::Kind,
    bind::Thing,
    text,
    view::{IndexGroup, IndexItem, IndexView},
};

/// An index, or one part of it.
pub(super) fn view(context: &PageContext<'_>, listed: Listed, part: Option<usize>) -> IndexView {
    let whole = context.reader.whole();
    let all = whole.index_lines(listed);
    let split = context.parts(Of::Index(listed), List::Main);
    let shown: Vec<&Line> = match split {
        Some(split) => split
            .shown(part)
            .iter()
            .map(|&i| &all[i as usize])
            .collect(),
        None => all.iter().collect(),
    };
    let one_group = listed == Listed::Entries(Kind::TOPICS) && split.is_none();
    let mut groups: Vec<IndexGroup> = Vec::new();
    for line in shown {
        let title = if one_group {
            String::new()
        } else {
            whole.index_heading(listed, line)
        };
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(IndexGroup {
                id: group_id(&title),
                title,
                items: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.items.push(item(context, line));
        }
    }
    let (folder, title) = context.reader.listed(listed);
    IndexView {
        title: title.to_owned(),
        count: all.len(),
        parts_of_list: part_links::all(context, split, &format!("{folder}/index"), part),
        part_title: split
            .zip(part)
            .map(|(split, part)| split.all[part].title.clone()),
        groups,
        folder: folder.to_owned(),
    }
}

/// `y2014`, `l-a`, `l-å`: letters that a language tells apart have ids of their own.
fn group_id(title: &str) -> String {
    match title {
        text::DIGITS => "l-0-9".to_owned(),
        text::SIGNS => "l-signs".to_owned(),
        title if title.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("y{}", text::slug(title))
        }
        title => format!(
            "l-{}",
            title.to_lowercase().replace(char::is_whitespace, "-")
        ),
    }
}

fn item(context: &PageContext<'_>, line: &Line) -> IndexItem {
    let whole = context.reader.whole();
    match line.thing {
        Thing::Entry(e) => {
            let entry = whole.entry(e);
            let mut link = context.link(line.thing);
            link.title = entry.sort_title().to_owned();
            IndexItem {
                link,
                date: entry.fields.date.as_ref().map(|d| context.date(d)),
                summary: entry.fields.summary.clone(),
                identifier: entry.fields.identifier.clone(),
                count: whole.passage_count(e),
                below: whole.passages_below(e),
                depth: line.depth,
                card: None,
            }
        }
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            let card = card::view(context, t);
            IndexItem {
                link: card.link.clone(),
                date: card.date.clone(),
                summary: card.summary.clone(),
                count: card.notes,
                card: Some(card),
                ..IndexItem::default()
            }
        }
        Thing::Page(_) => IndexItem {
            link: context.link(line.thing),
            ..IndexItem::default()
        },
    }
}
