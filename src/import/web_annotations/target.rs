//! What an annotation is on.

use serde_json::Value;

use super::{list::is_a, ours::is_text_of};
use crate::{
    archive::ParagraphId,
    import::{
        brought::{LoosePlace, LooseQuote},
        foreign::{each, text},
    },
};

/// What an annotation is on.
#[derive(Debug, Default)]
pub(super) struct On {
    pub(super) places: Vec<LoosePlace>,
    /// What has no words, as its selectors are called.
    pub(super) wordless: Vec<String>,
    /// Whether postil wrote it: each passage is on the page, by paragraph, and then in the file of its words.
    pub(super) ours: bool,
}

/// All targets of an annotation.
pub(super) fn on(annotation: &Value) -> On {
    let mut on = On::default();
    // Targets on a page by its paragraphs, behind which the same may follow in the file of its words.
    let mut run: Vec<LoosePlace> = Vec::new();
    for target in flat(annotation) {
        match place(target) {
            Ok(place) => match joined(&run, &place) {
                Some(both) => {
                    on.ours = true;
                    run.clear();
                    on.places.push(both);
                }
                None => {
                    let goes_on = run
                        .last()
                        .is_some_and(|last| last.addresses == place.addresses);
                    if !goes_on {
                        on.places.append(&mut run);
                    }
                    run.push(place);
                }
            },
            Err(kinds) => on.wordless.push(kinds),
        }
    }
    on.places.append(&mut run);
    on
}

/// Targets, and those in sets of them.
fn flat(annotation: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = each(annotation, "target").iter().rev().collect();
    while let Some(target) = open.pop() {
        let is_set = ["Composite", "List", "Independents", "Choice"]
            .iter()
            .any(|kind| is_a(target, kind));
        match target {
            Value::Array(many) => open.extend(many.iter().rev()),
            Value::Object(_) if is_set => open.extend(each(target, "items").iter().rev()),
            target => found.push(target),
        }
    }
    found
}

/// A target, or how what has no words is called.
fn place(target: &Value) -> Result<LoosePlace, String> {
    let source = each(target, "source").iter().find_map(address);
    let address = source.or_else(|| address(target)).ok_or("no address")?;
    let selectors = chain(target);
    let quote = quote(&selectors);
    match selectors.is_empty() || quote.is_some() {
        true => Ok(LoosePlace {
            addresses: vec![address.to_owned()],
            quote,
        }),
        false => {
            let kinds = selectors.iter().map(|selector| {
                text(selector, "type").unwrap_or("a selector that is not in the file")
            });
            Err(kinds.collect::<Vec<_>>().join(" and "))
        }
    }
}

fn address(value: &Value) -> Option<&str> {
    value
        .as_str()
        .or_else(|| text(value, "id"))
        .filter(|address| !address.trim().is_empty())
}

/// All selectors of a target, each before what refines it.
fn chain(target: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = each(target, "selector").iter().rev().collect();
    while let Some(selector) = open.pop() {
        found.push(selector);
        open.extend(each(selector, "refinedBy").iter().rev());
    }
    found
}

/// The words that selectors select, in the paragraph that they name.
fn quote(selectors: &[&Value]) -> Option<LooseQuote> {
    let exact = |selector: &&&Value| {
        is_a(selector, "TextQuoteSelector") && text(selector, "exact").is_some()
    };
    let quote = selectors.iter().find(exact);
    let fragments = selectors
        .iter()
        .filter(|selector| is_a(selector, "FragmentSelector"));
    let paragraph = fragments
        .filter_map(|selector| text(selector, "value")?.parse::<ParagraphId>().ok())
        .next();
    let part = |key: &str| {
        let words = quote.and_then(|quote| quote.get(key)?.as_str());
        words.unwrap_or_default().to_owned()
    };
    (quote.is_some() || paragraph.is_some()).then(|| LooseQuote {
        exact: part("exact"),
        prefix: part("prefix"),
        suffix: part("suffix"),
        within: paragraph.map(|paragraph| (paragraph, paragraph)),
    })
}

/// A run of targets on a page and the same in the file of its words, as one.
fn joined(run: &[LoosePlace], file: &LoosePlace) -> Option<LoosePlace> {
    let (first, last) = (run.first()?, run.last()?);
    let (page, text) = (first.addresses.first()?, file.addresses.first()?);
    if !is_text_of(text, page) {
        return None;
    }
    let addresses = vec![page.clone(), text.clone()];
    let quotes: Vec<&LooseQuote> = run
        .iter()
        .filter_map(|place| place.quote.as_ref())
        .collect();
    let Some(whole) = &file.quote else {
        return quotes.is_empty().then_some(LoosePlace {
            addresses,
            quote: None,
        });
    };
    let from = first.quote.as_ref()?.within?.0;
    let to = last.quote.as_ref()?.within?.1;
    let pieces: Vec<&str> = quotes.iter().map(|quote| quote.exact.as_str()).collect();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let within = Some((from, to));
    let quote = match pieces.iter().all(|piece| piece.is_empty()) {
        true => LooseQuote {
            within,
            ..LooseQuote::default()
        },
        false if words(&pieces.join(" ")) == words(&whole.exact) => LooseQuote {
            within,
            ..whole.clone()
        },
        false => return None,
    };
    Some(LoosePlace {
        addresses,
        quote: Some(quote),
    })
}
