//! How much there is of other formats of a site, and whether hosts take so many files.

use crate::pipeline::{Beyond, ExportCount};

/// Bytes as people read them.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        0..10_000 => format!("{bytes} bytes"),
        10_000..10_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

/// Reminds of a host that takes no more files than this, when a site with other formats comes near.
pub(super) fn crowded(files: usize, exports: &[ExportCount]) -> Option<String> {
    /// Who takes so many files at most, fewest first.
    const HOSTS: [(&str, usize); 3] = [
        ("Cloudflare Pages, free", 20_000),
        ("Cloudflare Pages, paid", 100_000),
        ("GitLab Pages", 200_000),
    ];
    let of_exports: usize = exports.iter().map(|count| count.files).sum();
    let (host, most) = HOSTS.into_iter().find(|(_, most)| {
        // Above the limit of one that the site does not fit on without them either there is nothing to choose.
        files >= most - most / 10 && files.saturating_sub(of_exports) < *most && of_exports > 0
    })?;
    let list: Vec<String> = exports
        .iter()
        .map(|count| format!("{} {}", count.name, count.files))
        .collect();
    let asked = exports.iter().map(|count| match count.grows {
        true => format!("{{{}: bundled}}", count.name),
        false => count.name.clone(),
    });
    let asked: Vec<String> = asked.collect();
    let choice = match exports.iter().any(|count| count.grows) {
        true => format!(
            "choose fewer in postil.yaml, or have them packed in a file for each year: `exports: [{}]`",
            asked.join(", ")
        ),
        false => "choose fewer in postil.yaml".to_owned(),
    };
    Some(format!(
        "note: the site has {files} files, and {host}, takes {most}; of these are {}: nothing is left out by itself; {choice}",
        list.join(", ")
    ))
}

/// Reminds of a format whose readers take no more transcripts than this.
pub(super) fn too_many(beyond: &Beyond, transcripts: usize) -> String {
    let Beyond { format, most, why } = beyond;
    format!("note: `{format}` has {transcripts} transcripts, more than {most}: {why}")
}

/// Reminds of a host that takes no larger file than this, when a file of a format comes near.
pub(super) fn too_large(exports: &[ExportCount]) -> Vec<String> {
    /// Cloudflare Pages: 25 MiB.
    const MOST: u64 = 25 * 1024 * 1024;
    let near = exports
        .iter()
        .filter(|count| count.largest.1 >= MOST - MOST / 10);
    near.map(|count| {
        let (path, bytes) = &count.largest;
        let choice = match path.ends_with("/turns.csv") {
            true => "; for a table of turns for each year write `{csv: years}` in `exports` of postil.yaml".to_owned(),
            // Bundles are parted by themselves, and tables of turns are of a year each: what is left is another place for it.
            false => format!("; for such a host leave `{0}` out of `exports` of postil.yaml, and give it elsewhere: `postil export {0} -o FOLDER`", count.name),
        };
        format!("note: {path} has {}, and Cloudflare Pages takes no file of more than 25 MiB{choice}", size(*bytes))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{Beyond, ExportCount, crowded, size, too_large, too_many};

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(9_999), "9999 bytes");
        assert_eq!(size(123_456), "123 KB");
        assert_eq!(size(25_000_000), "25 MB");
    }

    #[test]
    fn a_site_that_comes_near_a_hosts_limit_is_told_who_has_the_files() {
        let tei = |files| {
            [ExportCount {
                name: "tei".to_owned(),
                files,
                bytes: 0,
                largest: (String::new(), 0),
                grows: true,
            }]
        };
        assert_eq!(crowded(17_999, &tei(9_000)), None);
        let note = crowded(18_000, &tei(9_000)).expect("near");
        assert!(
            note.contains("18000 files") && note.contains("20000") && note.contains("tei 9000")
        );
        assert_eq!(crowded(19_000, &[]), None);
        assert!(note.contains("`exports: [{tei: bundled}]`"), "{note}");
        // Too many for the first whatever is left out, and far from the second.
        assert_eq!(crowded(40_000, &tei(9_000)), None);
        assert!(crowded(95_000, &tei(9_000)).is_some_and(|note| note.contains("100000")));
    }

    #[test]
    fn a_file_that_comes_near_a_hosts_limit_is_told() {
        let csv = |bytes| {
            [ExportCount {
                name: "csv".to_owned(),
                files: 4,
                bytes,
                largest: ("tables/turns.csv".to_owned(), bytes),
                grows: false,
            }]
        };
        assert!(too_large(&csv(20_000_000)).is_empty());
        let notes = too_large(&csv(24_000_000));
        assert!(
            notes[0].contains("tables/turns.csv has 24 MB") && notes[0].contains("`{csv: years}`")
        );
        let [mut of_a_year] = csv(24_000_000);
        of_a_year.largest.0 = "tables/turns-2014.csv".to_owned();
        let note = too_large(&[of_a_year]).remove(0);
        assert!(note.contains("`postil export csv -o FOLDER`"), "{note}");
    }

    #[test]
    fn a_format_that_has_more_than_its_readers_take_is_told() {
        let beyond = Beyond {
            format: "oai-pmh",
            most: 5_000,
            why: "it is for small ones",
        };
        assert_eq!(
            too_many(&beyond, 5_001),
            "note: `oai-pmh` has 5001 transcripts, more than 5000: it is for small ones"
        );
    }
}
