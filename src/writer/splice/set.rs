//! Another value in the place of one.

use super::{
    super::{
        scalar::{self, Block},
        value::Value,
    },
    Edit,
    place::Place,
};
use crate::{
    load::yaml::{self, Scalar, Style},
    text::{quoted, yaml::Spot},
};

/// The ways to write `value` where another stands, the one that changes least first.
pub(super) fn ways(place: &Place<'_>, value: &Value) -> Vec<Vec<Edit>> {
    let node = place.node;
    match &node.value {
        yaml::Value::Null if place.is_unwritten(node) => unwritten(place, value),
        yaml::Value::Scalar(old) if place.block().is_some() => block(place, old, value),
        yaml::Value::Null | yaml::Value::Scalar(_) => words(place, value),
        yaml::Value::List(_) | yaml::Value::Map(_) => collection(place, value),
    }
}

fn spot(place: &Place<'_>) -> Spot {
    match place.flow {
        true => Spot::Flow,
        false => Spot::Block,
    }
}

/// Value forms on one line, those like the old one first.
fn forms(place: &Place<'_>, value: &Value, old: Option<Style>) -> Vec<String> {
    let mut forms = Vec::new();
    if let Value::Words(words) | Value::Text(words) = value {
        match old {
            Some(Style::Single) => forms.extend(scalar::single(words)),
            Some(Style::Double) => forms.push(quoted(words)),
            Some(Style::Plain | Style::Literal | Style::Folded) | None => {}
        }
    }
    forms.push(value.in_line(spot(place)));
    forms
}

/// In the place of words on one line or several.
fn words(place: &Place<'_>, value: &Value) -> Vec<Vec<Edit>> {
    let old = match &place.node.value {
        yaml::Value::Scalar(scalar) => Some(scalar.style),
        _ => None,
    };
    let at = place.node.span.range();
    let mut ways = Vec::new();
    let lines = matches!(value, Value::Words(words) | Value::Text(words) if words.contains('\n'));
    if lines && matches!(old, None | Some(Style::Plain)) {
        let behind = &place.text[at.end..place.line_end(at.end)];
        let way = as_block(place, value, Style::Literal).filter(|_| behind.trim().is_empty());
        ways.extend(way.map(|(sign, body)| vec![(at.clone(), sign + &body)]));
    }
    let forms = forms(place, value, old);
    ways.extend(forms.into_iter().map(|form| vec![(at.clone(), form)]));
    ways
}

/// The sign and the lines of a block for the value of a place.
fn as_block(place: &Place<'_>, value: &Value, style: Style) -> Option<(String, String)> {
    let (Value::Words(words) | Value::Text(words)) = value else {
        return None;
    };
    if place.flow {
        return None;
    }
    let indent = place.inner_indent()?;
    let block = match style {
        Style::Folded => Block::folded(words, 2),
        _ => Block::literal(words, 2),
    }?;
    let at = place.sign_end()?;
    let body = block.body(&" ".repeat(indent), place.ending(at));
    Some((block.sign, body))
}

/// In the place of a `|` or `>` block: a block with the same indentation, or words on the line of its sign.
fn block(place: &Place<'_>, old: &Scalar, value: &Value) -> Vec<Vec<Edit>> {
    let Some((sign, body)) = place.block() else {
        return Vec::new();
    };
    let mut ways = Vec::new();
    let anew =
        |(as_sign, lines): (String, String)| vec![(sign.clone(), as_sign), (body.clone(), lines)];
    for style in [old.style, Style::Literal] {
        if let Some((as_sign, lines)) = as_block(place, value, style) {
            let as_sign_kept = &place.text[sign.clone()];
            // As deep as the old lines were, if their sign says nothing of it.
            if let (Some(indent), Some(block)) = (own_indent(place), words_block(value, style))
                && !as_sign_kept.contains(|c: char| c.is_ascii_digit())
                && !block.sign.contains(|c: char| c.is_ascii_digit())
            {
                let lines = block.body(&" ".repeat(indent), place.ending(sign.start));
                ways.push(anew((block.sign, lines)));
            }
            ways.push(anew((as_sign, lines)));
        }
    }
    let forms = forms(place, value, None);
    ways.extend(forms.into_iter().map(|form| anew((form, String::new()))));
    ways
}

fn words_block(value: &Value, style: Style) -> Option<Block<'_>> {
    let (Value::Words(words) | Value::Text(words)) = value else {
        return None;
    };
    match style {
        Style::Folded => Block::folded(words, 2),
        _ => Block::literal(words, 2),
    }
}

/// How far the lines of a block are indented.
fn own_indent(place: &Place<'_>) -> Option<usize> {
    let first = place.node.span.range();
    (!first.is_empty()).then(|| place.indent(first.start))?
}

/// Where nothing is written: behind the colon or the hyphen.
fn unwritten(place: &Place<'_>, value: &Value) -> Vec<Vec<Edit>> {
    let Some(at) = place.sign_end() else {
        return Vec::new();
    };
    let mut ways = Vec::new();
    let comment = place.node.comment.is_some();
    if !comment
        && let Some((sign, body)) = as_block(place, value, Style::Literal)
        && body.matches('\n').count() > 1
    {
        ways.push(vec![(at..at, format!(" {sign}{body}"))]);
    }
    ways.push(vec![(at..at, format!(" {}", value.in_line(spot(place))))]);
    ways
}

/// In the place of a list or map, in which no comment is lost.
fn collection(place: &Place<'_>, value: &Value) -> Vec<Vec<Edit>> {
    let at = place.node.span.range();
    if place.has_comments() {
        return Vec::new();
    }
    let form = value.in_line(spot(place));
    if place.in_brackets() {
        return vec![vec![(at, form)]];
    }
    let (start, end) = (place.start(), place.end(place.node));
    let Some(sign) = place.sign_end() else {
        return Vec::new();
    };
    let gap = &place.text[sign..start.max(sign)];
    if gap.contains('\n') {
        // On lines of their own: a comment behind the colon stays there.
        let line = place.line_end(sign);
        let between = &place.text[line..start];
        // Two comments would become one.
        let comment = |from: usize, to: usize| place.text[from..to].contains('#');
        let two = comment(sign, line) && comment(end, place.line_end(end));
        return match two || between.contains('#') {
            true => Vec::new(),
            false => vec![vec![
                (sign..sign, format!(" {form}")),
                (line..end, String::new()),
            ]],
        };
    }
    vec![vec![(start..end, form)]]
}
