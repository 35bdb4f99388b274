//! A progress line on a terminal, once a run takes longer than half a second.

use std::{
    io::IsTerminal,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::{Progress, import::ImportProgress};

/// How long a run is silent.
const PATIENCE: Duration = Duration::from_millis(500);

/// Shows how far a run is; silent where nobody watches.
pub(super) struct Display {
    bar: ProgressBar,
    start: Instant,
    watched: bool,
}

impl Display {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {bar:24} {pos}/{len}")
            .expect("the template is well-formed");
        bar.set_style(style);
        Self {
            bar,
            start: Instant::now(),
            watched: std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn show(&self, progress: Progress) {
        match progress {
            Progress::Loading => self.say("reading", None),
            Progress::Binding => self.say("joining", None),
            Progress::Rendering(done, total) => self.say("making pages", Some((done, total))),
            Progress::Writing => self.say("putting into place", None),
        }
    }

    pub(super) fn show_import(&self, progress: ImportProgress) {
        match progress {
            ImportProgress::Reading(done, total) => self.say("importing", Some((done, total))),
            ImportProgress::Checking => self.say("looking at the archive", None),
        }
    }

    fn say(&self, what: &'static str, count: Option<(usize, usize)>) {
        if !self.watched {
            return;
        }
        if self.start.elapsed() > PATIENCE && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(what);
        if let Some((done, total)) = count {
            self.bar.set_length(total as u64);
            self.bar.set_position(done as u64);
        }
    }

    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
