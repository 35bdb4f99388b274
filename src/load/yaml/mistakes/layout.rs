//! Lines that are indented by a blank too many or too few.

use super::{super::vocabulary, page::Page, rows::Slip};

/// How far a line may be from where it belongs.
const REACH: usize = 8;

/// How many lines round a line are patterns for it.
const ROUND: usize = 40;

/// How far it may be if more is wrong than this line.
const NEAR: usize = 3;

/// `note: |` with its words in the column of the key.
pub(super) fn block_below(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let head = page.previous(row)?;
    let shape = page.shape(head);
    let first = page.shape(row);
    if !shape.begins_block() || first.indent > shape.column() {
        return None;
    }
    let mut end = row;
    while end < page.len() {
        let shape = page.shape(end);
        let is_item = shape.dash.is_some_and(|d| d < first.indent);
        let is_key = shape.key.is_some_and(vocabulary::is_key);
        if !shape.is_blank() && (shape.indent < first.indent || is_item || is_key) {
            break;
        }
        end += 1;
    }
    while end > row && page.shape(end - 1).is_blank() {
        end -= 1;
    }
    if end == row {
        return None;
    }
    let more = shape.column() + 2 - first.indent.min(shape.column());
    let lines = (row..end)
        .map(|r| deeper(page.mended.text(r), more))
        .collect();
    let slip = Slip::rows(
        row..end,
        lines,
        (row, first.indent..first.text.trim_end().len()),
        "the words of a block must be indented deeper than its key",
    );
    Some(slip.related(head, "the key"))
}

/// A block whose first lines are deeper than later ones: the fewer of them are moved.
pub(super) fn uneven_block(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let head = (0..row).rev().find(|&r| !page.is_silent(r))?;
    let shape = page.shape(head);
    let here = page.shape(row);
    if !shape.begins_block() || here.indent <= shape.column() {
        return None;
    }
    // The rows of the block up to here are all deeper than this one.
    let spoken = |r: &usize| !page.shape(*r).is_blank();
    let first: Vec<usize> = (head + 1..row).filter(spoken).collect();
    let deep = first.iter().map(|&r| page.shape(r).indent).min()?;
    let by = deep.checked_sub(here.indent).filter(|&by| by > 0)?;
    let end = (row..page.len())
        .find(|r| spoken(r) && page.shape(*r).indent <= shape.column())
        .unwrap_or(page.len());
    let later = (row..end).filter(spoken).count();
    let words = |r: usize| {
        (
            r,
            page.shape(r).indent..page.mended.text(r).trim_end().len(),
        )
    };
    let usual = shape.column() + 2;
    let slip = if deep == usual || (here.indent != usual && first.len() > later) {
        let lines = (row..end)
            .map(|r| deeper(page.mended.text(r), by))
            .collect();
        let message = "this line of a block is less indented than its first one";
        Slip::rows(row..end, lines, words(row), message)
    } else {
        let less = |r| page.mended.text(r).get(by..).unwrap_or_default().to_owned();
        let lines = (head + 1..row).map(less).collect();
        let message = "the first line of a block is indented deeper than a later one";
        Slip::rows(head + 1..row, lines, words(*first.first()?), message)
    };
    Some(slip.related(head, "the block"))
}

/// Words that go on from the line above, but begin in the column of the keys.
pub(super) fn going_on_in_the_keys_column(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let here = page.shape(row);
    if here.key.is_some() || here.dash.is_some() {
        return None;
    }
    let head = (0..row)
        .rev()
        .filter(|&r| !page.is_silent(r))
        .find(|&r| page.shape(r).key.is_some())?;
    let shape = page.shape(head);
    let value = shape.words();
    let plain = !value.is_empty() && !value.starts_with(['[', '{', '"', '\'', '|', '>', '#']);
    if !plain || here.indent > shape.column() {
        return None;
    }
    let mut end = row;
    while end < page.len() {
        let shape = page.shape(end);
        if shape.is_blank() || shape.key.is_some() || shape.dash.is_some() {
            break;
        }
        end += 1;
    }
    let blanks = " ".repeat(shape.column() + 2);
    let mut lines = vec![
        format!("{}|", &shape.text[..shape.value]),
        format!("{blanks}{value}"),
    ];
    lines.extend((head + 1..end).map(|r| format!("{blanks}{}", page.mended.text(r).trim())));
    let slip = Slip::rows(
        head..end,
        lines,
        (row, here.indent..here.text.trim_end().len()),
        "words that go on from the line above must be indented deeper than its key",
    );
    Some(slip.related(head, "the key"))
}

/// `-   quote: x` with the keys below it where they would belong behind one blank.
pub(super) fn wide_hyphen(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let shape = page.shape(row);
    let dash = shape.dash.filter(|dash| shape.body > dash + 2)?;
    shape.key?;
    let body = &shape.text[shape.body..];
    Some(Slip::row(
        row,
        format!("{} {body}", &shape.text[..=dash]),
        dash..shape.body,
        "more than one blank stands behind the hyphen, so that the keys of this item do not begin in one column",
    ))
}

/// An item of a list without its hyphen: an item stands above or below it, or the key of the list above it.
pub(super) fn missing_hyphen(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    const FIRST: [&str; 6] = ["id", "quote", "from", "in", "targets", "title"];
    let here = page.shape(row);
    if here.dash.is_some() || here.key.is_some_and(|key| !FIRST.contains(&key)) {
        return None;
    }
    let above = page.previous(row)?;
    let head = page.shape(above);
    let begins = head.words().is_empty() && head.key.is_some_and(vocabulary::takes_list);
    let lowest = if begins { head.column() } else { 0 };
    // The item that is nearest in its column, above or below.
    let item = |r: &usize| {
        let shape = page.shape(*r);
        shape.dash.is_some()
            && !page.is_silent(*r)
            && (lowest..=here.indent).contains(&shape.indent)
    };
    let up = (row.saturating_sub(ROUND)..row).rev().filter(item);
    let down = (row + 1..page.len()).take(ROUND).filter(item);
    let pattern = up.chain(down).max_by_key(|&r| page.shape(r).indent)?;
    let column = page.shape(pattern).indent;
    let beside = head.dash.is_some() && head.indent == column && here.key.is_none();
    let lost = here.key.is_some() && here.indent == column + 1 && pattern != above;
    if !(begins || beside || lost) {
        return None;
    }
    let body = &here.text[here.body..];
    let line = format!("{}- {body}", " ".repeat(column));
    let at = here.body
        ..here.body
            + here
                .first_word()
                .len()
                .max(body.chars().next().map_or(0, char::len_utf8));
    let slip = Slip::row(row, line, at, "no hyphen stands before this item of a list");
    Some(slip.related(pattern, "an item with its hyphen"))
}

/// Lines that begin in another column than those they belong to, each alone or with all that lies below it: the shortest way first, and a line
/// that stands in an odd column before one that does not.
pub(super) fn shifted(page: &Page<'_, '_>, rows: &[usize]) -> Vec<Slip> {
    let mut moves: Vec<Move> = rows.iter().flat_map(|&r| moves(page, r)).collect();
    moves.sort_by_key(|m| (m.from.abs_diff(m.to), m.from % 2 == 0, m.to));
    moves.iter().flat_map(|m| moved(page, m)).collect()
}

/// A line, the column that it is in, and one that it may belong in, of which another line is a pattern.
struct Move {
    row: usize,
    from: usize,
    to: usize,
    pattern: usize,
}

/// The columns in which the lines round a row begin.
fn moves(page: &Page<'_, '_>, row: usize) -> Vec<Move> {
    let here = page.shape(row);
    let mut moves: Vec<Move> = Vec::new();
    if here.key.is_none() && here.dash.is_none() {
        return moves;
    }
    // The rows above come first: what is above is the pattern for what is below.
    let above = (row.saturating_sub(ROUND)..row).rev();
    let below = row + 1..(row + ROUND).min(page.len());
    for other in above.chain(below).filter(|&r| !page.is_silent(r)) {
        let shape = page.shape(other);
        // A key may belong beside keys, an item beside items.
        let column = match here.dash {
            Some(_) if shape.dash.is_some() => shape.indent,
            Some(_) => continue,
            None => shape.body,
        };
        let by = here.indent.abs_diff(column);
        if by > 0 && by <= REACH && moves.iter().all(|m| m.to != column) {
            moves.push(Move {
                row,
                from: here.indent,
                to: column,
                pattern: other,
            });
        }
    }
    moves
}

fn moved(page: &Page<'_, '_>, change: &Move) -> Vec<Slip> {
    let (row, by) = (change.row, change.from.abs_diff(change.to));
    let here = page.shape(row);
    let move_row = |r: usize| match change.from > change.to {
        true => page.mended.text(r).get(by..).unwrap_or_default().to_owned(),
        false => deeper(page.mended.text(r), by),
    };
    let message = format!(
        "this line begins in column {}, and those that it belongs to in column {}",
        change.from + 1,
        change.to + 1
    );
    let body = &here.text[here.body..];
    let first = body.chars().next().map_or(0, char::len_utf8);
    let at = here.indent..here.body + here.first_word().len().max(first);
    let mut end = row + 1;
    while end < page.len() && (page.shape(end).indent > here.indent || page.shape(end).is_blank()) {
        end += 1;
    }
    while end > row + 1 && page.shape(end - 1).is_blank() {
        end -= 1;
    }
    let slip = |end: usize| {
        let lines = (row..end).map(move_row).collect();
        let mut slip = Slip::rows(row..end, lines, (row, at.clone()), message.clone());
        slip.far = by > NEAR;
        slip.related(change.pattern, "like this one")
    };
    // Lines that fit this one as it stands move with it.
    let fits = here.dash.is_some()
        && page.mended.rows.len() > row + 1
        && page.shape(row + 1).body == here.body;
    match (end > row + 1, fits) {
        (false, _) => vec![slip(row + 1)],
        (true, true) => vec![slip(end), slip(row + 1)],
        (true, false) => vec![slip(row + 1), slip(end)],
    }
}

/// A line with so many more blanks in front.
pub(super) fn deeper(text: &str, by: usize) -> String {
    match text.trim().is_empty() {
        true => String::new(),
        false => format!("{}{text}", " ".repeat(by)),
    }
}
