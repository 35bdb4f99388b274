//! The notes on a transcript as TEI has them (P5 4.3 and later): `annotation` in `standOff`.

use std::io::Result;

use super::{
    place::address,
    plain::notes,
    prose::linked,
    tei_parts::{Tale, licence, words},
    xml::{Xml, attributed, element, empty, text},
};
use crate::reader::{
    Annotation, AnnotationIndex, IndexRange, Kind, ListIndex, ParagraphIndex, Placed, Thing,
};

/// All of them; nothing where there are none.
pub(super) fn write(tale: &Tale<'_, '_>, xml: &mut Xml) -> Result<()> {
    let all: Vec<(AnnotationIndex, &Placed)> = notes(tale.given, tale.full).collect();
    if all.is_empty() {
        return Ok(());
    }
    element(xml, "standOff", |xml| {
        element(xml, "listAnnotation", |xml| {
            let mut each = all.iter();
            each.try_for_each(|&(a, placed)| note(tale, (a, placed), xml))
        })
    })
}

/// The `xml:id` of a note: an id of postil may begin with a digit, and be that of a paragraph's or of a speaker's element.
pub(super) fn id(placed: &Placed) -> String {
    format!("note.{}", placed.id)
}

fn note(tale: &Tale<'_, '_>, (a, placed): (AnnotationIndex, &Placed), xml: &mut Xml) -> Result<()> {
    let (given, it) = (tale.given, &*placed.annotation);
    let (id, t) = (id(placed), tale.full.index());
    let target = targets(tale, placed);
    let attributes = [
        ("xml:id", id.as_str()),
        ("motivation", motivation(it)),
        ("target", target.as_str()),
    ];
    attributed(xml, "annotation", &attributes, |xml| {
        let config = given.reader.config();
        for (by, resp) in [(&it.by, "author"), (&it.checked, "checked by")] {
            let Some(by) = by else { continue };
            let editor = config.editors.get(&by.value);
            element(xml, "respStmt", |xml| {
                text(
                    xml,
                    "resp",
                    match editor.is_some_and(|e| e.machine) {
                        true => "made by a program",
                        false => resp,
                    },
                )?;
                text(xml, "name", editor.map_or(&by.value, |editor| &editor.name))
            })?;
        }
        if let Some(written) = &it.written {
            element(xml, "revisionDesc", |xml| {
                text(xml, "change", &format!("Written {}", written.value.edtf()))
            })?;
        }
        if let Some(rights) = &config.rights {
            licence(xml, rights, "The note")?;
        }
        let language = it.language.as_ref().unwrap_or(&config.language);
        let mut said = |kind: &str, of: &str| {
            attributed(
                xml,
                "note",
                &[("type", kind), ("xml:lang", language)],
                |xml| words(xml, of),
            )
        };
        if let Some(warning) = &it.warning {
            said("warning", warning)?;
        }
        if let Some(title) = &it.title {
            said("title", title)?;
        }
        if let Some(prose) = &it.note {
            said("note", &linked(given, prose, Some(t)))?;
        }
        if let Some(correction) = &it.correction {
            said("correction", &correction.value)?;
        }
        if let Some(certainty) = it.certainty {
            said("certainty", certainty.as_str())?;
        }
        for source in &it.sources {
            said("source", &linked(given, source, Some(t)))?;
        }
        pointers(tale, (a, placed), xml)
    })
}

/// What it leads to, and the words themselves that it is on.
fn pointers(
    tale: &Tale<'_, '_>,
    (a, placed): (AnnotationIndex, &Placed),
    xml: &mut Xml,
) -> Result<()> {
    let (given, links) = (tale.given, tale.full.links_of(a));
    let anchored = tale.full.anchored();
    let transcript = &anchored.transcript;
    let mut point =
        |kind: &str, target: &str| empty(xml, "ptr", &[("type", kind), ("target", target)]);
    for &passage in &placed.passages {
        let passage = &anchored.passages[passage];
        let bytes = passage.bytes();
        for p in paragraphs(passage.first, passage.last).iter() {
            let own = transcript.paragraphs[p].bytes();
            let (start, end) = (own.start.max(bytes.start), own.end.min(bytes.end));
            if !passage.highlight || end <= start {
                continue;
            }
            let count = |from: usize, to: usize| transcript.text[from..to].chars().count();
            // Counted in code points from 0 (chapter 17, "string-range").
            let (at, length) = (count(own.start, start), count(start, end));
            let id = transcript.paragraphs[p].id;
            point(
                "words",
                &format!("{}#string-range({id},{at},{length})", tale.file),
            )?;
        }
    }
    for &entry in &links.entries {
        let kind = given.reader.kind(Thing::Entry(entry));
        let kind = match given.reader.entry_kind(entry) {
            kind_of if kind_of.is_own() => "entry",
            Kind::TOPICS => "topic",
            _ => kind,
        };
        point(kind, &address(given, Thing::Entry(entry)))?;
    }
    for &see in &links.see {
        point("see", &address(given, see))?;
    }
    match placed.disputes {
        Some(disputed) => point(
            "disputes",
            &format!("#{}", id(&anchored.annotations[disputed])),
        ),
        None => Ok(()),
    }
}

/// The paragraphs that it is on, or the whole file.
fn targets(tale: &Tale<'_, '_>, placed: &Placed) -> String {
    let anchored = tale.full.anchored();
    let transcript = &anchored.transcript;
    let mut ids: Vec<String> = Vec::new();
    for &passage in &placed.passages {
        let passage = &anchored.passages[passage];
        for p in paragraphs(passage.first, passage.last).iter() {
            let id = format!("#{}", transcript.paragraphs[p].id);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    match ids.is_empty() {
        true => address(tale.given, Thing::Transcript(tale.full.index())),
        false => ids.join(" "),
    }
}

fn paragraphs(first: ParagraphIndex, last: ParagraphIndex) -> IndexRange<ParagraphIndex> {
    IndexRange {
        start: first,
        end: ParagraphIndex::at(last.place() + 1),
    }
}

/// Why it was written, in a word of the schema, which are those of Web Annotations.
fn motivation(it: &Annotation) -> &'static str {
    match it {
        Annotation {
            correction: Some(_),
            ..
        } => "editing",
        Annotation {
            disputes: Some(_), ..
        } => "questioning",
        Annotation { note: Some(_), .. } => "commenting",
        _ if !it.sources.is_empty() || !it.see.is_empty() => "linking",
        _ if !it.names.is_empty() => "tagging",
        _ => "highlighting",
    }
}
