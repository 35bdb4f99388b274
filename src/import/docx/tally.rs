//! Looks that are not kept: one remark for each, with how often.

use std::collections::BTreeMap;

use crate::import::{Account, Place, Report};

/// How often something was seen, and where first.
#[derive(Debug, Default)]
pub(super) struct Tally {
    seen: BTreeMap<&'static str, (usize, Place)>,
}

impl Tally {
    /// Notes a look.
    pub(super) fn note(&mut self, what: &'static str, place: &Place) {
        let (count, _) = self.seen.entry(what).or_insert_with(|| (0, place.clone()));
        *count += 1;
    }

    /// Remarks on all of them.
    pub(super) fn remark(self, account: &mut Account) {
        for (what, (count, place)) in self.seen {
            let times = match count {
                1 => "once".to_owned(),
                count => format!("{count} times, here first"),
            };
            account.remark(Report::new(
                "looks",
                place,
                format!("{what} are not kept ({times})"),
                "",
            ));
        }
    }
}
