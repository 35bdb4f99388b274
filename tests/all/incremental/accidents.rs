//! What happens to a build and to what it keeps: damage, interruptions, errors, others at the same time.

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use super::*;
use crate::testsuite::Site;
use postil::pipeline::{self, Live, Shown};

#[test]
fn a_file_that_was_written_twice_within_a_moment_is_not_taken_for_what_it_was() {
    let site = archive();
    twin(&site);
    let path = site.path("content/topics/trades.md");
    // Two texts of one length, and one time of modification: as on a disk with coarse times.
    let time = fs::metadata(&path)
        .and_then(|m| m.modified())
        .expect("a time");
    let rewrite = |text: &str| {
        let file = fs::OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(&path)
            .expect("opened");
        std::io::Write::write_all(&mut &file, text.as_bytes()).expect("written");
        file.set_modified(time).expect("a time");
    };
    rewrite("---\ntitle: Tradez\n---\n");
    assert!(rendered(&site).contains(&"topics/trades.html".to_owned()));
}

#[cfg(unix)]
#[test]
fn words_put_in_with_an_old_time_are_seen() {
    let site = archive();
    let path = site.path("content/topics/trades.md");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let rewrite = |text: &str| {
        let file = fs::OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(&path)
            .expect("opened");
        std::io::Write::write_all(&mut &file, text.as_bytes()).expect("written");
        file.set_modified(old).expect("a time");
    };
    rewrite("---\ntitle: Trades\n---\n");
    twin(&site);
    // As `cp -p` does: same size, same time of modification, same inode. What nobody can set is when the file was changed.
    rewrite("---\ntitle: Tradez\n---\n");
    assert!(rendered(&site).contains(&"topics/trades.html".to_owned()));
}

#[test]
fn what_was_kept_may_be_damaged_cut_short_or_gone() {
    let site = archive();
    twin(&site);
    let cache = site.path(".postil/cache");
    let files = |ending: &str| -> Vec<std::path::PathBuf> {
        let all = fs::read_dir(&cache)
            .expect("the cache")
            .map(|e| e.expect("an entry").path());
        all.filter(|p| {
            p.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with(ending))
        })
        .collect()
    };
    let edit = |n: usize| {
        replace(
            &site,
            "content/annotations/one.yaml",
            "metres",
            &format!("metres{n}"),
        )
    };
    for (n, damage) in ["index", "pack-", "index", "pack-", "all"]
        .into_iter()
        .enumerate()
    {
        match damage {
            "all" => fs::remove_dir_all(site.path(".postil")).expect("removed"),
            name => {
                for file in files(name) {
                    let mut bytes = fs::read(&file).expect("read");
                    if n < 2 {
                        for byte in bytes.iter_mut().skip(40).step_by(97) {
                            *byte ^= 0x55;
                        }
                    } else {
                        bytes.truncate(bytes.len() / 2);
                    }
                    fs::write(&file, bytes).expect("written");
                }
            }
        }
        edit(n);
        twin(&site);
    }
}

/// The files in which a build keeps what the next one can use: the index, and the pack of all else.
fn kept(site: &Site) -> [std::path::PathBuf; 2] {
    let all = fs::read_dir(site.path(".postil/cache")).expect("the cache");
    let mut names = all.map(|entry| entry.expect("an entry").path());
    let pack = names.find(|path| path.to_string_lossy().contains("pack-"));
    [
        site.path(".postil/cache/index"),
        pack.expect("a file of bytes"),
    ]
}

/// Turns a bit of every place where these words stand.
fn smudge(bytes: &mut [u8], words: &str) {
    let places: Vec<usize> = (0..bytes.len())
        .filter(|&at| bytes[at..].starts_with(words.as_bytes()))
        .collect();
    assert!(!places.is_empty(), "the words of {words} are kept");
    places.into_iter().for_each(|at| bytes[at] ^= 1);
}

#[test]
fn whatever_is_damaged_a_build_is_a_cold_one() {
    let other = archive();
    replace(
        &other,
        "content/transcripts/one.md",
        "very high",
        "rather high",
    );
    twin(&other);
    let others = kept(&other).map(|path| fs::read(path).expect("read"));
    type Damage<'a> = &'a dyn Fn(&mut Vec<u8>, usize);
    // Whose names are looked for in all words; and what is shown beside words of a transcript that did not change.
    let title = ("title: Mills", "title: All mills");
    let words = ("On mills, see", "On all mills, see");
    let smudged = |bytes: &mut Vec<u8>, file: usize| {
        if file == 1 {
            smudge(bytes, "The river came up to the door");
        }
    };
    let damages: [(&str, (&str, &str), Damage<'_>); 7] = [
        ("half", words, &|bytes, _| bytes.truncate(bytes.len() / 2)),
        ("all but one byte", title, &|bytes, _| {
            bytes.pop();
        }),
        ("nothing", words, &|bytes, _| bytes.clear()),
        ("flipped here and there", title, &|bytes, _| {
            let some = bytes.iter_mut().skip(60).step_by(301);
            some.for_each(|byte| *byte ^= 0x10);
        }),
        ("of another archive", words, &|bytes, file| {
            bytes.clone_from(&others[file]);
        }),
        ("flipped where words are", title, &smudged),
        ("flipped where words are", words, &smudged),
    ];
    for (name, (from, to), damage) in damages {
        for file in 0..2 {
            let site = archive();
            let before = twin(&site);
            let path = &kept(&site)[file];
            let mut bytes = fs::read(path).expect("read");
            damage(&mut bytes, file);
            fs::write(path, bytes).expect("written");
            replace(&site, "content/topics/mills.md", from, to);
            let warm = twin(&site);
            assert!(
                warm.diagnostics.is_empty(),
                "{name}: {:?}",
                warm.diagnostics
            );
            assert_eq!(warm.counts, before.counts, "{name}");
            assert_eq!(twin(&site).written.expect("a build").changed, 0, "{name}");
        }
    }
}

#[test]
fn what_is_shown_while_it_is_written_is_not_made_of_damaged_words() {
    let site = archive();
    twin(&site);
    let [_, pack] = kept(&site);
    let mut bytes = fs::read(&pack).expect("read");
    smudge(&mut bytes, "The river came up to the door");
    smudge(&mut bytes, "The weavers stood in the street");
    fs::write(&pack, bytes).expect("written");
    let live = Live::open(site.options()).expect("the machine is fine");
    for page in [
        "topics/mills.html",
        "transcripts/two.html",
        "topics/rivers.html",
    ] {
        let Shown::Bytes { bytes, .. } = live.show(page) else {
            panic!("{page} is shown");
        };
        let built = fs::read(site.path("public").join(page)).expect("a page");
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            String::from_utf8_lossy(&built),
            "{page}"
        );
    }
}

#[test]
fn an_asset_that_changed_before_a_build_that_failed_is_copied_by_the_next() {
    let site = archive();
    let old = |text: &str| {
        site.write("content/assets/a.txt", text);
        // A file that was written just before a build looks is copied in any case, and nobody can make it look older.
        std::thread::sleep(Duration::from_millis(2100));
    };
    old("an asset\n");
    twin(&site);
    twin(&site);
    old("its change\n");
    site.write("templates/404.html", "{{ nothing.is.there }}");
    let failed = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert!(failed.written.is_none());
    site.remove("templates/404.html");
    twin(&site);
    assert_eq!(site.page("assets/a.txt"), "its change\n");
}

#[test]
fn foreign_and_damaged_files_in_the_output() {
    let site = archive();
    twin(&site);
    site.write("public/mine.html", "mine");
    let warm = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert_eq!(warm.rendered, 0);
    assert_eq!(site.page("mine.html"), "mine");
    fs::remove_file(site.path("public/mine.html")).expect("removed");
    site.write("public/topics/mills.html", "tampered with");
    assert_eq!(rendered(&site), ["topics/mills.html"]);
    fs::remove_file(site.path("public/topics/rivers.html")).expect("removed");
    assert_eq!(rendered(&site), ["topics/rivers.html"]);
    fs::remove_file(site.path("public/.postil-record")).expect("removed");
    twin(&site);
    fs::remove_dir_all(site.path("public")).expect("removed");
    let all = twin(&site);
    assert_eq!(all.rendered, all.pages);
}

#[test]
fn a_build_with_errors_changes_neither_the_output_nor_what_is_known() {
    let site = archive();
    twin(&site);
    let before = site.output();
    replace(
        &site,
        "content/annotations/one.yaml",
        "The river came up",
        "The river came down",
    );
    let failed = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert!(failed.diagnostics.has_errors());
    assert_eq!(site.output(), before);
    let again = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert_eq!(
        again.diagnostics.errors(),
        failed.diagnostics.errors(),
        "told again"
    );
    replace(
        &site,
        "content/annotations/one.yaml",
        "The river came down",
        "The river came up",
    );
    assert_eq!(rendered(&site), Vec::<String>::new());
}

#[test]
fn a_build_that_is_killed_leaves_nothing_wrong() {
    let site = archive();
    twin(&site);
    for n in 0..12u32 {
        replace(
            &site,
            "content/annotations/one.yaml",
            "metres",
            &format!("metres {n}"),
        );
        let mut build = Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(["build", "--root"])
            .arg(site.path(""))
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(Duration::from_millis(u64::from(n) * 3));
        let _ = build.kill();
        build.wait().expect("ended");
        twin(&site);
    }
}

#[test]
fn builds_at_once_do_not_harm_each_other() {
    let site = archive();
    twin(&site);
    for n in 0..4 {
        replace(
            &site,
            "content/annotations/one.yaml",
            "metres",
            &format!("metres {n}"),
        );
        let build = |out: &str| {
            Command::new(env!("CARGO_BIN_EXE_postil"))
                .args(["build", "--root"])
                .arg(site.path(""))
                .arg("--output-dir")
                .arg(site.path(out))
                .stderr(Stdio::null())
                .spawn()
                .expect("started")
        };
        let builds = [build("public"), build("other"), build("third")];
        for mut build in builds {
            assert!(build.wait().expect("ended").success());
        }
        same(&site.path("public"), &site.path("other"));
        same(&site.path("public"), &site.path("third"));
        twin(&site);
    }
}
