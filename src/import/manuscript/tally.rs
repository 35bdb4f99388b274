//! What is told once of a whole file: looks that are not kept, and changes that were settled.

use std::collections::BTreeMap;

use crate::import::{Account, Changes, Place, Report};

/// How often something was seen, and where first.
#[derive(Debug, Default)]
pub(in crate::import) struct Tally {
    seen: BTreeMap<&'static str, (usize, Place)>,
}

impl Tally {
    /// Notes a look.
    pub(in crate::import) fn note(&mut self, what: &'static str, place: &Place) {
        let (count, _) = self.seen.entry(what).or_insert_with(|| (0, place.clone()));
        *count += 1;
    }

    /// Remarks on all of them.
    pub(in crate::import) fn remark(self, account: &mut Account) {
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

/// Says how many tracked changes there were, and what became of them.
pub(in crate::import) fn settled(account: &mut Account, changes: Changes) {
    const UNITS: [&str; 3] = ["deletions", "insertions", "moves"];
    let counts = account.counts().filter(|(unit, _)| UNITS.contains(unit));
    let counts: Vec<String> = counts
        .map(|(unit, count)| format!("{} {unit}", count.found))
        .collect();
    if counts.is_empty() {
        return;
    }
    let how = match changes {
        Changes::Accept => "accepted",
        Changes::Reject => "rejected",
    };
    let what = format!("all tracked changes were {how}: {}", counts.join(", "));
    account.remark(Report::new("tracked changes", Place::default(), what, ""));
}
