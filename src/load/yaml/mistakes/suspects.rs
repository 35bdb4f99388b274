//! Which slips may be behind a fault, the likeliest first.

use super::{
    super::vocabulary,
    brackets, glued, layout,
    page::Page,
    quotes,
    rows::{Fault, MendedText, Slip},
    signs, values,
};

/// How many lines with words above a fault are looked at.
const NEAR: usize = 12;

/// How many lines above a fault may hold the quote or bracket that was left open.
const FAR: usize = 60;

/// All slips that may be behind a fault.
pub(super) fn of(mended: &MendedText<'_>, fault: &Fault) -> Vec<Slip> {
    let page = Page {
        mended,
        blocks: mended.blocks(),
    };
    let all = (0..=fault.row).rev().filter(|&r| !page.is_silent(r));
    let near: Vec<usize> = all.clone().take(NEAR).collect();
    let far: Vec<usize> = all.take(FAR).collect();
    let mut found = Vec::new();
    found.extend(near.iter().filter_map(|&r| odd_signs(&page, r)));
    // A tab that ends words is noticed in the line before it.
    for row in near
        .iter()
        .take(3)
        .copied()
        .chain(fault.row + 1..fault.row + 4)
    {
        found.extend(tabs(&page, row));
    }
    found.extend(far.iter().filter_map(|&r| quotes::before_key(&page, r)));
    found.extend(far.iter().flat_map(|&r| quotes::left_open(&page, r)));
    found.extend(near.iter().filter_map(|&r| glued::colon(&page, r)));
    found.extend(near.iter().take(2).flat_map(|&r| values::of(&page, r)));
    found.extend(near.iter().take(2).flat_map(|&r| glued::hyphen(&page, r)));
    let (likely, unlikely): (Vec<_>, Vec<_>) = near
        .iter()
        .filter_map(|&r| Some((is_plain_prose(&page, r), missing_colon(&page, r)?)))
        .partition(|(prose, _)| !prose);
    found.extend(likely.into_iter().map(|(_, slip)| slip));
    found.extend(
        far.iter()
            .flat_map(|&r| brackets::left_open_or_surplus(&page, r)),
    );
    found.extend(layout::block_below(&page, fault.row));
    found.extend(layout::uneven_block(&page, fault.row));
    found.extend(layout::going_on_in_the_keys_column(&page, fault.row));
    found.extend(unlikely.into_iter().map(|(_, slip)| slip));
    found.extend(near.first().and_then(|&r| values::going_on(&page, r, true)));
    found.extend(
        near.iter()
            .take(3)
            .filter_map(|&r| values::missing_block_sign(&page, r)),
    );
    found.extend(
        near.iter()
            .take(3)
            .filter_map(|&r| brackets::map_in_brackets(&page, r)),
    );
    found.extend(near.iter().filter_map(|&r| layout::wide_hyphen(&page, r)));
    found.extend(
        near.iter()
            .take(3)
            .filter_map(|&r| layout::missing_hyphen(&page, r)),
    );
    found.extend(layout::shifted(&page, &near[..near.len().min(3)]));
    found.extend(
        near.iter()
            .take(3)
            .flat_map(|&r| values::going_on(&page, r, false)),
    );
    found
}

fn odd_signs(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let (plain, odd) = signs::plain(page.mended.text(row))?;
    let first = odd.first()?;
    let at = first.at..first.at + first.sign.len_utf8();
    Some(Slip::row(row, plain, at, first.message()))
}

/// Tabs in front of a line, and behind a hyphen.
fn tabs(page: &Page<'_, '_>, row: usize) -> Vec<Slip> {
    let text = page.mended.text(row);
    let blanks = text.len() - text.trim_start_matches([' ', '\t', '-']).len();
    let Some(first) = text[..blanks].find('\t') else {
        return Vec::new();
    };
    let mut widths = vec![2, 4, 8, 1];
    // What the line above is indented by may be what the tabs stand for.
    if let Some(above) = page.previous(row) {
        let tabs = text[..blanks].matches('\t').count();
        let rest = blanks - tabs;
        let wanted = page.shape(above).body.saturating_sub(rest);
        if wanted > 0 && wanted.is_multiple_of(tabs) {
            widths.push(wanted / tabs);
        }
    }
    let slips = widths.into_iter().map(|width| {
        let front = text[..blanks].replace('\t', &" ".repeat(width));
        Slip::row(
            row,
            format!("{front}{}", &text[blanks..]),
            first..first + 1,
            "a tab stands where blanks are expected",
        )
    });
    slips.collect()
}

/// `note words`, `note = words`, `topics [a]`, `annotations`.
fn missing_colon(page: &Page<'_, '_>, row: usize) -> Option<Slip> {
    let shape = page.shape(row);
    let key = shape.first_word();
    if !vocabulary::is_key(key) || shape.key == Some(key) {
        return None;
    }
    let behind = shape.body + key.len();
    let rest = shape.text[behind..].trim_start();
    let rest = rest
        .strip_prefix(['=', ';', ',', '.', ':'])
        .map_or(rest, str::trim_start);
    let glued = rest.len() == shape.text.len() - behind && !rest.is_empty();
    if glued {
        return None;
    }
    let gap = if rest.is_empty() { "" } else { " " };
    Some(Slip::row(
        row,
        format!("{}:{gap}{rest}", &shape.text[..behind]),
        shape.body..behind,
        format!("no colon stands behind `{key}`"),
    ))
}

/// Whether a line without a colon is more likely words than a key: it begins with a word that prose begins with, and goes on; or the key is
/// there already.
fn is_plain_prose(page: &Page<'_, '_>, row: usize) -> bool {
    let shape = page.shape(row);
    let key = shape.first_word();
    let several = shape.text[shape.body..].split_whitespace().count() > 2;
    let starts = shape.dash.is_some();
    (vocabulary::is_common(key) && several && !starts) || has_key(page, row, key)
}

/// Whether the map that a row belongs to has a key already, above it.
fn has_key(page: &Page<'_, '_>, row: usize, key: &str) -> bool {
    let column = page.shape(row).body;
    for above in (0..row).rev().filter(|&r| !page.is_silent(r)) {
        let shape = page.shape(above);
        if shape.body < column {
            return false;
        }
        if shape.body == column && shape.key == Some(key) {
            return true;
        }
        if shape.body == column && shape.dash.is_some() {
            return false;
        }
    }
    false
}
