//! What exporters share that need more of the settings than others do: what is missing is said with the line to write.

use super::Given;
use crate::{
    reader::{Config, Thing, Whole},
    source::diag::{Code, Diagnostic, Place},
};

/// The remark that a format cannot be made: what it needs, why, and the line of postil.yaml that gives it.
pub(super) fn lacks(config: &Config, format: &str, why: &str, line: &str) -> Box<Diagnostic> {
    let place = config.source.map_or(Place::Site, Place::File);
    let remark = Diagnostic::new(Code::BadValue, place, format!("`{format}` {why}"));
    Box::new(remark.help(format!("write in postil.yaml: `{line}`")))
}

/// The address of the site, which the format cannot do without.
pub(super) fn base_url<'g>(given: &'g Given<'_>, format: &str) -> Result<&'g str, Box<Diagnostic>> {
    let config = given.reader.config();
    config.base_url.as_deref().ok_or_else(|| {
        let why = "needs full addresses, and the site has none of its own";
        lacks(config, format, why, "base_url: https://archive.example/")
    })
}

/// The newest day on which something was written about or said, as `2014-04-01`; none if no date is known at all.
pub(super) fn newest_day(whole: Whole<'_>) -> Option<String> {
    let days = whole.last_written();
    let all = whole.lists.transcripts();
    let all = all.filter_map(|head| days.of(Thing::Transcript(head.index())));
    all.max().map(str::to_owned)
}
