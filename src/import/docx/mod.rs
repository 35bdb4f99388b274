//! Word's `.docx` (ISO/IEC 29500, transitional and strict).
//!
//! Elements are told by their names without a namespace, which are the same in both; so what stands in a namespace that nobody knows is still
//! read for its words.
//!
//! | Module | What it does |
//! |---|---|
//! | `parts` | parts of the package, and what relates them |
//! | `styles` | what styles make of paragraphs and words |
//! | `walk`, `inline` | paragraphs, tables, boxes; the words of a paragraph; tracked changes settled |
//! | `fields`, `symbols` | fields; signs of fonts that have places of their own |
//! | `beside` | footnotes, comments, headers and footers, properties |
//! | `flat` | all words once more, by the plainest way |

mod beside;
mod fields;
mod flat;
mod inline;
mod parts;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;
mod walk;

use self::{parts::Parts, styles::Styles, walk::Walk};
use super::{Asked, Claim, ImportFile, Imported, Importer, Side, Unreadable, manuscript};

/// Word files.
#[derive(Debug)]
pub(super) struct Docx;

/// What the list of contents calls the part with the text: of documents and templates, with and without macros.
const MAIN: &[&str] = &[
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
];

impl Importer for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn title(&self) -> &'static str {
        "Word files"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        if !file.is_package() {
            return Claim::No;
        }
        let Ok(package) = file.package() else {
            let named = matches!(file.extension().as_str(), "docx" | "docm" | "dotx" | "dotm");
            return if named { Claim::Likely } else { Claim::No };
        };
        let contents = package.file("[Content_Types].xml").unwrap_or_default();
        let says = |main: &&str| memchr::memmem::find(contents, main.as_bytes()).is_some();
        match MAIN.iter().any(says) {
            true => Claim::Sure,
            false if package.file("word/document.xml").is_some() => Claim::Likely,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let package = file.package()?;
        let parts = Parts::of(package)?;
        let Some(text) = parts.text(&parts.main)? else {
            return Err(Unreadable::new(format!(
                "the file has no `{}`, where its words should be",
                parts.main
            ))
            .help("open it in Word or LibreOffice and save it again as .docx"));
        };
        let document = parts.tree(&parts.main)?.unwrap_or_default();
        let body = document.first("body").unwrap_or(&document);
        let style_parts = parts.related(&parts.main, "styles")?;
        let styles = match style_parts.first() {
            Some(part) => parts.tree(part)?.map(|root| Styles::of(&root)),
            None => None,
        };
        let styles = styles.unwrap_or_default();
        let mut walk = Walk::new(&parts, &styles, asked.changes);
        walk.manuscript.account.printed(
            Side::Speech,
            &flat::words(&text, asked.changes, &styles.hiding()),
        );
        walk.relations = parts.relations(&parts.main)?;
        walk.manuscript.pieces = walk.pieces(body);
        let last = std::mem::take(&mut walk.pending);
        let anchors = last.into_iter().map(|anchor| (0, anchor)).collect();
        let para = manuscript::Para {
            anchors,
            ..Default::default()
        };
        walk.manuscript
            .pieces
            .push(manuscript::Piece::Paragraph(para));
        beside::read(&mut walk)?;
        let Walk {
            mut manuscript,
            tally,
            ..
        } = walk;
        tally.remark(&mut manuscript.account);
        manuscript::settled(&mut manuscript.account, asked.changes);
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
