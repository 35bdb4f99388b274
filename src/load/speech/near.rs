//! Labels that are nearly known ones: but for case, signs, a letter or a number, or built of known ones.

use rapidhash::RapidHashMap;

use super::labels;

/// Bytes that an undeclared label may have.
pub(super) const LONGEST: usize = 120;

/// Finds labels that are nearly the same.
pub(super) struct Near {
    /// By lower-case form without signs.
    plain: RapidHashMap<String, String>,
    /// By that form less one letter.
    less: RapidHashMap<String, Vec<String>>,
    /// By that form without its numbers.
    numbered: RapidHashMap<String, String>,
}

/// How many labels share one form less a letter before no more are kept.
const MOST_ALIKE: usize = 8;

impl Near {
    pub(super) fn new<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let mut near = Self {
            plain: RapidHashMap::default(),
            less: RapidHashMap::default(),
            numbered: RapidHashMap::default(),
        };
        for label in labels {
            let plain = plain(label);
            if plain.is_empty() || near.plain.contains_key(&plain) {
                continue;
            }
            if plain.len() <= LONGEST {
                for less in less_one(&plain) {
                    let alike = near.less.entry(less).or_default();
                    if alike.len() < MOST_ALIKE {
                        alike.push(label.to_owned());
                    }
                }
            }
            let numbered = numberless(&plain).unwrap_or_else(|| plain.clone());
            near.numbered
                .entry(numbered)
                .or_insert_with(|| label.to_owned());
            near.plain.insert(plain, label.to_owned());
        }
        near
    }

    /// The known label that `label` is nearly: but for case and signs, or but for one letter (Damerau-Levenshtein).
    pub(super) fn of(&self, label: &str) -> Option<&str> {
        let wanted = plain(label);
        if let Some(known) = self.plain.get(&wanted) {
            return Some(known);
        }
        if let Some(known) = numberless(&wanted).and_then(|n| self.numbered.get(&n)) {
            return Some(known);
        }
        if wanted.chars().count() < 4 || wanted.len() > LONGEST {
            return None;
        }
        let less = less_one(&wanted);
        let alike = std::iter::once(&wanted).chain(&less);
        alike
            .filter_map(|less| self.less.get(less))
            .flatten()
            .find(|known| strsim::damerau_levenshtein(&plain(known), &wanted) <= 1)
            .or_else(|| less.iter().find_map(|less| self.plain.get(less)))
            .map(String::as_str)
    }

    /// The known label that this one is built of: one with a bracket behind it, or several joined.
    pub(super) fn built(&self, label: &str) -> Option<String> {
        let known = |part: &str| self.plain.get(&plain(part));
        if let Some((group, _)) = labels::last_group(label)
            && let Some(of) = known(&label[..group.start])
        {
            return Some(of.clone());
        }
        // `Mr. X`, where `Mr. X (spoke in French)` is declared, is found by the form without the bracket.
        for joint in [
            "/", " and ", " AND ", " & ", " + ", ", ", " et ", " und ", " y ", " - ", " – ",
        ] {
            let parts: Vec<&str> = label.split(joint).collect();
            if (2..=4).contains(&parts.len()) && parts.iter().all(|part| known(part).is_some()) {
                return known(parts[0]).cloned();
            }
        }
        None
    }
}

/// Lower case, letters and digits only, accents kept.
fn plain(label: &str) -> String {
    labels::folded(label)
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '(' | ')'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A label without the numbers in it, if it has some: `Q3` is nearly `Q2`, as `Juror 12` is nearly `Juror 7`.
fn numberless(plain: &str) -> Option<String> {
    let rest: String = plain.chars().filter(|c| !c.is_numeric()).collect();
    (rest.len() < plain.len() && !rest.is_empty()).then_some(rest)
}

/// The word without each of its letters.
fn less_one(word: &str) -> Vec<String> {
    word.char_indices()
        .map(|(i, c)| [&word[..i], &word[i + c.len_utf8()..]].concat())
        .collect()
}

/// Whether two labels differ in a number or a letter that stands alone, so that they name two people: `Juror 1`, `Witness B`.
pub fn numbered_apart(one: &str, other: &str) -> bool {
    let ends = |label: &str| {
        let folded = labels::folded(label).to_lowercase();
        let last = folded
            .rsplit([' ', '_', '-', '.'])
            .find(|w| !w.is_empty())
            .unwrap_or_default()
            .to_owned();
        let number = last.chars().all(|c| c.is_ascii_digit()) || last.chars().count() == 1;
        (number && !last.is_empty()).then_some(last)
    };
    let (a, b) = (ends(one), ends(other));
    let digits = |label: &str| -> String { label.chars().filter(|c| c.is_numeric()).collect() };
    digits(one) != digits(other) || (a.is_some() || b.is_some()) && a != b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_single_letters_tell_people_apart() {
        assert!(
            numbered_apart("Juror 1", "Juror 2")
                && numbered_apart("Witness A", "Witness B")
                && numbered_apart("SPEAKER_00", "SPEAKER_01")
                && numbered_apart("Q2", "Q3")
                && numbered_apart("A", "A1")
        );
        assert!(!numbered_apart("Ms. Roe", "Ms. Reo"));
    }
}
