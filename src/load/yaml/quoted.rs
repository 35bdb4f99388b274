//! Words as YAML would have them.

/// Words as a value of YAML, in quotes where they need them.
pub(super) fn quoted(words: &str) -> String {
    let plain = !words.is_empty()
        && words.trim() == words
        && !words.starts_with(|c: char| "[]{}\"'|>#*&!%@`,?-:“„".contains(c))
        && !words.contains(": ")
        && !words.contains(" #")
        && !words.ends_with(':')
        && !words.contains(['\n', '[', ']', '{', '}', ',', '\\', '"'])
        && !matches!(words, "~" | "null" | "true" | "false");
    match plain {
        true => words.to_owned(),
        false => format!(
            "\"{}\"",
            words
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', " ")
        ),
    }
}
