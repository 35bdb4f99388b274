//! A progress line on a terminal, once a run takes longer than half a second.

use std::{
    io::IsTerminal,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

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
        if !self.watched {
            return;
        }
        if self.start.elapsed() > PATIENCE && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        match progress {
            Progress::Loading => self.bar.set_message("reading"),
            Progress::Binding => self.bar.set_message("joining"),
            Progress::Rendering(done, total) => {
                self.bar.set_message("making pages");
                self.bar.set_length(total as u64);
                self.bar.set_position(done as u64);
            }
            Progress::Writing => self.bar.set_message("putting into place"),
        }
    }

    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
