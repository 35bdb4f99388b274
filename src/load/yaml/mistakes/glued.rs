//! Signs that no blank stands behind: `quote:Seven`, `-quote: x`.

use super::{super::vocabulary, layout, page::Page, rows::Slip, signs::is_blank};

/// A known key, and what stands glued to the colon behind it.
pub(in super::super) fn key(words: &str) -> Option<(&str, &str)> {
    let end = words.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let (key, rest) = words.split_at(end);
    let rest = rest.strip_prefix(':')?;
    let glued = rest.chars().next().is_some_and(|c| !is_blank(c)) && !rest.starts_with("//");
    (glued && vocabulary::is_key(key)).then_some((key, rest))
}

/// `quote:Seven`.
pub(super) fn colon(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let shape = page.shape(row);
    let body = &shape.text[shape.body..];
    let (key, rest) = key(body).or_else(|| {
        let end = body.find(':')?;
        let (key, rest) = body.split_at(end);
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
        // A blank that is none to YAML is told as what it is.
        let glued = !rest.starts_with("://") && !rest[1..].starts_with(is_blank);
        let fits = !key.is_empty() && key.chars().all(word) && glued;
        (fits && shape.key.is_none()).then(|| (key, &rest[1..]))
    })?;
    let colon = shape.body + key.len();
    Some(Slip::row(
        row,
        format!("{}: {rest}", &shape.text[..colon]),
        shape.body..colon + 1,
        format!("no blank stands behind the colon of `{key}`"),
    ))
}

/// `-quote: x`; the lines that stand below the key move with it.
pub(super) fn hyphen(page: &Page<'_, '_>, row: usize) -> Vec<Slip> {
    let shape = page.shape(row);
    let Some(rest) = shape.text[shape.body..].strip_prefix('-') else {
        return Vec::new();
    };
    if rest.is_empty() || rest.starts_with('-') || rest.starts_with(is_blank) {
        return Vec::new();
    }
    let line = format!("{}- {rest}", &shape.text[..shape.body]);
    let slip = |end: usize| {
        let mut lines = vec![line.clone()];
        lines.extend((row + 1..end).map(|r| layout::deeper(page.mended.text(r), 1)));
        let at = (row, shape.body..shape.body + 1);
        let message = "no blank stands behind the hyphen of a list's item";
        Slip::rows(row..end, lines, at, message)
    };
    let end = (row + 1..page.len())
        .find(|&r| page.shape(r).is_blank() || page.shape(r).indent <= shape.body)
        .unwrap_or(page.len());
    let fits = row + 1 < end && page.shape(row + 1).indent == shape.body + 1;
    match fits {
        true => vec![slip(end), slip(row + 1)],
        false => vec![slip(row + 1)],
    }
}
