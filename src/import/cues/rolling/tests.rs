use super::*;
use proptest::{prelude::*, sample::select};

fn cue(start: f64, end: f64, lines: &[&str]) -> Shown {
    let lines = lines.iter().map(|words| CueLine {
        words: (*words).to_owned(),
        ..CueLine::default()
    });
    Shown {
        timing: Timing {
            start: Some(start),
            end: Some(end),
        },
        words: CueWords {
            lines: lines.collect(),
            ..CueWords::default()
        },
    }
}

fn left(mut cues: Vec<Shown>) -> (Vec<String>, usize, usize) {
    let halved = halve(&mut cues);
    assert_eq!(halved.words.lines().count(), halved.lines);
    let lines = cues.into_iter().flat_map(|cue| cue.words.lines);
    (
        lines.map(|line| line.words).collect(),
        halved.lines,
        halved.cues,
    )
}

#[test]
fn what_rolls_is_halved_and_what_was_said_twice_stays() {
    let rolls = vec![
        cue(0.0, 2.0, &["so"]),
        cue(2.0, 4.0, &["so", "yeah"]),
        cue(4.0, 6.0, &["yeah", "yeah"]),
        cue(6.0, 8.0, &["yeah", "yeah"]),
        cue(8.0, 9.0, &["yeah", "no"]),
        cue(20.0, 21.0, &["no"]),
    ];
    assert_eq!(
        left(rolls),
        (
            ["so", "yeah", "yeah", "yeah", "no", "no"]
                .map(String::from)
                .to_vec(),
            4,
            0
        )
    );
}

#[test]
fn cues_that_only_keep_what_is_there_go() {
    let holds = vec![
        cue(0.0, 2.0, &["so"]),
        cue(2.0, 2.01, &["so"]),
        cue(2.01, 4.0, &["so", "yeah"]),
        cue(4.0, 4.01, &["yeah"]),
        cue(4.01, 6.0, &["yeah", "yeah"]),
        cue(6.0, 6.01, &["yeah"]),
        cue(6.01, 8.0, &["yeah", "right"]),
    ];
    assert_eq!(
        left(holds),
        (
            ["so", "yeah", "yeah", "right"].map(String::from).to_vec(),
            6,
            3
        )
    );
}

#[test]
fn a_song_is_no_roll() {
    let song: Vec<Shown> = (0..9)
        .map(|n| cue(f64::from(n), f64::from(n + 1), &["La la la"]))
        .collect();
    assert_eq!(left(song).1, 0);
    let verse = vec![
        cue(0.0, 1.0, &["a", "b"]),
        cue(1.0, 2.0, &["b", "c"]),
        cue(2.0, 3.0, &["d"]),
        cue(3.0, 4.0, &["e"]),
        cue(4.0, 5.0, &["f"]),
    ];
    assert_eq!(left(verse).1, 0);
}

#[test]
fn one_cue_twice_at_one_time_is_one() {
    let twice = vec![
        cue(0.0, 1.0, &["a"]),
        cue(0.0, 1.0, &["a"]),
        cue(1.0, 2.0, &["a"]),
    ];
    assert_eq!(left(twice), (vec!["a".to_owned(), "a".to_owned()], 1, 1));
}

/// Since when each line that is left stands on the screen.
fn since(mut cues: Vec<Shown>) -> Vec<(f64, String)> {
    halve(&mut cues);
    let lines = cues.into_iter().flat_map(|cue| {
        let start = cue.timing.start.unwrap_or_default();
        let lines = cue.words.lines.into_iter();
        lines.map(move |line| (line.since.unwrap_or(start), line.words))
    });
    lines.collect()
}

#[test]
fn what_grows_stands_once_and_since_it_began() {
    let grows = vec![
        cue(0.0, 1.0, &["so"]),
        cue(1.0, 2.0, &["so he"]),
        cue(2.0, 3.0, &["so he said"]),
        cue(3.0, 4.0, &["so he said", "n"]),
        cue(4.0, 5.0, &["so he said", "no"]),
        cue(5.0, 6.0, &["so he said", "no no"]),
        cue(6.0, 7.0, &["no no", "no"]),
        cue(7.0, 8.0, &["no no", "no"]),
        cue(20.0, 21.0, &["no no"]),
    ];
    let meant = [
        (0.0, "so he said"),
        (3.0, "no no"),
        (6.0, "no"),
        // Whether this is once more what stood there already, nobody can tell.
        (7.0, "no no"),
        (7.0, "no"),
        (20.0, "no no"),
    ];
    let meant = meant.map(|(since, words)| (since, words.to_owned()));
    assert_eq!(since(grows), meant);
}

#[test]
fn who_says_the_beginning_of_what_is_said_next_is_not_cut_off() {
    let twice = vec![
        cue(0.0, 1.0, &["Yes"]),
        cue(1.0, 2.0, &["Yes, he came."]),
        cue(2.0, 3.0, &["No"]),
        cue(3.0, 4.0, &["No, not he."]),
        cue(4.0, 5.0, &["Then"]),
        cue(5.0, 6.0, &["it was dark,"]),
        cue(6.0, 7.0, &["and nobody"]),
        cue(7.0, 8.0, &["saw him."]),
        cue(8.0, 9.0, &["He"]),
        cue(9.0, 10.0, &["He left."]),
        cue(10.0, 11.0, &["That was it."]),
    ];
    assert_eq!(left(twice).1, 0);
}

/// Words that are often said twice.
fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(
        select(&["no", "yeah", "so", "no no", "ye", "the mill"][..]),
        count,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A screen of some lines, on which a line grows by up to three words and then moves up.
    #[test]
    fn every_word_of_what_grows_is_said_once(
        lines in prop::collection::vec(words(4..9), 4..20),
        height in 1usize..4,
        steps in prop::collection::vec(1usize..4, 1..9),
        pauses in prop::collection::vec(0u8..6, 1..9),
    ) {
        let mut cues: Vec<Shown> = Vec::new();
        let (mut time, mut screen, mut step) = (0.0, Vec::<String>::new(), steps.iter().cycle());
        for (line, pause) in lines.iter().zip(pauses.iter().cycle()) {
            screen.push(String::new());
            if screen.len() > height {
                screen.remove(0);
            }
            let mut shown = 0;
            while shown < line.len() {
                shown = (shown + step.next().copied().unwrap_or(1)).min(line.len());
                if let Some(last) = screen.last_mut() {
                    *last = line[..shown].join(" ");
                }
                let on_screen: Vec<&str> = screen.iter().map(String::as_str).collect();
                cues.push(cue(time, time + 1.0, &on_screen));
                time += 1.0;
            }
            if *pause == 0 {
                time += 10.0;
                screen.clear();
            }
        }
        let (found, ..) = left(cues);
        let meant: Vec<String> = lines.iter().map(|line| line.join(" ")).collect();
        prop_assert_eq!(found, meant);
    }
}
