//! Places that others hold: two builds, foreign files, links, folders, spellings.

use super::*;
use crate::output::plan::Step;

const FORCE: Foreign = Foreign::Replaced;

fn occupied(out: &Path, pages: Pages, foreign: Foreign) -> Vec<String> {
    let before = tree_and_times(out);
    let publication = Publication::open(out, foreign).unwrap();
    put_all(&publication, pages).unwrap();
    let routes: Vec<String> = publication
        .occupied()
        .iter()
        .map(|r| r.as_str().to_owned())
        .collect();
    if routes.is_empty() {
        return routes;
    }
    let message = format!("{:#}", publication.commit().unwrap_err());
    assert!(message.contains(&routes[0]), "{message}");
    assert_eq!(tree_and_times(out), before, "a refusal changes nothing");
    routes
}

#[test]
fn a_foreign_file_with_other_bytes_is_in_the_way_unless_forced() {
    let folder = folder();
    let out = folder.path();
    write(out, "index.html", "theirs");
    write(out, "b", "equal");
    let pages: Pages = &[("index.html", "ours"), ("b", "equal"), ("c", "new")];
    assert_eq!(occupied(out, pages, Foreign::Stays), ["index.html"]);
    assert_eq!(read(out, "index.html"), "theirs");
    let written = build_with(out, pages, FORCE).unwrap();
    assert_eq!((written.new, written.changed, written.same), (1, 1, 1));
    assert_eq!(tree(out), fresh(pages));
    // All are ours now, the adopted one, too.
    assert_eq!(clean(out).unwrap().removed, 3);
}

#[test]
fn a_file_that_appears_during_the_build_is_in_the_way() {
    let folder = folder();
    let out = folder.path();
    let publication = open(out);
    publication.put(&route("a"), b"ours").unwrap();
    write(out, "a", "theirs");
    assert_eq!(publication.occupied(), [route("a")]);
    assert!(publication.commit().is_err());
    assert_eq!(read(out, "a"), "theirs");
}

#[test]
fn a_file_that_vanishes_during_the_build_is_noticed() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("a", "1")]).unwrap();
    let publication = open(out);
    publication.put(&route("a"), b"1").unwrap();
    fs::remove_file(out.join("a")).unwrap();
    let error = publication.commit().unwrap_err();
    assert!(error.to_string().contains("vanished"), "{error}");
}

#[test]
fn a_foreign_file_where_a_folder_must_go_is_in_the_way_unless_forced() {
    let folder = folder();
    let out = folder.path();
    write(out, "topics", "theirs");
    let pages: Pages = &[("topics/a", "1"), ("topics/b/c", "2")];
    assert_eq!(
        occupied(out, pages, Foreign::Stays),
        ["topics/a", "topics/b/c"]
    );
    build_with(out, pages, FORCE).unwrap();
    assert_eq!(tree(out), fresh(pages));
}

#[test]
fn a_page_that_somebody_changed_does_not_make_way_for_a_folder() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("a", "1")]).unwrap();
    write(out, "a", "edited");
    assert_eq!(occupied(out, &[("a/b", "2")], Foreign::Stays), ["a/b"]);
    let written = build_with(out, &[("a/b", "2")], FORCE).unwrap();
    assert_eq!(written.kept, [""; 0]);
    assert_eq!(tree(out), fresh(&[("a/b", "2")]));
}

#[test]
fn a_folder_where_a_file_must_go_is_never_removed() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("a/b", "1"), ("e", "5")]).unwrap();
    write(out, "a/theirs", "theirs");
    fs::create_dir(out.join("empty")).unwrap();
    let pages: Pages = &[("a", "file"), ("empty", "file")];
    for foreign in [Foreign::Stays, FORCE] {
        assert_eq!(occupied(out, pages, foreign), ["a", "empty"]);
    }
    assert_eq!(read(out, "a/theirs"), "theirs");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = folder();
        let out = folder.path().join("public");
        write(folder.path(), "outside/page", "theirs");
        write(folder.path(), "victim", "theirs");
        let pages: Pages = &[("in/page", "ours"), ("link", "ours")];
        build(&out, pages).unwrap();
        // Even where the record says that the places are ours.
        fs::remove_file(out.join("link")).unwrap();
        fs::remove_dir_all(out.join("in")).unwrap();
        symlink("../victim", out.join("link")).unwrap();
        symlink("../outside", out.join("in")).unwrap();
        assert_eq!(occupied(&out, pages, Foreign::Stays), ["in/page", "link"]);
        build_with(&out, pages, FORCE).unwrap();
        assert_eq!(tree(&out), fresh(pages));
        assert_eq!(read(folder.path(), "outside/page"), "theirs");
        assert_eq!(read(folder.path(), "victim"), "theirs");
    }

    #[test]
    fn a_link_to_equal_bytes_is_no_page_either() {
        let folder = folder();
        let out = folder.path().join("public");
        write(folder.path(), "same", "ours");
        fs::create_dir(&out).unwrap();
        symlink("../same", out.join("page")).unwrap();
        assert_eq!(
            occupied(&out, &[("page", "ours")], Foreign::Stays),
            ["page"]
        );
    }

    #[test]
    fn links_in_the_place_of_what_postil_keeps_for_itself_are_refused() {
        for name in [
            ".postil-record",
            ".postil-record.next",
            ".postil-staging",
            ".postil-staging.lock",
        ] {
            let folder = folder();
            let out = folder.path().join("public");
            fs::create_dir(&out).unwrap();
            write(folder.path(), "aim/x", "theirs");
            for aim in ["../aim", "../aim/x", "../nothing"] {
                symlink(aim, out.join(name)).unwrap();
                let before = tree(folder.path());
                let message = format!("{:#}", build(&out, &[("a", "1")]).unwrap_err());
                assert!(message.contains(name), "{message}");
                assert!(clean(&out).is_err());
                assert_eq!(tree(folder.path()), before);
                fs::remove_file(out.join(name)).unwrap();
            }
        }
    }

    #[test]
    fn a_pipe_in_the_way_does_not_hang_the_build() {
        let folder = folder();
        let out = folder.path();
        let made = std::process::Command::new("mkfifo")
            .arg(out.join("page"))
            .status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(occupied(out, &[("page", "1")], Foreign::Stays), ["page"]);
            build_with(out, &[("page", "1")], FORCE).unwrap();
            assert_eq!(read(out, "page"), "1");
        }
    }
}

#[test]
fn two_builds_in_one_folder_take_turns() {
    let folder = folder();
    let out = folder.path();
    let first = open(out);
    let started = std::time::Instant::now();
    let second = Publication::open_within(out, Foreign::Stays, Duration::from_millis(50));
    let message = format!("{:#}", second.expect_err("it is refused"));
    assert!(message.contains("another build is writing to"), "{message}");
    assert!(started.elapsed() >= Duration::from_millis(50));
    first.put(&route("a"), b"1").unwrap();
    first.commit().unwrap();
    assert_eq!(build(out, &[("a", "1")]).unwrap().same, 1);
}

#[test]
fn builds_that_wait_for_each_other_all_come_through() {
    let folder = folder();
    let out = folder.path().join("public");
    let running = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for n in 0..12 {
            let (out, running) = (&out, &running);
            scope.spawn(move || {
                let publication =
                    Publication::open_within(out, Foreign::Stays, Duration::from_secs(60));
                let publication = publication.unwrap();
                let others = running.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                assert_eq!(others, 0, "one at a time");
                publication
                    .put(&route("page"), n.to_string().as_bytes())
                    .unwrap();
                running.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                if n % 3 > 0 {
                    publication.commit().unwrap();
                }
            });
        }
    });
    let last = read(&out, "page");
    assert_eq!(tree(&out), fresh(&[("page", &last)]));
}

/// The steps that a build takes where case is ignored.
fn steps_ignoring_case(out: &Path, pages: Pages) -> (Vec<Step>, Vec<Route>) {
    let mut publication = open(out);
    publication.ignore_case();
    put_all(&publication, pages).unwrap();
    let plan = publication.plan().unwrap();
    let files = |s: &Step| {
        matches!(
            s,
            Step::Remove { .. } | Step::RemoveFolder(_) | Step::MakeFolder(_) | Step::Place { .. }
        )
    };
    (
        plan.steps.into_iter().filter(files).collect(),
        plan.occupied,
    )
}

#[test]
fn where_case_is_ignored_the_old_spelling_goes_before_the_new_one_comes() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("Topics/Syria.html", "same")]).unwrap();
    let (steps, occupied) = steps_ignoring_case(out, &[("topics/syria.html", "same")]);
    assert_eq!(occupied, []);
    let expected = [
        Step::Remove {
            path: "Topics/Syria.html".to_owned(),
            held: 0,
        },
        Step::RemoveFolder("Topics".to_owned()),
        Step::MakeFolder("topics".to_owned()),
        Step::Place {
            staged: 0,
            path: "topics/syria.html".to_owned(),
            held: None,
        },
    ];
    assert_eq!(steps, expected);
    // And where it is not ignored, as here.
    build(out, &[("topics/syria.html", "same")]).unwrap();
    assert_eq!(tree(out), fresh(&[("topics/syria.html", "same")]));
}

#[test]
fn where_case_is_ignored_a_foreign_file_of_another_spelling_is_in_the_way() {
    let folder = folder();
    let out = folder.path();
    write(out, "Index.HTML", "theirs");
    let (_, occupied) = steps_ignoring_case(out, &[("index.html", "ours")]);
    assert_eq!(occupied, [route("index.html")]);
    // A disk may tell these apart, or not: nobody's file is replaced on a guess.
    write(out, "οδοσ.html", "theirs");
    let (steps, occupied) = steps_ignoring_case(out, &[("οδος.html", "ours")]);
    assert_eq!((steps.len(), occupied), (0, vec![route("οδος.html")]));
    write(out, "e\u{301}te\u{301}.html", "theirs");
    let (_, occupied) = steps_ignoring_case(out, &[("été.html", "ours")]);
    assert_eq!(occupied, [route("été.html")]);
}
