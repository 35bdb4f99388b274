//! Index pages: all transcripts, or all entries of a kind.

use super::{
    artifact::{Artifact, Made, Plan},
    card,
    context::PageContext,
    crumbs, figures, head, index_lines,
    lists::{List, Of},
    map, part_links, pictures,
    splits::Splits,
};
use crate::{
    archive::{Kind, config::Config},
    reader::{Line, Listed, Thing, Whole},
    source::digest::Digester,
    text,
    view::{Body, IndexGroup, IndexItem, IndexView, PageView, field},
};

/// The page of an index, or of a part of it.
#[derive(Debug)]
pub(super) struct IndexPage {
    /// What it lists.
    pub(super) listed: Listed,
    /// Which part; none is the first page.
    pub(super) part: Option<usize>,
}

impl Artifact for IndexPage {
    fn name<'a>(&'a self, config: &'a Config) -> &'a str {
        self.listed.folder(config)
    }

    fn templates(&self, config: &Config) -> Vec<String> {
        vec![
            format!("{}.html", self.name(config)),
            "entries.html".to_owned(),
        ]
    }

    fn lists(&self) -> Option<Of> {
        Some(Of::Index(self.listed))
    }

    fn key(&self, digester: &mut Digester) {
        digester.number(self.part.map_or(0, |part| part as u64 + 1));
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn key_of_rows(&self, whole: Whole<'_>, _splits: &Splits, digester: &mut Digester) {
        if self.has_grid() {
            pictures::digest_grid(whole, digester);
        }
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let config = context.reader.config();
        let (folder, title) = (self.listed.folder(config), self.listed.title(config));
        let (of, part) = (
            Of::Index(self.listed),
            self.part.map(|part| (List::Main, part)),
        );
        let named = part.and_then(|part| crumbs::title(context, of, part));
        let mut head = PageView {
            title: crumbs::part_title(context, title.clone(), named),
            section: folder.to_owned(),
            crumbs: vec![crumbs::home(context)],
            ..head::of(context)
        };
        if let Some(part) = part {
            head.crumbs.push(crumbs::index_link(context, title, folder));
            let name = format!("{folder}/index");
            head.crumbs.extend(crumbs::above(context, of, part, &name));
        }
        let mut view = view(context, self.listed, self.part);
        if self.has_grid() {
            view.together =
                (context.reads).then(field!(IndexView.together), || pictures::grid(context));
        }
        let body = Body::Index(Box::new(view));
        head::page(context, head, head::Special::default(), body)
    }
}

impl IndexPage {
    /// Whether it shows which of its entries occur together.
    fn has_grid(&self) -> bool {
        self.listed == Listed::Entries(Kind::TOPICS) && self.part.is_none()
    }
}

/// How many names stand in one list, without letters over them.
const FEW_NAMES: usize = 40;

/// An index, or one part of it.
fn view(context: &PageContext<'_>, listed: Listed, part: Option<usize>) -> IndexView {
    let lists = context.reader.lists();
    let all = lists.index_lines(listed);
    let split = context.parts(Of::Index(listed), List::Main);
    let shown: Vec<&Line> = match split {
        Some(split) => split
            .shown(part)
            .iter()
            .map(|&i| &all[i as usize])
            .collect(),
        None => all.iter().collect(),
    };
    // Letters help to find a name among many.
    let by_name = !matches!(
        listed,
        Listed::Transcripts | Listed::Entries(Kind::TOPICS | Kind::EVENTS | Kind::DOCUMENTS)
    );
    let one_group = split.is_none()
        && (listed == Listed::Entries(Kind::TOPICS) || by_name && all.len() <= FEW_NAMES);
    let mut groups: Vec<IndexGroup> = Vec::new();
    for line in shown {
        let title = if one_group {
            String::new()
        } else {
            index_lines::heading(lists, listed, line)
        };
        if groups.last().is_none_or(|g| g.title != title) {
            groups.push(IndexGroup {
                id: group_id(&title),
                title,
                items: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.items.push(item(context, listed, line));
        }
    }
    let config = context.reader.config();
    let (folder, title) = (listed.folder(config), listed.title(config));
    IndexView {
        title,
        count: all.len(),
        columns: figures::columns(context, listed),
        parts_of_list: part_links::all(
            context,
            split,
            (List::Main, &format!("{folder}/index")),
            part,
        ),
        part_title: split
            .zip(part)
            .map(|(split, part)| split.all[part].title.clone()),
        groups,
        together: None,
        folder: folder.to_owned(),
        map: context.reads.then(field!(IndexView.map), || {
            part.is_none()
                .then(|| map::of_index(context, listed))
                .flatten()
        }),
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

fn item(context: &PageContext<'_>, listed: Listed, line: &Line) -> IndexItem {
    let lists = context.reader.lists();
    match line.thing {
        Thing::Entry(e) => {
            let entry = lists.entry(e);
            let mut link = context.link(line.thing);
            link.title = entry.sort_title().to_owned();
            IndexItem {
                link,
                date: entry.fields.date.as_ref().map(|d| context.date(d)),
                summary: entry.fields.summary.clone(),
                identifier: entry.fields.identifier.clone(),
                count: lists.passage_count(e),
                counts: figures::of(context, listed, e),
                below: lists.passages_below(e),
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
