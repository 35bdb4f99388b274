//! XML files.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// What an XML file is written with.
pub(super) type Xml = Writer<Vec<u8>>;

/// An XML file; writing to memory cannot fail.
pub(super) fn document(build: impl FnOnce(&mut Xml) -> std::io::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| build(&mut writer));
    written.expect("writing to memory does not fail");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// An element with words.
pub(super) fn text(xml: &mut Xml, name: &str, words: &str) -> std::io::Result<()> {
    let clean: String = words.chars().filter(|&c| allowed(c)).collect();
    xml.create_element(name)
        .write_text_content(BytesText::new(&clean))
        .map(|_| ())
}

/// An element with what `inside` writes, or with nothing.
pub(super) fn element(
    xml: &mut Xml,
    name: &str,
    inside: impl FnOnce(&mut Xml) -> std::io::Result<()>,
) -> std::io::Result<()> {
    attributed(xml, name, &[], inside)
}

/// The same with attributes.
pub(super) fn attributed(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Xml) -> std::io::Result<()>,
) -> std::io::Result<()> {
    xml.write_event(Event::Start(start(name, attributes)))?;
    inside(xml)?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let clean = |words: &str| words.chars().filter(|&c| allowed(c)).collect::<String>();
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, clean(value).as_str()));
    }
    start
}

/// An element with attributes and nothing else.
pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> std::io::Result<()> {
    xml.write_event(Event::Empty(start(name, attributes)))
}

/// Markup that is finished, with no blank before or behind it.
pub(super) fn raw(xml: &mut Xml, markup: &str) -> std::io::Result<()> {
    xml.write_event(Event::Text(BytesText::from_escaped(markup)))
}

/// Words as they stand between tags. A sign that XML cannot have is an element that says which it was: none is lost without a word.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // A reader would make a line feed of it (section 2.11).
            '\r' => escaped.push_str("&#13;"),
            c if allowed(c) => escaped.push(c),
            c => escaped.push_str(&format!("<g n=\"U+{:04X}\"/>", u32::from(c))),
        }
    }
    escaped
}

/// An attribute of markup that is written by hand.
pub(super) fn attribute(name: &str, value: &str) -> String {
    let mut attribute = format!(" {name}=\"");
    for c in value.chars().filter(|&c| allowed(c)) {
        match c {
            '&' => attribute.push_str("&amp;"),
            '<' => attribute.push_str("&lt;"),
            '"' => attribute.push_str("&quot;"),
            '\t' | '\n' | '\r' => attribute.push(' '),
            c => attribute.push(c),
        }
    }
    attribute.push('"');
    attribute
}

/// Characters of XML 1.0 (section 2.2).
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
