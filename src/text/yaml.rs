//! Words as YAML would have them, for the lines that remarks propose.

/// Words as a value in double quotes (a JSON string is one), whatever is in them.
pub fn quoted(words: &str) -> String {
    serde_json::to_string(words).unwrap_or_else(|_| format!("{words:?}"))
}

/// Words as a value on one line, in quotes where they need them.
pub fn yaml_value(words: &str) -> String {
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
        false => quoted(&words.replace('\n', " ")),
    }
}

/// A label or a name as a key, in quotes where it needs them.
pub fn yaml_key(label: &str) -> String {
    let plain = label
        .chars()
        .all(|c| c.is_alphanumeric() || " .-()/".contains(c))
        && label.starts_with(char::is_alphabetic)
        && !["true", "false", "null", "yes", "no", "y", "n", "on", "off"]
            .contains(&label.to_lowercase().as_str());
    match plain {
        true => label.to_owned(),
        false => quoted(label),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_written_where_yaml_needs_them() {
        assert_eq!(yaml_value("plain words"), "plain words");
        assert_eq!(yaml_value("one: two"), "\"one: two\"");
        assert_eq!(yaml_value("a \"b\"\nc"), "\"a \\\"b\\\" c\"");
        assert_eq!(yaml_key("Ms. Roe (Kenya)"), "Ms. Roe (Kenya)");
        assert_eq!(yaml_key("No"), "\"No\"");
        assert_eq!(yaml_key("Item #1"), "\"Item #1\"");
    }
}
