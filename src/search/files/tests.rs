use super::*;

/// The files of so many cells, each of which has so many bytes of every layer.
fn files_of(count: usize, bytes: u64) -> Vec<File> {
    let beginnings: Vec<String> = (0..count).map(|n| format!("{n:06}")).collect();
    let known = beginnings.iter().map(|beginning| Known {
        beginning,
        layers: [(bytes, Digest::of(beginning.as_bytes())); 3],
    });
    let known: Vec<Known<'_>> = known.collect();
    files(&known, &[], &Config::default())
}

fn root(files: &[File]) -> serde_json::Value {
    let root = files.last().expect("a root");
    let Content::Script(script) = &root.content else {
        panic!("{root:?}");
    };
    let json = script.strip_prefix("postil.search.root(").expect("a call");
    serde_json::from_str(json.trim_end_matches(");\n")).expect("JSON")
}

#[test]
fn there_are_never_too_many_files_and_each_cell_is_in_one_of_a_layer() {
    for (count, bytes, least) in [
        (1, 1, 4),
        (300, 1024, 30),
        // As many as there may be at the usual size, and one cell more than that.
        (340, USUAL, 1021),
        (341, USUAL, 500),
        (1500, USUAL, 500),
        (1500, 1 << 40, 500),
    ] {
        let files = files_of(count, bytes);
        // The engine comes to these.
        assert!(files.len() < MOST_FILES, "{count} {bytes}: {}", files.len());
        assert!(files.len() >= least, "{count} {bytes}: {}", files.len());
        let names: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names.len(), files.len());
        let mut cells: Vec<(usize, u32)> = Vec::new();
        for file in &files {
            if let Content::Pieces(pieces) = &file.content {
                cells.extend(pieces.iter().filter_map(|piece| match piece {
                    Piece::Cell(cell, layer) => Some((*cell, *layer as u32)),
                    Piece::Bytes(_) => None,
                }));
            }
        }
        cells.sort_unstable();
        let all = (0..count).flat_map(|cell| (0..3).map(move |layer| (cell, layer)));
        assert!(cells.into_iter().eq(all), "{count} {bytes}");
    }
}

#[test]
fn another_index_has_another_stamp() {
    let stamp = |count, bytes| {
        let root = root(&files_of(count, bytes));
        root["stamp"].as_str().expect("a text").to_owned()
    };
    assert_eq!(stamp(3, 9), stamp(3, 9));
    assert_eq!(stamp(3, 9).len(), 10);
    let all = [stamp(3, 9), stamp(3, 8), stamp(4, 9)];
    assert_eq!(BTreeSet::from(all).len(), 3);
}
