//! Signs of Markdown that are words in a transcript: tables, images, block quotes, rules, entities and tags are shown as typed, and told
//! once a file, since whoever typed them may have meant them.

/// What was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// `| a | b |` above `|---|---|`
    Table,
    /// `![words](file)`
    Image,
    /// `> words`
    Quote,
    /// `---` on a line of its own, or under a heading.
    Rule,
    /// `&amp;`
    Entity,
    /// `<b>`
    Tag,
}

impl Sign {
    /// What it is called, and what to write.
    pub fn told(self) -> (&'static str, &'static str) {
        match self {
            Sign::Table => (
                "a table",
                "write its rows as sentences, or link a file of content/assets/ that has it",
            ),
            Sign::Image => (
                "an image",
                "show it on an entry's or a free page, or link the file: `[words](assets/NAME)`",
            ),
            Sign::Quote => (
                "a block quote",
                "take the sign `>` out; say who is quoted with a label whose part is `narration`",
            ),
            Sign::Rule => (
                "a rule",
                "take the line out, or write a heading: `## Words`",
            ),
            Sign::Entity => (
                "an entity",
                "write the character itself: `&` for `&amp;`, `é` for `&eacute;`",
            ),
            Sign::Tag => (
                "an HTML tag",
                "write `*words*` or `**words**`, or take the tag out",
            ),
        }
    }

    /// The sign that a line is, if it is one as a whole; `below` tells whether words stand in the line above it.
    pub(super) fn of_line(line: &str, below: bool) -> Option<Self> {
        let line = line.trim();
        let first = *line.as_bytes().first()?;
        match first {
            b'>' => Some(Sign::Quote),
            b'|' | b':' | b'-' if below && is_table_rule(line) => Some(Sign::Table),
            b'-' | b'*' | b'_' | b'=' if is_rule(line, first, below) => Some(Sign::Rule),
            _ => None,
        }
    }

    /// Whether `<...>` is a tag of HTML that somebody may have meant.
    pub(super) fn is_tag(html: &str) -> bool {
        const TAGS: &[&str] = &[
            "a",
            "b",
            "blockquote",
            "br",
            "cite",
            "code",
            "div",
            "em",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "hr",
            "i",
            "img",
            "li",
            "ol",
            "p",
            "s",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "table",
            "td",
            "tr",
            "u",
            "ul",
        ];
        let name: String = html
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        TAGS.contains(&name.to_ascii_lowercase().as_str())
    }
}

/// `|---|:--|` (GFM, section 4.10).
fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.bytes().all(|b| b"|:- \t".contains(&b))
}

/// Three or more of one sign and nothing else (CommonMark 4.1), or the line under a heading (4.3).
fn is_rule(line: &str, sign: u8, below: bool) -> bool {
    let count = line.bytes().filter(|b| *b == sign).count();
    let only = line.bytes().all(|b| b == sign || b == b' ' || b == b'\t');
    only && (count >= 3 && sign != b'=' || below && count >= 2 && sign == b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_signs_are_known() {
        for (line, below, sign) in [
            ("> quoted", false, Some(Sign::Quote)),
            ("|---|:-:|", true, Some(Sign::Table)),
            ("|---|", false, None),
            ("---", false, Some(Sign::Rule)),
            ("* * *", true, Some(Sign::Rule)),
            ("====", true, Some(Sign::Rule)),
            ("====", false, None),
            ("- one", true, None),
            ("**bold**", true, None),
        ] {
            assert_eq!(Sign::of_line(line, below), sign, "{line}");
        }
        assert!(Sign::is_tag("<b>") && Sign::is_tag("</p>") && !Sign::is_tag("<laughs>"));
    }
}
