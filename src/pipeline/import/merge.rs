//! A file that was imported before, and since then changed on both sides: by its editors, and where it came from.

/// What becomes of a file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Merged {
    /// It stays.
    Stays,
    /// It is written anew: what changed on either side is in it.
    Anew(String),
    /// Both sides changed the same lines: it stays, and these are told, as (line of the archive's file, what it says, what the new one says).
    Clash(Vec<Clash>),
}

/// Lines that both sides changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The line of the archive's file, from 1.
    pub line: usize,
    /// What it says there.
    pub ours: String,
    /// What the new file says there.
    pub theirs: String,
}

/// Joins what editors made of a file (`ours`) with what it is in a new version (`theirs`); `base` is what was written then.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    if ours == theirs || base == theirs {
        return Merged::Stays;
    }
    if ours == base {
        return Merged::Anew(theirs.to_owned());
    }
    match diffy::merge(base, ours, theirs) {
        Ok(merged) if merged == ours => Merged::Stays,
        Ok(merged) => Merged::Anew(merged),
        Err(marked) => Merged::Clash(clashes(&marked, [base, ours, theirs])),
    }
}

/// Reads them from the text with marks; a line that only looks like a mark is in one of the three files.
fn clashes(marked: &str, texts: [&str; 3]) -> Vec<Clash> {
    let is_mark = |line: &str, sign: &str| {
        line.starts_with(sign) && !texts.iter().any(|text| text.lines().any(|of| of == line))
    };
    let mut found = Vec::new();
    let (mut line, mut side) = (1, Side::Both);
    let mut clash = Clash {
        line: 1,
        ours: String::new(),
        theirs: String::new(),
    };
    for of_marked in marked.lines() {
        match side {
            Side::Both if is_mark(of_marked, "<<<<<<<") => {
                clash = Clash {
                    line,
                    ours: String::new(),
                    theirs: String::new(),
                };
                side = Side::Ours;
            }
            Side::Ours if is_mark(of_marked, "|||||||") => side = Side::Base,
            Side::Ours | Side::Base if is_mark(of_marked, "=======") => side = Side::Theirs,
            Side::Theirs if is_mark(of_marked, ">>>>>>>") => {
                found.push(clash.clone());
                side = Side::Both;
            }
            Side::Both => line += 1,
            Side::Ours => {
                add(&mut clash.ours, of_marked);
                line += 1;
            }
            Side::Base => {}
            Side::Theirs => add(&mut clash.theirs, of_marked),
        }
    }
    found
}

/// Whose lines are read.
#[derive(Clone, Copy)]
enum Side {
    Both,
    Ours,
    Base,
    Theirs,
}

fn add(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "---\ntitle: T\n---\n\nQ: One.\n\nA: Two.\n\nQ: Three.\n";

    #[test]
    fn what_changed_on_either_side_is_kept() {
        let ours = BASE.replace("One.", "One!");
        let theirs = BASE.replace("Three.", "Three, and four.");
        let both = ours.replace("Three.", "Three, and four.");
        assert_eq!(merge(BASE, &ours, &theirs), Merged::Anew(both));
        assert_eq!(merge(BASE, &ours, BASE), Merged::Stays);
        assert_eq!(merge(BASE, BASE, &theirs), Merged::Anew(theirs.clone()));
        assert_eq!(merge(BASE, &theirs, &theirs), Merged::Stays);
    }

    #[test]
    fn what_changed_on_both_sides_is_told_and_nothing_is_written() {
        let ours = BASE.replace("Two.", "Too.");
        let theirs = BASE.replace("Two.", "Two, then.");
        let clash = Clash {
            line: 7,
            ours: "A: Too.".to_owned(),
            theirs: "A: Two, then.".to_owned(),
        };
        assert_eq!(merge(BASE, &ours, &theirs), Merged::Clash(vec![clash]));
    }
}
