//! Bundles: the files of a format in a few archive files, where a host takes no more files (`exports: [{tei: bundled}]`). Nothing is left out.
//!
//! There is one for each year, so that none grows with the archive, and an edit makes one anew; what may be of several years is in another, and what has no date. Unpacked at the
//! root of the site, the files lie where they would lie without.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::artifact::ExporterFile;
use crate::{
    export::{BUNDLED, Exporter, File, Given, OfYear},
    reader::{Thing, Whole},
    source::diag::Diagnostic,
    text::route::Route,
};

/// The files of an exporter, as the site wants them.
pub(super) fn packed(whole: Whole<'_>, exporter: &'static dyn Exporter) -> Vec<ExporterFile> {
    let files = exporter.files(whole);
    let alone = |file: File| ExporterFile {
        exporter,
        file,
        inside: Vec::new(),
    };
    let needed = exporter.needed_by().iter().copied();
    let mut names = std::iter::once(exporter.name()).chain(needed);
    if !names.any(|name| whole.config().way_of(name) == Some(BUNDLED)) {
        return files.into_iter().map(alone).collect();
    }
    let mut all = Vec::new();
    let mut bundles: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for file in files {
        match file.about {
            Some(thing) => bundles.entry(part(whole, thing)).or_default().push(file),
            None => all.push(alone(file)),
        }
    }
    for (number, (part, inside)) in bundles.into_iter().enumerate() {
        let path = format!("bundles/{}-{part}.zip", exporter.name());
        all.extend(Route::new(&path).map(|route| ExporterFile {
            exporter,
            file: File {
                number,
                ..File::new(route)
            },
            inside,
        }));
    }
    all
}

/// The year that a thing is of, if it is of one; for entries the word for their kind.
fn part(whole: Whole<'_>, thing: Thing) -> String {
    match thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            OfYear::new(whole.lists.head(t)).to_string()
        }
        Thing::Entry(e) => {
            let kind = whole.lists.entry(e).kind;
            whole.config().kinds.names(kind).folder.clone()
        }
        Thing::Page(_) => "pages".to_owned(),
    }
}

/// Makes the files and packs them: always to the same bytes, without times.
pub(super) fn pack(
    exporter: &dyn Exporter,
    inside: &[File],
    given: &Given<'_>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for file in inside {
        let own = Given {
            reader: given.reader.clone(),
            topic: given.topic,
            standpoint: given.standpoint.with_root(&file.route.to_root()),
            catalogue: given.catalogue.clone(),
        };
        let bytes = exporter.make(file, &own)?;
        let path = file.route.as_str();
        packed
            .start_file(path, options)
            .expect("routes are good names, each once");
        packed.write_all(&bytes).expect("memory does not fail");
    }
    let packed = packed.finish().expect("memory does not fail");
    Ok(packed.into_inner())
}
