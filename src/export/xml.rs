//! XML files.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
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

/// Characters of XML 1.0 (section 2.2).
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
