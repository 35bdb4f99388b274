//! Notes, entries and pages to HTML that is whole and safe.

use postil::markdown::{Linker, Style, Target, plain, render};

/// Knows half of all things.
struct Half;

impl Linker for Half {
    fn wiki(&self, target: &str) -> Target {
        match target.len() % 2 {
            0 => Target::Page {
                href: format!("../{target}"),
                title: format!("<{target}>"),
                kind: "topic".to_owned(),
                language: None,
            },
            _ => Target::Unknown,
        }
    }

    fn address(&self, address: &str) -> Option<String> {
        (address.len() % 5 != 0).then(|| address.to_owned())
    }

    fn table_label(&self) -> String {
        "Table <1>".to_owned()
    }

    fn back_label(&self, number: &str) -> String {
        format!("Back to <{number}>")
    }
}

pub fn read(markdown: &str) {
    let page = Style {
        heading_ids: true,
        headings_from: 1,
        footnote_prefix: "n-".to_owned(),
        ..Style::default()
    };
    let line = Style {
        inline: true,
        ..Style::default()
    };
    for style in [Style::default(), page, line] {
        let rendered = render(markdown, &style, &Half);
        is_whole(&rendered.html);
        for heading in &rendered.headings {
            assert!((1..=6).contains(&heading.level));
            assert_eq!(heading.id.is_empty(), !style.heading_ids);
        }
    }
    let plain = plain(markdown, &Half);
    assert!(!plain.contains("  ") && !plain.contains('\n'), "{plain:?}");
    assert_eq!(plain.trim(), plain);
}

/// Every tag is closed in its order, every attribute has its quotes, and no address is one that a browser would run.
fn is_whole(html: &str) {
    const VOID: [&str; 4] = ["br", "hr", "img", "col"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let end = tag.find('>').expect("the end of a tag");
        rest = &tag[end + 1..];
        let tag = &tag[..end];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html:?}");
            continue;
        }
        let (name, attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        assert!(
            name.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()),
            "<{name}> in {html:?}"
        );
        assert!(
            !["script", "style", "iframe", "object", "form"].contains(&name),
            "{html:?}"
        );
        are_whole(attributes, html);
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{html:?}");
}

fn are_whole(mut attributes: &str, html: &str) {
    while let Some(rest) = attributes.strip_prefix(' ') {
        let (key, value) = rest.split_once("=\"").expect("an attribute has a value");
        let (value, next) = value.split_once('"').expect("a value has an end");
        assert!(
            key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !key.starts_with("on"),
            "{key} in {html:?}"
        );
        let lower = value.trim().to_ascii_lowercase();
        let runs = ["javascript:", "data:", "vbscript:"]
            .iter()
            .any(|bad| lower.starts_with(bad));
        assert!(!matches!(key, "href" | "src") || !runs, "{html:?}");
        attributes = next;
    }
    assert_eq!(attributes, "", "{html:?}");
}
