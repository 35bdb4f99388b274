//! Markdown to HTML, in one pass over its events.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::{
    Linker, Rendered, Style, dialect, escape, fast, footnotes, highlight, sanitize::Raw,
    writer::Writer,
};

/// Renders Markdown as HTML that is safe and whole by itself: every tag that it opens it closes.
pub fn render(markdown: &str, style: &Style, linker: &dyn Linker) -> Rendered {
    if !style.inline
        && let Some(html) = fast::render(markdown)
    {
        let headings = Vec::new();
        return Rendered { html, headings };
    }
    let raw = Raw::new(markdown, style);
    let mut writer = Writer::new(markdown.len(), style, linker, &raw);
    if style.inline {
        writer.line(markdown);
    } else {
        writer.blocks(markdown);
    }
    let html = raw.finish(writer.out, linker);
    let headings = writer.headings.done;
    Rendered { html, headings }
}

impl Writer<'_> {
    fn blocks(&mut self, markdown: &str) {
        let events = Parser::new_ext(markdown, dialect());
        if !markdown.contains("[^") {
            events.for_each(|event| self.event(event));
            return;
        }
        let parted = footnotes::part(events);
        for event in parted.body {
            self.event(event);
        }
        self.footnotes(parted.definitions);
    }

    /// Reads Markdown as one line of inlines. The parser knows blocks only, so the line is given a sign at its front
    /// that begins none, and lets emphasis begin after it as white space would; the sign is then taken away.
    fn line(&mut self, markdown: &str) {
        const SIGN: char = ';';
        let mut line = String::with_capacity(markdown.len() + 1);
        line.push(SIGN);
        for (at, part) in markdown.split_ascii_whitespace().enumerate() {
            if at > 0 {
                line.push(' ');
            }
            line.push_str(part);
        }
        let mut at_front = true;
        for event in Parser::new_ext(&line, dialect()) {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Text(text) if at_front => {
                    at_front = false;
                    self.text(text.strip_prefix(SIGN).unwrap_or(&text));
                }
                event => self.event(event),
            }
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>) {
        if self.image.is_some() {
            self.image_event(event);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                self.out.push_str("<code>");
                escape::text(&code, &mut self.out);
                self.out.push_str("</code>");
                self.say(&code);
            }
            Event::Html(html) | Event::InlineHtml(html) => match &mut self.block {
                Some(block) => block.push_str(&html),
                None => self.raw.write(&html, &mut self.out),
            },
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::SoftBreak => {
                self.out.push('\n');
                self.say(" ");
            }
            Event::HardBreak => {
                self.out.push_str("<br>\n");
                self.say(" ");
            }
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                unreachable!("the dialect has no task lists and no mathematics")
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.open_heading(level),
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.open_code(&kind),
            Tag::HtmlBlock => self.block = Some(String::new()),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => {
                self.out.push_str("<ol");
                self.attribute("start", &first.to_string());
                self.out.push_str(">\n");
            }
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(columns) => self.open_table(columns),
            Tag::TableHead => self.open_head(),
            Tag::TableRow => self.open_row(),
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_link(link_type, &dest_url, &title),
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_image(link_type, &dest_url, title),
            Tag::FootnoteDefinition(_) => unreachable!("definitions are parted from the body"),
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => unreachable!("not in the dialect"),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::HtmlBlock => {
                let html = self.block.take().unwrap_or_default();
                self.raw.write_block(&html, &mut self.out);
            }
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.close_head(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => unreachable!("begins nowhere"),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(block) = &mut self.block {
            block.push_str(text);
            return;
        }
        let mut text = text;
        if let Some(link) = self.links.last() {
            if link.hides {
                return;
            }
            if link.title.is_some() && self.out.len() == link.start {
                text = text.trim_start();
            }
        }
        escape::text(text, &mut self.out);
        self.say(text);
    }

    fn open_code(&mut self, kind: &CodeBlockKind<'_>) {
        let info: &str = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '#' | '.');
        self.language.clear();
        if let Some(word) = info.split_whitespace().next().filter(|w| w.len() <= 32) {
            self.language.extend(word.chars().filter(|&c| name(c)));
        }
        self.block = Some(String::new());
    }

    fn close_code(&mut self) {
        let code = self.block.take().unwrap_or_default();
        let language = std::mem::take(&mut self.language);
        self.out.push_str("<pre");
        self.attribute("class", "code");
        self.attribute("tabindex", "0");
        self.out.push_str("><code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
        highlight::write(&code, &language, self.raw.mark(), &mut self.out);
        self.out.push_str("</code></pre>\n");
    }
}
