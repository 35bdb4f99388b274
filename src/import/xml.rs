//! Elements of XML, with bounds: nesting is limited, and entities that a file defines itself are not expanded.

use std::borrow::Cow;

use quick_xml::{
    NsReader, XmlVersion,
    escape::resolve_html5_entity,
    events::{BytesStart, Event},
    name::ResolveResult,
};

use super::{account::Place, unreadable::Unreadable};

/// The deepest that elements may stand in each other.
const DEEPEST: usize = 200;

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name without a prefix: `p`.
    pub name: String,
    /// The address of its namespace; empty if it has none.
    pub namespace: String,
    /// Its attributes as they are written, with prefixes, in order: `xml:id`, `w:val`.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
    /// The line that it begins in, from 1.
    pub line: usize,
}

/// A part of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Words, with blanks as they are written.
    Text(String),
}

impl Element {
    /// The element that a text is.
    ///
    /// # Errors
    /// When it is no XML, with the line.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        Parser::new(text).run()
    }

    /// An attribute by its name with or without a prefix: `id` is `xml:id`, too; one that is written so exactly goes first.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let exact = self.attributes.iter().find(|(key, _)| key == name);
        let local = |(key, _): &&(String, String)| {
            key.rsplit_once(':')
                .is_some_and(|(prefix, local)| local == name && prefix != "xmlns")
        };
        let found = exact.or_else(|| self.attributes.iter().find(local));
        found.map(|(_, value)| value.as_str())
    }

    /// The elements in it, one step down.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Those of a name, one step down.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first of a name, one step down.
    pub fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first at the end of a path of names: `["teiHeader", "fileDesc"]`.
    pub fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter()
            .try_fold(self, |element, name| element.first(name))
    }

    /// All in it at any depth, in the order of the text, itself first.
    pub fn descendants(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            found.push(element);
            let from = open.len();
            open.extend(element.elements());
            open[from..].reverse();
        }
        found
    }

    /// All words in it, as they are written.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    /// All words in it, with one blank between them.
    pub fn words(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn add_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.add_text(text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }

    /// Its line, for a report.
    pub fn place(&self) -> Place {
        Place::line(self.line)
    }
}

struct Parser<'t> {
    text: &'t str,
    reader: NsReader<&'t [u8]>,
    /// The line of a byte, and that byte: lines are counted once.
    line: usize,
    counted: usize,
    open: Vec<Element>,
    root: Option<Element>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().check_end_names = true;
        Self {
            text,
            reader,
            line: 1,
            counted: 0,
            open: Vec::new(),
            root: None,
        }
    }

    fn run(mut self) -> Result<Element, Unreadable> {
        loop {
            let at = self.position();
            let (namespace, event) = match self.reader.read_resolved_event() {
                Ok((resolved, event)) => (namespace_of(&resolved), event),
                Err(error) => return Err(self.wrong(at, &error)),
            };
            match event {
                Event::Start(start) => {
                    let element = self.element(at, namespace, &start)?;
                    if self.open.len() == DEEPEST {
                        let place = Place::line(element.line);
                        return Err(Unreadable::at(
                            place,
                            format!("elements stand more than {DEEPEST} deep in each other"),
                        ));
                    }
                    self.open.push(element);
                }
                Event::Empty(start) => {
                    let element = self.element(at, namespace, &start)?;
                    self.close(element);
                }
                Event::End(_) => {
                    if let Some(element) = self.open.pop() {
                        self.close(element);
                    }
                }
                Event::Text(words) => self.words(&words.xml_content(XmlVersion::Explicit1_0)),
                Event::CData(words) => self.words(&words.xml_content(XmlVersion::Explicit1_0)),
                Event::GeneralRef(entity) => {
                    let name = entity.xml_content(XmlVersion::Explicit1_0).into_owned();
                    let sign = entity.resolve_char_ref().ok().flatten();
                    let words = match sign {
                        Some(sign) => Cow::Owned(sign.to_string()),
                        None => self.entity(at, &name)?,
                    };
                    self.words(&words);
                }
                Event::DocType(kind) if kind.as_ref().contains("<!ENTITY") => {
                    let place = Place::line(self.line_of(at));
                    return Err(Unreadable::at(
                        place,
                        "the file defines entities of its own, which are not expanded",
                    )
                    .help("write them out, and take `<!ENTITY ...>` away"));
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        let line = self.line_of(self.text.len());
        match (self.open.last(), self.root) {
            (Some(open), _) => Err(Unreadable::at(
                Place::line(line),
                format!(
                    "the file ends within `<{}>` of line {}",
                    open.name, open.line
                ),
            )
            .help("the end of the file is missing: get it again")),
            (None, Some(root)) => Ok(root),
            (None, None) => Err(Unreadable::new("the file has no element of XML")),
        }
    }

    fn element(
        &mut self,
        at: usize,
        namespace: String,
        start: &BytesStart<'_>,
    ) -> Result<Element, Unreadable> {
        let line = self.line_of(at);
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.wrong(at, &error))?;
            let value = attribute
                .normalized_value_with(XmlVersion::Explicit1_0, 1, resolve_html5_entity)
                .map_err(|error| self.wrong(at, &error))?;
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Element {
            name: start.local_name().as_ref().to_owned(),
            namespace,
            attributes,
            children: Vec::new(),
            line,
        })
    }

    fn entity(&mut self, at: usize, name: &str) -> Result<Cow<'static, str>, Unreadable> {
        resolve_html5_entity(name)
            .map(Cow::Borrowed)
            .ok_or_else(|| {
                let place = Place::line(self.line_of(at));
                Unreadable::at(place, format!("the entity `&{name};` is not known"))
                    .help("write the sign itself")
            })
    }

    fn close(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None if self.root.is_none() => self.root = Some(element),
            None => {}
        }
    }

    fn words(&mut self, words: &str) {
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        match parent.children.last_mut() {
            Some(Node::Text(text)) => text.push_str(words),
            _ => parent.children.push(Node::Text(words.to_owned())),
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn line_of(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if byte > self.counted {
            let between = &self.text.as_bytes()[self.counted..byte];
            self.line += memchr::memchr_iter(b'\n', between).count();
            self.counted = byte;
        }
        self.line
    }

    fn wrong(&mut self, at: usize, error: &dyn std::fmt::Display) -> Unreadable {
        let place = Place::line(self.line_of(at));
        Unreadable::at(place, format!("the XML is broken: {error}"))
            .help("validate the file in an editor for XML, or get it again")
    }
}

fn namespace_of(resolved: &ResolveResult<'_>) -> String {
    match resolved {
        ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_words_lines_and_namespaces_are_kept() {
        let text = "<?xml version='1.0'?>\n<a xmlns='urn:x' xml:id='one'>\n<b w='1 &amp; 2'>x &lt;&#8212;&mdash;<![CDATA[<y>]]></b>z</a>";
        let root = Element::parse(text).expect("good XML");
        assert_eq!(
            (root.name.as_str(), root.namespace.as_str(), root.line),
            ("a", "urn:x", 2)
        );
        assert_eq!(root.attribute("id"), Some("one"));
        let b = root.first("b").expect("b");
        assert_eq!(
            (b.line, b.attribute("w"), b.text().as_str()),
            (3, Some("1 & 2"), "x <——<y>")
        );
        assert_eq!(root.words(), "x <——<y>z");
    }

    #[test]
    fn what_is_broken_is_told_with_its_line() {
        for (text, line, says) in [
            ("<a>\n<b></a>", 2, "broken"),
            ("<a>\n\n<b>", 3, "ends within `<b>`"),
            ("<a>&what;</a>", 1, "`&what;`"),
            (
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
                1,
                "entities of its own",
            ),
        ] {
            let wrong = Element::parse(text).expect_err(text);
            assert_eq!(wrong.place.line, Some(line), "{text}: {wrong}");
            assert!(wrong.message.contains(says), "{wrong}");
        }
    }

    #[test]
    fn nesting_is_limited() {
        let deep = "<a>".repeat(100_000);
        assert!(Element::parse(&deep).is_err());
    }
}
