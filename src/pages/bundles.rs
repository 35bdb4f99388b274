//! Bundles: the files of a format in a few archive files, where a host takes no more files (`exports: [{tei: bundled}]`). Nothing is left out.
//!
//! There is one for each year, so that none grows with the archive, and an edit makes one anew; what may be of several years is in another, and what has no date. A year with more
//! words than a file may have where hosts take no large ones has several, with numbers. Unpacked at the root of the site, the files lie where they would lie without.

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
    let bundles = bundles.into_iter().flat_map(|(part, inside)| {
        let weight = |file: &File| file.about.map_or(0, |thing| weight(whole, thing));
        let runs = in_runs(inside, weight).into_iter().enumerate();
        runs.map(move |(run, inside)| match run {
            0 => (part.clone(), inside),
            _ => (format!("{part}-{}", run + 1), inside),
        })
    });
    for (number, (part, inside)) in bundles.enumerate() {
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

/// Bytes of words that a bundle has at most, if it has several files: packed with all that formats say of them, words are some half of that, and Cloudflare Pages takes no
/// file of more than 25 MiB.
const MOST: usize = 24 << 20;

/// How much a format has to say of a thing, roughly, in bytes: before it is packed, since it is asked when pages are planned.
fn weight(whole: Whole<'_>, thing: Thing) -> usize {
    const NOTE: usize = 2 << 10;
    /// A feed of twenty items.
    const ENTRY: usize = 16 << 10;
    match thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            whole.length(t) + whole.lists.head(t).note_count() * NOTE
        }
        Thing::Entry(_) | Thing::Page(_) => ENTRY,
    }
}

/// Files in their order, in runs that weigh no more than they may. What is added at the end leaves the runs before it as they are.
fn in_runs<T>(files: Vec<T>, weight: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut runs: Vec<Vec<T>> = Vec::new();
    let mut sum = 0;
    for file in files {
        let own = weight(&file);
        match runs.last_mut().filter(|_| sum + own <= MOST) {
            Some(run) => {
                sum += own;
                run.push(file);
            }
            None => {
                sum = own;
                runs.push(vec![file]);
            }
        }
    }
    runs
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

#[cfg(test)]
mod tests {
    use super::{MOST, in_runs};

    #[test]
    fn a_bundle_that_would_be_too_large_is_several() {
        let weigh = |files: &[usize]| {
            let runs = in_runs(files.to_vec(), |own| *own);
            assert_eq!(runs.concat(), files);
            runs.iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(weigh(&[]), [0; 0]);
        assert_eq!(weigh(&[1, 2, 3]), [3]);
        assert_eq!(weigh(&[MOST / 2, MOST / 2, 1]), [2, 1]);
        // One that is too large by itself is alone.
        assert_eq!(weigh(&[1, MOST * 2, 1]), [1, 1, 1]);
        assert_eq!(weigh(&[MOST / 2, MOST / 2, 1, 7]), [2, 2]);
    }
}
