//! How long each stage took.

use std::time::{Duration, Instant};

/// A stage of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What the last build kept is opened.
    Open,
    /// Files are listed.
    Survey,
    /// They are compared with what they were.
    Compare,
    /// Templates are read.
    Theme,
    /// What changed is read and anchored, the rest taken as it was.
    Load,
    /// Names are bound.
    Bind,
    /// Pages are planned.
    Plan,
    /// Pages are made and staged.
    Render,
    /// They are put in place.
    Write,
    /// What the next build needs is kept.
    Keep,
}

impl Stage {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Survey => "survey",
            Stage::Compare => "compare",
            Stage::Theme => "theme",
            Stage::Load => "load and anchor",
            Stage::Bind => "bind",
            Stage::Plan => "plan",
            Stage::Render => "render",
            Stage::Write => "write",
            Stage::Keep => "keep",
        }
    }
}

/// How long each stage took, in their order.
#[derive(Clone, Debug)]
pub struct Timings {
    begun: Instant,
    stages: Vec<(Stage, Duration)>,
}

impl Timings {
    /// From now on.
    pub(super) fn new() -> Self {
        Self {
            begun: Instant::now(),
            stages: Vec::new(),
        }
    }

    /// A stage ends here, and the next begins.
    pub(super) fn end(&mut self, stage: Stage) {
        let now = Instant::now();
        self.stages.push((stage, now - self.begun));
        self.begun = now;
    }

    /// The stages that there were.
    pub fn stages(&self) -> &[(Stage, Duration)] {
        &self.stages
    }
}
