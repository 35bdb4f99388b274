//! What is told of and not said: applause, incidents, gaps, stage directions, among words.

use super::{
    kinds::is_footnote,
    page::Page,
    printed::{is_choice, is_out, printed, told_by_attribute},
    tongues::in_tongue,
};
use crate::import::{
    account::{Report, Side},
    running::collapsed,
    script::bracketed,
    xml::Element,
};

impl Page<'_> {
    /// What nobody said, among words that somebody says.
    pub(super) fn told(&mut self, element: &Element) {
        let words = self.words_told(element);
        let printed = collapsed(&words);
        let text = element.text();
        if printed.starts_with('[') && printed.ends_with(']') && collapsed(&text) == printed {
            self.script.running.words(&text);
        } else if printed.starts_with('[') && printed.ends_with(']') {
            self.script.running.sign(&printed);
            self.pass(element);
        } else if let Some(inside) = bracketed(&printed) {
            self.script.running.part();
            self.script.running.sign(&format!("[{inside}]"));
            self.pass(element);
            self.script.running.part();
        }
        let unit = unit_of(element);
        self.account.found(unit, 1);
        match printed.is_empty() {
            false => self.account.wrote(unit, 1),
            true => {
                let report = Report::new(unit, element.place(), "it has no words", "");
                self.account.left_out(Side::Speech, report);
            }
        }
    }

    /// The words of what is told of, in one language; those in others are reported.
    pub(super) fn words_told(&mut self, element: &Element) -> String {
        if let Some(told) = told_by_attribute(element) {
            return told.to_owned();
        }
        let apart = |e: &Element| is_footnote(e) || is_out(e, self.how.changes) || is_choice(e);
        let mut within = element.descendants().into_iter().skip(1);
        self.account.reorders |= within.any(apart);
        let all: Vec<&Element> = element.all("desc").collect();
        let kept = in_tongue(&all, self.language.as_deref());
        let in_others =
            all.len() > 1 && all.iter().all(|desc| desc.attribute("xml:lang").is_some());
        let Some(kept) = kept.filter(|_| in_others) else {
            return printed(element, self.how);
        };
        for other in all.into_iter().filter(|desc| *desc != kept) {
            self.drop(
                other,
                "descriptions",
                "the same is told in another language",
            );
        }
        printed(kept, self.how)
    }
}

/// What is counted of what is told of.
pub(super) fn unit_of(element: &Element) -> &'static str {
    match element.name.as_str() {
        "kinesic" => "kinesics",
        "vocal" => "vocals",
        "incident" | "event" => "incidents",
        "gap" => "gaps",
        "note" => "notes",
        _ => "stage directions",
    }
}
