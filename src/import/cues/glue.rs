//! Words behind words, with a blank or none.

/// Words with one blank for each run of white space, and none at either end. A single sign that only looks like a blank (a no-break space, an
/// ideographic one) stays what it is; what cannot be printed becomes a blank.
pub(in crate::import) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank: Option<char> = None;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            let kept = matches!(
                c,
                '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
            );
            blank = Some(if kept && blank.is_none() { c } else { ' ' });
            continue;
        }
        if let Some(blank) = blank.take()
            && !out.is_empty()
        {
            out.push(blank);
        }
        out.push(c);
    }
    out
}

/// Adds words behind others: with a blank, but for signs of a script that has none between words. A hyphen at the end of a line stays as it is printed.
pub(in crate::import) fn add(to: &mut String, words: &str) {
    if wants_blank(to, words) {
        to.push(' ');
    }
    to.push_str(words);
}

/// Whether a blank belongs between two texts.
pub(in crate::import) fn wants_blank(before: &str, behind: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else {
        return false;
    };
    !(last.is_whitespace() || first.is_whitespace() || (is_dense(last) && is_dense(first)))
}

/// Han, kana and bopomofo, and the punctuation that goes with them (Unicode blocks of these names).
fn is_dense(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{312F}' | '\u{31A0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF65}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_stand_where_a_script_has_them() {
        for (parts, whole) in [
            (vec!["first you", "get  started"], "first you get started"),
            (vec!["我们今天", "讨论"], "我们今天讨论"),
            (vec!["好。", "「是」"], "好。「是」"),
            (vec!["우리는", "오늘"], "우리는 오늘"),
            (vec!["self-", "made"], "self- made"),
            (vec!["mot\u{A0}", "? a\n\n b"], "mot ? a b"),
            (vec!["mot\u{A0}?"], "mot\u{A0}?"),
        ] {
            let mut text = String::new();
            for part in &parts {
                add(&mut text, &squeezed(part));
            }
            assert_eq!(text, whole);
        }
    }
}
