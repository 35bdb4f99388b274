//! The lines of a file, each with its place.

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct SourceLine<'t> {
    /// Its words, without blanks round them.
    pub(in crate::import) text: &'t str,
    /// The byte of the file at which these begin.
    pub(in crate::import) at: usize,
    /// In the file, from 1.
    pub(in crate::import) number: usize,
    /// Characters before its words.
    pub(in crate::import) indent: usize,
    /// The place of its page in the file, from 0.
    pub(in crate::import) page: usize,
    /// What is printed on the page as its number, for the first line of words on it.
    pub(in crate::import) opens_page: Option<String>,
}

impl SourceLine<'_> {
    pub(in crate::import) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The column behind its last character.
    pub(in crate::import) fn width(&self) -> usize {
        self.indent + self.text.chars().count()
    }
}

/// All lines of a text, blank ones too; a form feed begins a page.
pub(in crate::import) fn lines(text: &str) -> Vec<SourceLine<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut page) = (0, 0);
    for (whole, number) in text.split('\n').zip(1..) {
        let mut from = at;
        // A form feed stands before the first line of its page, or, seldom, behind the last of the page before.
        for (i, part) in whole.split('\u{c}').enumerate() {
            page += usize::from(i > 0);
            let words = part.trim();
            let lead = part.len() - part.trim_start().len();
            lines.push(SourceLine {
                text: words,
                at: from + lead,
                number,
                indent: columns(&part[..lead]),
                page,
                opens_page: None,
            });
            from += part.len() + 1;
        }
        at += whole.len() + 1;
    }
    lines
}

/// Characters of white space, a tab up to the next eighth.
fn columns(blanks: &str) -> usize {
    blanks.chars().fold(0, |column, c| match c {
        '\t' => (column / 8 + 1) * 8,
        _ => column + 1,
    })
}

/// Whether words end as a sentence does, closing signs aside.
pub(in crate::import) fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]*_".contains(c));
    bare.ends_with([
        '.', '?', '!', '…', ':', ';', '。', '？', '！', '؟', '۔', '।',
    ])
}
