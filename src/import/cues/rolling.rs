//! Lines that rolling captions print again: the last lines of a cue are the first ones of the next, until they have left the screen; and lines that
//! grow, of which a cue has only the beginning.
//!
//! What was said twice must stay. So a line is one printed again only if its cue begins when the one before ends, or before; if it stands above all that
//! is new; and if the file does so throughout: some cue brings back a line and a new one below it, and half of those that could bring one back do. A line
//! is the beginning of another only if it is the last one on the screen, if the other stands where it would stand then, and if lines of the file grow in a
//! third of all places where they could.

use super::{
    clock::Timing,
    tags::{CueLine, CueWords},
};

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
    let steps: Vec<Step> = pairs(cues)
        .map(|(before, cue)| Step::of(before, cue))
        .collect();
    let habit = Habit::of(cues, &steps);
    let mut halved = Halved::default();
    // The cue that has the last line of the screen: those behind it only print it again.
    let mut owner = 0;
    for (at, step) in steps.iter().enumerate() {
        let all = cues[at + 1].words.lines.len();
        let back = step.back(habit, all);
        let grown = step.grown.filter(|grown| habit.grows && *grown > back);
        let taken = match grown {
            _ if twins[at] => all,
            // The last of them is the line that has grown.
            Some(grown) => grown - 1,
            None => back,
        };
        if grown.is_some() && !twins[at] {
            let since = halved.outgrown(&mut cues[owner]);
            if let Some(line) = cues[at + 1].words.lines.get_mut(taken) {
                line.since = since;
            }
        }
        let cue = &mut cues[at + 1];
        halved.cues += usize::from(taken > 0 && taken == all);
        for line in cue.words.lines.drain(..taken) {
            halved.take(&line);
        }
        if taken < all {
            owner = at + 1;
        }
    }
    halved
}

impl Halved {
    fn take(&mut self, line: &CueLine) {
        self.lines += 1;
        self.words.push_str(&line.words);
        self.words.push('\n');
    }

    /// Takes the last line of a cue, which is the beginning of a later one; since when it stands there.
    fn outgrown(&mut self, cue: &mut Shown) -> Option<f64> {
        let line = cue.words.lines.pop()?;
        self.take(&line);
        self.cues += usize::from(cue.words.lines.is_empty());
        line.since.or(cue.timing.start)
    }
}

/// What a cue may have of the one before it.
#[derive(Clone, Debug, Default)]
struct Step {
    /// Each count of lines that it may bring back.
    back: Vec<usize>,
    /// How many lines it has of it, if the last of these has grown.
    grown: Option<usize>,
}

impl Step {
    fn of(before: &Shown, cue: &Shown) -> Self {
        if !touch(before, cue) {
            return Self::default();
        }
        let (old, new) = (&before.words.lines, &cue.words.lines);
        let most = old.len().min(new.len()).min(MOST);
        let same = |count: &usize| old[old.len() - count..] == new[..*count];
        let grown = |count: &usize| {
            let (old, new) = (&old[old.len() - count..], &new[..*count]);
            let ends = old.split_last().zip(new.split_last());
            ends.is_some_and(|((old, above), (new, still_above))| {
                above == still_above && new.has_grown_of(old)
            })
        };
        Self {
            back: (1..=most).filter(same).collect(),
            // The same screen once more has not grown.
            grown: (1..=most).rfind(grown).filter(|_| old != new),
        }
    }

    /// How many of all its lines a cue brings back.
    fn back(&self, habit: Habit, all: usize) -> usize {
        let back = match habit.rolls {
            Rolls::None => None,
            Rolls::AndHolds => self.back.last(),
            Rolls::Always => self.back.iter().rfind(|count| **count < all),
        };
        back.copied().unwrap_or_default()
    }
}

impl CueLine {
    /// Whether it is another, and more behind it.
    fn has_grown_of(&self, other: &CueLine) -> bool {
        let more = self.words.len() > other.words.len() && !other.words.is_empty();
        more && self.voice == other.voice && self.words.starts_with(&other.words)
    }
}

/// What a file does throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Habit {
    rolls: Rolls,
    /// Whether lines grow.
    grows: bool,
}

/// How a file rolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rolls {
    /// It does not.
    None,
    /// Each cue has something new.
    Always,
    /// Between two cues that have something new stands one that only keeps what is there.
    AndHolds,
}

impl Habit {
    fn of(cues: &[Shown], steps: &[Step]) -> Self {
        let could = pairs(cues)
            .filter(|(before, cue)| touch(before, cue))
            .count();
        let lines = cues.iter().skip(1).map(|cue| cue.words.lines.len());
        let (mut new, mut kept, mut grown) = (0, 0, 0);
        for (step, all) in steps.iter().zip(lines) {
            match (step.back.first(), step.grown) {
                (Some(first), _) if *first < all => new += 1,
                (Some(_), _) => kept += 1,
                (None, Some(_)) => grown += 1,
                (None, None) => {}
            }
        }
        let all = new + kept + grown;
        let grows = grown >= 3 && grown * 3 >= could && all * 2 >= could;
        let rolls = match grows || new >= 2 && (new + kept) * 2 >= could {
            false => Rolls::None,
            true if kept * 4 >= all => Rolls::AndHolds,
            true => Rolls::Always,
        };
        Self { rolls, grows }
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

#[cfg(test)]
mod tests;
