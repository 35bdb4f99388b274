//! Akoma Ntoso debates (OASIS LegalDocML 1.0, part 1, section 5.5; versions 2 and 3), with and without a namespace, as SayIt writes them, too.
//!
//! A speech is by somebody whom the references name; it becomes a turn, and speeches of the same speaker that follow one another one turn. A `p` is a
//! paragraph. Narrative, scene, summary and what is called other are narration. Sections are headings by how they nest.
//!
//! | Module | What it does |
//! |---|---|
//! | `about` | what is known of a debate beside its words |
//! | `references` | persons, organizations, roles that it names |
//! | `body` | sections, speeches, narration |
//! | `inline` | words and what lies over them |

mod about;
mod body;
mod inline;
mod references;
#[cfg(test)]
mod tests;

use self::{about::About, body::Debate, references::References};
use super::{
    account::Side,
    brought::{BroughtTranscript, Imported},
    file::ImportFile,
    importer::{Asked, Claim, Importer},
    unreadable::Unreadable,
    words_of::printed,
    xml::Element,
    xml_root::root,
};

/// Debates in Akoma Ntoso.
#[derive(Debug)]
pub(super) struct AkomaNtoso;

impl Importer for AkomaNtoso {
    fn name(&self) -> &'static str {
        "akoma-ntoso"
    }

    fn title(&self) -> &'static str {
        "Akoma Ntoso debates"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        match root(file.text()) {
            Some(("akomaNtoso", _)) => Claim::Sure,
            Some((_, tag)) if tag.contains("legaldocml") || tag.contains("akomantoso") => {
                Claim::Likely
            }
            Some(_) | None => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let root = Element::parse(&decoded.text)?;
        let debates = debates(&root);
        if debates.is_empty() {
            return Err(no_debate(&root));
        }
        let mut imported = Imported::default();
        let several = debates.len() > 1;
        for (number, debate) in (1..).zip(debates) {
            let stem = stem(file);
            let key = match several {
                true => format!("{stem}-{number}"),
                false => stem.to_owned(),
            };
            add(debate, key, asked, &mut imported);
        }
        Ok(imported)
    }
}

/// The name of a file without what says its format, of which there may be two: `talk.an.xml`.
fn stem(file: &ImportFile) -> &str {
    let stem = file.stem();
    let endings = [".an", ".akn"];
    let known = endings.iter().find_map(|ending| stem.strip_suffix(ending));
    known.filter(|stem| !stem.is_empty()).unwrap_or(stem)
}

/// Those of a file, not those within another.
fn debates(root: &Element) -> Vec<&Element> {
    let (mut found, mut open) = (Vec::new(), vec![root]);
    while let Some(element) = open.pop() {
        if element.name == "debate" {
            found.push(element);
            continue;
        }
        let from = open.len();
        open.extend(element.elements());
        open[from..].reverse();
    }
    found
}

fn no_debate(root: &Element) -> Unreadable {
    let kind = root.elements().map(|element| element.name.as_str());
    let kind = kind
        .filter(|name| !["meta", "components"].contains(name))
        .last();
    match kind {
        Some(kind) => Unreadable::at(
            root.place(),
            format!("the file holds no debate, but a document of the kind `{kind}`"),
        )
        .help("only debates are transcripts: acts, bills, judgments and reports can be entries of the kind `documents`"),
        None => Unreadable::at(root.place(), "the file holds no debate"),
    }
}

fn add(debate: &Element, key: String, asked: &Asked, imported: &mut Imported) {
    let Imported {
        transcripts,
        entries,
        account,
        ..
    } = imported;
    for part in debate.elements().filter(|part| part.name != "meta") {
        account.printed(
            Side::Speech,
            &printed(part, inline::printing(asked.changes)),
        );
    }
    let references = References::of(debate, account);
    entries.extend(references.entries());
    let about = About::of(debate, &key, asked, account);
    let read = Debate::new(&references, &about, asked.changes, account).read(debate);
    let guessed = about.guessed.into_iter().collect();
    let mut header = about.header;
    let (said, _) = read.finish(&mut header);
    transcripts.push(BroughtTranscript {
        key,
        header,
        said,
        notes: Vec::new(),
        guessed,
    });
}
