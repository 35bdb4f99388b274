//! The words of a text, for summaries, feeds and search.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Linker, Target, dialect, fast, sanitize, wiki, words::Words};

/// The words of Markdown without its markup, with one space between blocks. A wiki link without words shows the title
/// that `linker` knows, an image its alternative text; footnotes and their signs are left out.
pub fn plain(markdown: &str, linker: &dyn Linker) -> String {
    let mut words = Words::default();
    if fast::paragraphs(markdown).is_some() {
        words.push(markdown);
        return words.finish();
    }
    let mut footnotes = 0_usize;
    let mut html = String::new();
    let mut open_titles: Vec<Option<Shown>> = Vec::new();
    for event in Parser::new_ext(markdown, dialect()) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => footnotes += 1,
            Event::End(TagEnd::FootnoteDefinition) => footnotes -= 1,
            _ if footnotes > 0 => {}
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    ..
                },
            ) => open_titles.push(wiki::has_words(link_type).map(|has_words| Shown {
                words: title(&wiki::target(&dest_url), linker),
                instead: !has_words,
                at: words.position(),
            })),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some(Some(title)) = open_titles.pop()
                    && words.end() <= title.at
                {
                    words.push(&title.words);
                }
            }
            Event::Text(_) if matches!(open_titles.last(), Some(Some(t)) if t.instead) => {}
            Event::Text(text) | Event::Code(text) => words.push(&text),
            Event::InlineHtml(html) => sanitize::words(&html, &mut words),
            // A block comes line by line; its tags and comments may be longer.
            Event::Html(line) => html.push_str(&line),
            Event::End(TagEnd::HtmlBlock) => {
                sanitize::words(&std::mem::take(&mut html), &mut words);
                words.gap();
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => words.gap(),
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Subscript
                | Tag::Superscript,
            )
            | Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Subscript
                | TagEnd::Superscript,
            ) => {}
            Event::Start(_) | Event::End(_) => words.gap(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }
    words.finish()
}

/// What an open wiki link shows if it has no words.
struct Shown {
    words: String,
    /// Shown instead of the text in the link, which is the bare target.
    instead: bool,
    /// Where its words begin.
    at: usize,
}

fn title(target: &str, linker: &dyn Linker) -> String {
    match linker.wiki(target) {
        Target::Page { title, .. } => title,
        Target::Unknown => target.to_owned(),
    }
}
