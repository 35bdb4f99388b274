//! Pages, lines and times among words.

use super::{page::Page, printed::divides_word};
use crate::import::{
    account::{Report, Side},
    running::collapsed,
    xml::Element,
};

impl Page<'_> {
    /// A page, column or line begins.
    pub(super) fn breaks(&mut self, element: &Element) {
        if element.name == "pb" {
            self.page_begins(element);
        }
        match (divides_word(element), element.name.as_str()) {
            (true, _) => self.script.running.glue(),
            (false, "pb") => {}
            (false, _) => self.script.running.part(),
        }
    }

    /// The mark of a page; one without a number says nothing.
    pub(super) fn page_begins(&mut self, element: &Element) {
        let page = collapsed(element.attribute("n").unwrap_or_default());
        let page = ["pp.", "p."]
            .iter()
            .find_map(|p| page.strip_prefix(p))
            .unwrap_or(&page)
            .trim();
        self.account.found("pages", 1);
        match page.is_empty() || page.contains(['[', ']']) {
            true => {
                let report = Report::new("pages", element.place(), "a page without a number", "");
                self.account.left_out(Side::Speech, report);
            }
            false => {
                self.pages += 1;
                self.script.running.page(page);
            }
        }
        if element.attribute("facs").is_some() {
            self.tally
                .add("pages", "pictures of pages are not kept", element);
        }
    }

    /// A time that stands for itself.
    pub(super) fn time(&mut self, element: &Element) {
        let of = |name| element.attribute(name);
        match of("when")
            .and_then(clock)
            .or_else(|| of("dur").and_then(duration))
        {
            Some(seconds) => self.script.running.time(seconds),
            None => self.tally.add(
                "times",
                "a time that is none of a recording is not kept",
                element,
            ),
        }
    }

    /// A point of the time line.
    pub(super) fn synchronized(&mut self, element: &Element) {
        let point = element.attribute("synch").unwrap_or_default();
        if let Some(seconds) = self.times.get(point.trim_start_matches('#')) {
            self.script.running.time(*seconds);
        }
    }
}

/// A time of the recording: `00:12:31.5`.
fn clock(when: &str) -> Option<f64> {
    let parts: Vec<&str> = when.trim().split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else {
        return None;
    };
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    let seconds = seconds
        .parse::<f64>()
        .ok()
        .filter(|s| (0.0..60.0).contains(s))?;
    Some(f64::from(hours) * 3600.0 + f64::from(minutes) * 60.0 + seconds)
}

/// So many seconds: `PT90000S`.
fn duration(written: &str) -> Option<f64> {
    let seconds = written.trim().strip_prefix("PT")?.strip_suffix('S')?;
    seconds
        .parse::<f64>()
        .ok()
        .filter(|s| s.is_finite() && *s >= 0.0)
}
