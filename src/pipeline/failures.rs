//! Mistakes of templates, which show when pages are made.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use crate::{
    pages::Page,
    source::diag::{Diagnostic, Diagnostics, Place},
    text::route::Route,
};

/// How many mistakes of templates are told before the rest of the pages is left.
const ENOUGH: usize = 50;

/// Mistakes of templates, gathered from many threads.
#[derive(Default)]
pub(super) struct Failures {
    list: Mutex<Vec<(Route, Diagnostic)>>,
    count: AtomicUsize,
}

impl Failures {
    /// Whether the rest of the pages may be left.
    pub(super) fn are_enough(&self) -> bool {
        self.count.load(Ordering::Relaxed) >= ENOUGH
    }

    /// Whether every page could be made.
    pub(super) fn are_none(&self) -> bool {
        self.count.load(Ordering::Relaxed) == 0
    }

    /// A page could not be made.
    pub(super) fn add(&self, page: &Page, failure: Diagnostic) {
        self.count.fetch_add(1, Ordering::Relaxed);
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.push((page.route.clone(), failure));
    }

    /// Tells each mistake once.
    pub(super) fn tell(self, diags: &mut Diagnostics) {
        let mut list = self
            .list
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        list.sort_by(|a, b| a.0.cmp(&b.0));
        let mut told: Vec<(Place, String)> = Vec::new();
        for (route, failure) in list {
            // One mistake shows on every page of its kind: it is told once, with the first page.
            let key = (failure.place, failure.message.clone());
            if !told.contains(&key) {
                told.push(key);
                diags.push(failure.note(format!("found while making `{}`", route.as_str())));
            }
        }
    }
}
