//! Lines that rolling captions print again: the last lines of a cue are the first ones of the next, until they have left the screen.
//!
//! What was said twice must stay. So a line is one printed again only if its cue begins when the one before ends, or before; if it stands above all that
//! is new; and if the file does so throughout: some cue brings back a line and a new one below it, and half of those that could bring one back do.

use super::{clock::Timing, tags::CueWords};

/// How late a cue may begin after the one before to be its next, in seconds.
const TOUCHES: f64 = 0.15;

/// The most lines that stand on a screen.
const MOST: usize = 8;

/// A cue of which lines may be taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub(super) timing: Timing,
    pub(super) words: CueWords,
}

/// What was taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Halved {
    /// How many lines.
    pub(super) lines: usize,
    /// How many cues have no other lines.
    pub(super) cues: usize,
    /// The lines, in order.
    pub(super) words: String,
}

/// Takes away the lines that are printed again.
pub(super) fn halve(cues: &mut [Shown]) -> Halved {
    let twins = twins(cues);
    let back: Vec<Vec<usize>> = pairs(cues)
        .map(|(before, cue)| brought_back(before, cue))
        .collect();
    let habit = Habit::of(cues, &back);
    let mut halved = Halved::default();
    for (at, back) in back.iter().enumerate() {
        let cue = &mut cues[at + 1];
        let all = cue.words.lines.len();
        let taken = match habit {
            _ if twins[at] => all,
            Habit::None => 0,
            Habit::Holds => back.last().copied().unwrap_or_default(),
            Habit::Rolls => back
                .iter()
                .copied()
                .rfind(|count| *count < all)
                .unwrap_or_default(),
        };
        halved.lines += taken;
        halved.cues += usize::from(taken > 0 && taken == all);
        for line in cue.words.lines.drain(..taken) {
            halved.words.push_str(&line.words);
            halved.words.push('\n');
        }
    }
    halved
}

/// How a file rolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Habit {
    /// It does not.
    None,
    /// Each cue has something new.
    Rolls,
    /// Between two cues that have something new stands one that only keeps what is there.
    Holds,
}

impl Habit {
    fn of(cues: &[Shown], back: &[Vec<usize>]) -> Self {
        let could = pairs(cues)
            .filter(|(before, cue)| touch(before, cue))
            .count();
        let lines = cues.iter().skip(1).map(|cue| cue.words.lines.len());
        let (mut new, mut kept) = (0, 0);
        for (back, all) in back.iter().zip(lines) {
            match back.first() {
                Some(first) if *first < all => new += 1,
                Some(_) => kept += 1,
                None => {}
            }
        }
        match new >= 2 && (new + kept) * 2 >= could {
            false => Self::None,
            true if kept * 4 >= new + kept => Self::Holds,
            true => Self::Rolls,
        }
    }
}

fn pairs(cues: &[Shown]) -> impl Iterator<Item = (&Shown, &Shown)> {
    cues.iter().zip(cues.iter().skip(1))
}

/// Of each cue but the first, whether it is the one before it once more: at the same time, in the same words.
fn twins(cues: &[Shown]) -> Vec<bool> {
    let twin = |(before, cue): (&Shown, &Shown)| {
        let timed = cue.timing.start.is_some() && cue.timing.end.is_some();
        timed && before.timing == cue.timing && before.words.lines == cue.words.lines
    };
    pairs(cues).map(twin).collect()
}

fn touch(before: &Shown, cue: &Shown) -> bool {
    let empty = before.words.lines.is_empty() || cue.words.lines.is_empty();
    let (Some(began), Some(ends), Some(begins)) =
        (before.timing.start, before.timing.end, cue.timing.start)
    else {
        return false;
    };
    !empty && begins >= began && begins <= ends + TOUCHES
}

/// How many lines a cue may bring back of the one before: each count for which these are the same.
fn brought_back(before: &Shown, cue: &Shown) -> Vec<usize> {
    if !touch(before, cue) {
        return Vec::new();
    }
    let (old, new) = (&before.words.lines, &cue.words.lines);
    let most = old.len().min(new.len()).min(MOST);
    let same = |count: &usize| old[old.len() - count..] == new[..*count];
    (1..=most).filter(same).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cues::{Voice, tags::CueLine};

    fn cue(start: f64, end: f64, lines: &[&str]) -> Shown {
        let lines = lines.iter().map(|words| CueLine {
            voice: Voice::Held,
            words: (*words).to_owned(),
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
}
