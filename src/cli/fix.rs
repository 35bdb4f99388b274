//! `fix`: each thing that can be mended, as it is and as it would be; one by one, or all that nobody has to look at.

use anyhow::Result;

use super::{
    CONTENT,
    args::{Arguments, Fix},
    ask::{self, Choice},
    report::one_line,
    run::{plural, report, say, site},
};
use crate::pipeline::{
    self,
    edit::{Mend, Mends},
};

/// So often is looked again whether what was mended shows more that can be.
const ROUNDS: usize = 10;

pub(super) fn fix(arguments: &Arguments, fix: &Fix) -> Result<u8> {
    let archive = site(arguments)?;
    let asks = ask::is_watched() && !fix.yes && !fix.dry_run;
    let mut mended = 0;
    for round in 0..ROUNDS {
        let found = pipeline::edit::mends(archive.open()?)?;
        if found.mends.is_empty() && round == 0 {
            say("nothing is there that could be mended; `postil check` tells what is wrong");
            return Ok(0);
        }
        let chosen = match asks {
            true => one_by_one(&found)?,
            false => all(&found, fix.yes && !fix.dry_run && round > 0),
        };
        if fix.dry_run || (!asks && !fix.yes) {
            say("nothing was changed: `--yes` mends what nobody has to look at");
            return Ok(CONTENT);
        }
        if chosen.is_empty() {
            break;
        }
        let edit = found.edit(&chosen)?;
        report(arguments.format, false, (&edit.broken, &edit.sources));
        if edit.broken.has_errors() {
            say("nothing was changed: something else would be wrong then, see above");
            return Ok(CONTENT);
        }
        edit.write()?;
        mended += chosen.len();
        if asks {
            break;
        }
    }
    say(&format!(
        "mended {}; `postil check` tells what is left",
        plural(mended, "place", "places")
    ));
    Ok(0)
}

/// Shows all, and takes those that nobody has to look at.
fn all(found: &Mends, quietly: bool) -> Vec<usize> {
    let mut taken = Vec::new();
    for (at, mend) in found.mends.iter().enumerate() {
        if !quietly || !mend.wants_eyes {
            show(mend);
        }
        match mend.wants_eyes {
            true if !quietly => {
                say("  somebody has to look at this: run `postil fix` on a terminal")
            }
            true => {}
            false => taken.push(at),
        }
    }
    taken
}

/// What becomes of a mend that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Mend,
    Leave,
    /// This and all behind it that nobody has to look at; those that somebody has to are still asked.
    All,
    Quit,
}

const WISHES: [Choice<Wish>; 4] = [
    Choice {
        typed: &["y", "yes"],
        means: Wish::Mend,
    },
    Choice {
        typed: &["n", "no"],
        means: Wish::Leave,
    },
    Choice {
        typed: &["a", "all"],
        means: Wish::All,
    },
    Choice {
        typed: &["q", "quit"],
        means: Wish::Quit,
    },
];

fn wish() -> Result<Wish> {
    let question = "  mend this? [y]es, [n]o, [a]ll that nobody has to look at, [q]uit:";
    ask::choice(question, &WISHES, Wish::Leave)
}

fn one_by_one(found: &Mends) -> Result<Vec<usize>> {
    let mut taken = Vec::new();
    let mut rest = false;
    for (at, mend) in found.mends.iter().enumerate() {
        if rest && !mend.wants_eyes {
            taken.push(at);
            continue;
        }
        show(mend);
        let mut wish = wish()?;
        if wish == Wish::All {
            rest = true;
            // What is shown may be one of those that somebody has to look at.
            wish = match mend.wants_eyes {
                true => self::wish()?,
                false => Wish::Mend,
            };
        }
        match wish {
            Wish::Mend => taken.push(at),
            Wish::Leave | Wish::All => {}
            Wish::Quit => break,
        }
    }
    Ok(taken)
}

fn show(mend: &Mend) {
    say(&format!(
        "\n{}:{}: {}",
        one_line(&mend.path),
        mend.line,
        one_line(&mend.message)
    ));
    for label in &mend.labels {
        say(&format!("  {}", one_line(label)));
    }
    mend.old
        .lines()
        .for_each(|line| say(&format!("  - {}", one_line(line))));
    mend.new
        .lines()
        .for_each(|line| say(&format!("  + {}", one_line(line))));
}
