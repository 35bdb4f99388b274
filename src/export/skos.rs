//! The topics as a SKOS thesaurus (SKOS Reference, W3C Recommendation of 2009), in Turtle 1.1.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    Exporter, File, Given, Scope,
    place::{address, identifier, known_by, rights_address},
};
use crate::{
    reader::{EntryIndex, Kind, Relation, Thing, Whole},
    source::diag::Diagnostic,
};

/// Where it lies.
const PATH: &str = "topics.ttl";

/// `topics.ttl`.
#[derive(Debug)]
pub(super) struct Skos;

impl Exporter for Skos {
    fn name(&self) -> &'static str {
        "skos"
    }

    fn scope(&self) -> Scope {
        Scope::Archive
    }

    fn files(&self, _whole: Whole<'_>) -> Vec<File> {
        vec![File::at(PATH)]
    }

    fn make(&self, _file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(thesaurus(given).into_bytes())
    }
}

fn thesaurus(given: &Given<'_>) -> String {
    let config = given.reader.config();
    let language = &config.language;
    let topics: Vec<EntryIndex> = given.reader.lists().entries_of(Kind::TOPICS).collect();
    let scheme = iri(&known_by(given, PATH));
    let mut turtle = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        @prefix dcterms: <http://purl.org/dc/terms/> .\n\
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n\n"
        .to_owned();
    let mut lines = vec![
        "a skos:ConceptScheme".to_owned(),
        format!("dcterms:title {}", literal(&config.title, language)),
        format!("skos:prefLabel {}", literal(&config.title, language)),
    ];
    if let Some(description) = &config.description {
        lines.push(format!(
            "dcterms:description {}",
            literal(description, language)
        ));
    }
    if let Some(rights) = &config.rights {
        lines.push(match rights_address(rights) {
            Some(address) => format!("dcterms:license {}", iri(&address)),
            None => format!("dcterms:rights {}", literal(rights, language)),
        });
    }
    for &topic in topics
        .iter()
        .filter(|&&topic| broader(given, topic).is_empty())
    {
        lines.push(format!("skos:hasTopConcept {}", concept(given, topic)));
    }
    subject(&mut turtle, &scheme, &lines);
    for &topic in &topics {
        let lines = properties(given, topic, &scheme);
        subject(&mut turtle, &concept(given, topic), &lines);
    }
    turtle
}

fn properties(given: &Given<'_>, topic: EntryIndex, scheme: &str) -> Vec<String> {
    let (entry, language) = (given.reader.entry(topic), &given.reader.config().language);
    let fields = &entry.fields;
    let mut lines = vec![
        "a skos:Concept".to_owned(),
        format!("skos:inScheme {scheme}"),
        format!("skos:prefLabel {}", literal(&fields.title, language)),
    ];
    // No label is two (S13), and none is there twice.
    let other: BTreeSet<&String> = fields
        .aliases
        .iter()
        .filter(|a| **a != fields.title)
        .collect();
    for label in other {
        lines.push(format!("skos:altLabel {}", literal(label, language)));
    }
    if let Some(summary) = &fields.summary {
        lines.push(format!("skos:definition {}", literal(summary, language)));
    }
    let above = broader(given, topic);
    if above.is_empty() {
        lines.push(format!("skos:topConceptOf {scheme}"));
    }
    for &other in &above {
        lines.push(format!("skos:broader {}", concept(given, other)));
    }
    for &other in given.reader.related(topic).narrower() {
        lines.push(format!("skos:narrower {}", concept(given, other)));
    }
    // What is above or below is not related as well (S27).
    let (mine, related) = (ancestors(given, topic), given.reader.related(topic));
    for &other in related.links().to.of(Relation::Related) {
        let is_in_line = mine.contains(&other) || ancestors(given, other).contains(&topic);
        if other != topic && !is_in_line {
            lines.push(format!("skos:related {}", concept(given, other)));
        }
    }
    for same in &fields.same_as {
        lines.push(format!("skos:exactMatch {}", iri(&same.value)));
    }
    lines.push(format!(
        "foaf:page {}",
        iri(&address(given, Thing::Entry(topic)))
    ));
    lines
}

fn broader(given: &Given<'_>, topic: EntryIndex) -> Vec<EntryIndex> {
    let links = given.reader.related(topic).links();
    links.to.of(Relation::Broader).to_vec()
}

/// All that is above a topic; circles are errors long before.
fn ancestors(given: &Given<'_>, topic: EntryIndex) -> BTreeSet<EntryIndex> {
    let mut found = BTreeSet::new();
    let mut next = broader(given, topic);
    while let Some(above) = next.pop() {
        if found.insert(above) {
            next.extend(broader(given, above));
        }
    }
    found
}

fn concept(given: &Given<'_>, topic: EntryIndex) -> String {
    iri(&identifier(given, Thing::Entry(topic)))
}

/// A subject with what is said of it.
fn subject(turtle: &mut String, subject: &str, lines: &[String]) {
    let _ = writeln!(turtle, "{subject}\n    {} .\n", lines.join(" ;\n    "));
}

/// An address; what may not stand in one is percent-encoded (Turtle, section 6.5, IRIREF).
fn iri(address: &str) -> String {
    let mut iri = "<".to_owned();
    for c in address.trim().chars() {
        match c {
            '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' => {
                let _ = write!(iri, "%{:02X}", u32::from(c));
            }
            c => iri.push(c),
        }
    }
    iri.push('>');
    iri
}

/// Words in a language (Turtle, section 2.5.1).
fn literal(words: &str, language: &str) -> String {
    let mut literal = "\"".to_owned();
    for c in words.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            c => literal.push(c),
        }
    }
    format!("{literal}\"@{language}")
}

#[cfg(test)]
mod tests {
    use super::{iri, literal};

    #[test]
    fn what_turtle_cannot_have_is_escaped() {
        assert_eq!(
            iri("https://x.example/a b>c\\"),
            "<https://x.example/a%20b%3Ec%5C>"
        );
        assert_eq!(iri("https://x.example/ü"), "<https://x.example/ü>");
        assert_eq!(
            literal("a \"b\" \\\nc", "en"),
            "\"a \\\"b\\\" \\\\\\nc\"@en"
        );
    }
}
