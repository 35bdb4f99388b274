//! OpenDocument texts, `.odt` (ISO/IEC 26300; OpenDocument 1.3, part 3).
//!
//! | Module | What it does |
//! |---|---|
//! | `styles` | what styles make of paragraphs and words |
//! | `changes` | which changes are tracked |
//! | `walk`, `inline` | paragraphs, tables, boxes; the words of a paragraph; tracked changes settled |
//! | `open` | what is known while a paragraph is read |
//! | `flat` | all words once more, by the plainest way |

mod changes;
mod flat;
mod inline;
mod open;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use self::{styles::Styles, walk::Walk};
use super::{
    Asked, Claim, Element, ImportFile, Imported, Importer, Package, Side, Unreadable, charset,
    manuscript::{self, Piece, Properties},
};

/// OpenDocument texts.
#[derive(Debug)]
pub(super) struct Odt;

const TEXT: &str = "application/vnd.oasis.opendocument.text";

impl Importer for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn title(&self) -> &'static str {
        "OpenDocument texts (LibreOffice)"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        if !file.is_package() {
            return Claim::No;
        }
        let Ok(package) = file.package() else {
            let named = matches!(file.extension().as_str(), "odt" | "ott");
            return if named { Claim::Likely } else { Claim::No };
        };
        let kind = package.file("mimetype").unwrap_or_default();
        match kind.starts_with(TEXT.as_bytes()) {
            true => Claim::Sure,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let package = file.package()?;
        let manifest = package.file("META-INF/manifest.xml").unwrap_or_default();
        if memchr::memmem::find(manifest, b"encryption-data").is_some() {
            return Err(Unreadable::new("the file is encrypted by a password")
                .help("open it, save it without the password, and import that"));
        }
        let Some(content) = text(package, "content.xml")? else {
            return Err(Unreadable::new(
                "the file has no `content.xml`, where its words should be",
            )
            .help("open it in LibreOffice and save it again as .odt"));
        };
        let root = parsed(&content, "content.xml")?;
        let shared = tree(package, "styles.xml")?.unwrap_or_default();
        let mut styles = Styles::default();
        styles.add(&shared);
        styles.add(&root);
        let words = flat::words(&content, asked.changes, &styles.hiding());
        let nothing = Element::default();
        let body = root.at(&["body", "text"]).unwrap_or(&nothing);
        let mut walk = Walk::new(&styles, asked.changes, body);
        let account = &mut walk.manuscript.account;
        account.printed(Side::Speech, &words.speech);
        account.printed(Side::Notes, &words.notes);
        let mut pieces = walk.pieces(body);
        pieces.push(Piece::Paragraph(walk.last()));
        walk.manuscript.pieces = pieces;
        let pages = shared
            .first("master-styles")
            .into_iter()
            .flat_map(|all| all.all("master-page"));
        for part in pages.flat_map(Element::elements) {
            walk.furniture(part);
        }
        let mut manuscript = walk.manuscript;
        walk.tally.remark(&mut manuscript.account);
        manuscript::settled(&mut manuscript.account, asked.changes);
        manuscript.properties = properties(&tree(package, "meta.xml")?.unwrap_or_default());
        if manuscript.properties.language.is_none() {
            manuscript.properties.language.clone_from(&asked.language);
        }
        Ok(manuscript::imported(
            manuscript,
            file.stem(),
            &asked.as_words,
        ))
    }
}

fn text(package: &Package, name: &str) -> Result<Option<String>, Unreadable> {
    let Some(bytes) = package.file(name) else {
        return Ok(None);
    };
    let decoded = charset::decode(bytes, None).map_err(|error| error.within(name))?;
    Ok(Some(decoded.text))
}

fn parsed(text: &str, name: &str) -> Result<Element, Unreadable> {
    Element::parse(text).map_err(|error| error.within(name))
}

fn tree(package: &Package, name: &str) -> Result<Option<Element>, Unreadable> {
    let text = text(package, name)?;
    text.map(|text| parsed(&text, name)).transpose()
}

/// What `meta.xml` says (section 4.3).
fn properties(root: &Element) -> Properties {
    let nothing = Element::default();
    let meta = root.first("meta").unwrap_or(&nothing);
    let said = |name: &str| {
        let words = meta.first(name).map(Element::words);
        words.filter(|words| !words.is_empty())
    };
    let others = ["subject", "keyword", "description"];
    Properties {
        title: said("title"),
        creator: said("initial-creator").or_else(|| said("creator")),
        created: said("creation-date"),
        language: said("language"),
        others: others
            .into_iter()
            .filter_map(|name| Some((name, said(name)?)))
            .collect(),
    }
}
