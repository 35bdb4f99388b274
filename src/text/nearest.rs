//! "Did you mean": the nearest of some words.

/// The candidate nearest to `word`: equal but for case, accents and hyphens, else within an edit distance of a third of its length
/// (Damerau-Levenshtein, in characters), else the only one that begins with it. The first of equals wins.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |w: &str| super::slug(w);
    let wanted = word.to_lowercase();
    let wanted_slug = plain(word);
    let length = wanted.chars().count();
    if length == 0 {
        return None;
    }
    let bound = (length / 3).clamp(1, 5);
    let mut best: Option<(usize, &str)> = None;
    let mut beginning: Vec<&str> = Vec::new();
    for candidate in candidates.filter(|c| *c != word) {
        if candidate.len().abs_diff(word.len()) <= 8 || candidate.is_ascii() != word.is_ascii() {
            let lower = candidate.to_lowercase();
            if lower == wanted || (!wanted_slug.is_empty() && plain(candidate) == wanted_slug) {
                return Some(candidate);
            }
            if lower.chars().count().abs_diff(length) <= bound {
                let distance = strsim::damerau_levenshtein(&lower, &wanted);
                if distance <= bound && best.is_none_or(|(d, _)| distance < d) {
                    best = Some((distance, candidate));
                }
            }
        }
        if length >= 4 && candidate.to_lowercase().starts_with(&wanted) {
            beginning.push(candidate);
        }
    }
    match (best, beginning.as_slice()) {
        (Some((_, candidate)), _) => Some(candidate),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_strangers_are_not() {
        let keys = ["quote", "note", "topics", "responsibility-to-protect"];
        let near = |w: &str| nearest(w, keys.iter().copied());
        assert_eq!(near("qoute"), Some("quote"));
        assert_eq!(near("Topics"), Some("topics"));
        assert_eq!(near("topic"), Some("topics"));
        assert_eq!(
            near("responsibility_to_protect"),
            Some("responsibility-to-protect")
        );
        assert_eq!(near("responsibility"), Some("responsibility-to-protect"));
        assert_eq!(near("zebra"), None);
        assert_eq!(near(""), None);
    }
}
