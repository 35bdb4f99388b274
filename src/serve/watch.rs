//! Watching the input files: bursts of changed paths, from the first event of a save to the quiet after it.
//!
//! What the system reports is only a hint of where to look. Folders that come into being are walked after they are
//! watched, so that no file in them is missed; and where the system lost events, it says so ([`Burst::Unsure`]).

use std::{
    collections::BTreeSet,
    fmt,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, Sender, channel},
    time::Duration,
};

use anyhow::Context;
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::serve::{
    burst::{self, Heed, Timing},
    finding::{self, Finding},
    scope::Scope,
};

/// Ten milliseconds are longer than the gaps within one save, and shorter than anybody feels.
const TIMING: Timing = Timing {
    quiet: Duration::from_millis(10),
    limit: Duration::from_millis(100),
};

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Burst {
    /// These paths, relative to the root, sorted, once each; never none. A path may be a file that was written, or that is
    /// gone; or a folder that came, went, or was made anew: then all that the folder holds or held is to be looked at,
    /// for files that went with it are not named.
    Paths(Vec<PathBuf>),
    /// The system lost events: anything may have changed.
    Unsure,
}

/// Gives the bursts, one by one, waiting for each; ends when it is closed. Dropped, it watches no more.
pub struct Watcher {
    system: RecommendedWatcher,
    scope: Scope,
    messages: Receiver<Message>,
    sender: Sender<Message>,
    trouble: Option<String>,
}

/// Closes a [`Watcher`] that another thread waits on.
#[derive(Debug, Clone)]
pub struct Closer(Sender<Message>);

impl Closer {
    /// Ends the watcher's bursts, now and for good.
    pub fn close(&self) {
        // If the watcher is gone already, so much the better.
        drop(self.0.send(Message::Close));
    }
}

#[derive(Debug)]
enum Message {
    Heard(notify::Result<Event>),
    Close,
}

/// Watches folders (with all that is in them) and files, named relative to `root`, whether or not they exist yet.
///
/// `ignore` is asked with paths relative to `root`; what lies in an ignored folder is ignored too.
///
/// # Errors
/// When `root` is no folder, or the system cannot watch (its limit of watched folders may be reached).
pub fn watch(
    root: &Path,
    inputs: &[PathBuf],
    ignore: impl Fn(&Path) -> bool + Send + 'static,
) -> anyhow::Result<Watcher> {
    // Systems report real paths, and compare them with what they were asked to watch.
    let root = root
        .canonicalize()
        .with_context(|| format!("cannot watch {}", root.display()))?;
    let (sender, messages) = channel();
    let hearing = sender.clone();
    let system = notify::recommended_watcher(move |heard: notify::Result<Event>| {
        // Reading a file makes an event too, and a build reads them all: these go no further.
        if heard.as_ref().map_or(true, finding::is_change) {
            drop(hearing.send(Message::Heard(heard)));
        }
    })
    .context("cannot watch files on this system")?;
    let mut watcher = Watcher {
        system,
        scope: Scope::new(root, inputs, Box::new(ignore)),
        messages,
        sender,
        trouble: None,
    };
    for index in 0..inputs.len() {
        watcher.attach(index)?;
    }
    watcher.follow_links()?;
    Ok(watcher)
}

impl Watcher {
    /// A handle that closes it from another thread.
    pub fn closer(&self) -> Closer {
        Closer(self.sender.clone())
    }

    /// Why changes may now go unseen, in a sentence for the author; told once. Worth asking after [`Burst::Unsure`].
    pub fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// Watches an input anew, and every folder above it up to the root, in which it may appear.
    fn attach(&mut self, index: usize) -> anyhow::Result<()> {
        let input = &self.scope.inputs()[index];
        for folder in self
            .scope
            .folders_above(input)
            .filter(|folder| folder.is_dir())
        {
            // An input may itself lie in an input, which must stay watched with all that is in it.
            if !self.scope.is_within_input(folder) {
                observe(&mut self.system, folder, RecursiveMode::NonRecursive)?;
            }
        }
        // A watch may be on a folder that has gone or been moved, and would then report under a wrong name.
        drop(self.system.unwatch(&input.path));
        // A file is seen through its folder. A watch on itself would be on the old file after a save by renaming.
        if input.path.is_dir() {
            observe(&mut self.system, &input.path, RecursiveMode::Recursive)?;
        }
        Ok(())
    }

    /// Watches what the links in the inputs lead to, where it lies: the system follows no link to a file.
    fn follow_links(&mut self) -> anyhow::Result<()> {
        for folder in self.scope.look_for_links() {
            if folder.is_dir() && !self.scope.is_within_input(&folder) {
                observe(&mut self.system, &folder, RecursiveMode::NonRecursive)?;
            }
        }
        Ok(())
    }

    /// Turns the findings of a burst into what changed; `None` if nothing did.
    fn sum_up(&mut self, findings: Vec<Finding>) -> Option<Burst> {
        let mut changed = BTreeSet::new();
        let mut folders = BTreeSet::new();
        let mut inputs = BTreeSet::new();
        let mut lost = false;
        for finding in findings {
            changed.extend(finding.changed);
            folders.extend(finding.folders);
            inputs.extend(finding.inputs);
            lost |= finding.lost;
            self.trouble = finding.trouble.or(self.trouble.take());
        }
        if lost {
            // Among the lost events may have been the birth of a folder, which nobody watches then.
            inputs.extend(0..self.scope.inputs().len());
        }
        let mut attached = BTreeSet::new();
        for index in inputs {
            lost |= self.note(|watcher| watcher.attach(index));
            attached.insert(self.scope.inputs()[index].path.clone());
            // There a new watch starts the whole stream of events anew, and those in between are lost.
            lost |= cfg!(target_os = "macos");
        }
        folders.extend(attached.iter().cloned());
        for folder in outermost(folders) {
            if !attached.contains(&folder) {
                lost |= self.note(|watcher| watcher.adopt(&folder));
            }
            if !lost {
                changed.extend(self.scope.files_below(&folder));
            }
        }
        if lost || changed.iter().any(|path| self.scope.may_change_links(path)) {
            lost |= self.note(Self::follow_links);
        }
        match (lost, changed.is_empty()) {
            (true, _) => Some(Burst::Unsure),
            (false, true) => None,
            (false, false) => Some(Burst::Paths(changed.into_iter().collect())),
        }
    }

    /// Sees to it that a folder inside an input is watched with all that is in it, before it is walked.
    fn adopt(&mut self, folder: &Path) -> anyhow::Result<()> {
        // There the watch on a folder includes, without a gap, what comes into being below it.
        let watches_trees = cfg!(any(target_os = "macos", windows));
        if watches_trees || !folder.is_dir() {
            return Ok(());
        }
        observe(&mut self.system, folder, RecursiveMode::Recursive)
    }

    /// Does it and keeps what went wrong for the author; tells whether something did.
    fn note(&mut self, act: impl FnOnce(&mut Watcher) -> anyhow::Result<()>) -> bool {
        let failed = act(self).err().map(|error| format!("{error:#}"));
        let has_failed = failed.is_some();
        self.trouble = failed.or(self.trouble.take());
        has_failed
    }
}

impl Iterator for Watcher {
    type Item = Burst;

    /// Waits for the next burst: quiet for 10 ms, or 100 ms after its first event. `None` once it is closed.
    fn next(&mut self) -> Option<Burst> {
        loop {
            let findings = burst::gather(&self.messages, TIMING, |message| match message {
                Message::Heard(heard) => {
                    finding::find(&self.scope, heard).map_or(Heed::Skip, Heed::Take)
                }
                Message::Close => Heed::Close,
            })?;
            if let Some(burst) = self.sum_up(findings) {
                return Some(burst);
            }
        }
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Watcher")
    }
}

/// Asks the system to watch. A folder that vanishes meanwhile, itself or one inside it, makes the whole request fail:
/// then it is tried again, and what is gone by itself is no trouble.
fn observe(
    system: &mut RecommendedWatcher,
    folder: &Path,
    mode: RecursiveMode,
) -> anyhow::Result<()> {
    const ATTEMPTS: usize = 20;
    for _ in 0..ATTEMPTS {
        match system.watch(folder, mode) {
            Ok(()) => return Ok(()),
            Err(error) if is_vanished(&error) => {
                if !folder.is_dir() {
                    return Ok(());
                }
            }
            Err(error) => {
                // Linux counts watched folders per user, and other programs watch too.
                let is_limit = matches!(error.kind, ErrorKind::MaxFilesWatch);
                let hint = if is_limit {
                    " (raise fs.inotify.max_user_watches)"
                } else {
                    ""
                };
                return Err(error)
                    .with_context(|| format!("cannot watch {}{hint}", folder.display()));
            }
        }
    }
    anyhow::bail!("cannot watch {}: it keeps changing", folder.display())
}

fn is_vanished(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => matches!(
            error.kind(),
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
        ),
        ErrorKind::Generic(_)
        | ErrorKind::WatchNotFound
        | ErrorKind::InvalidConfig(_)
        | ErrorKind::MaxFilesWatch => false,
    }
}

/// Leaves out folders that lie in another of the set.
fn outermost(folders: BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let mut outermost: Vec<PathBuf> = Vec::new();
    // Sorted, a folder comes before all that is in it.
    for folder in folders {
        if !outermost
            .last()
            .is_some_and(|last| folder.starts_with(last))
        {
            outermost.push(folder);
        }
    }
    outermost
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::{EventKind, event::Flag};

    #[test]
    fn after_lost_events_everything_is_unsure_and_still_watched() {
        let root = std::env::temp_dir().join(format!("postil-lost-{}", std::process::id()));
        std::fs::create_dir_all(root.join("content")).unwrap();
        let mut watcher = watch(&root, &["content".into()], |_| false).unwrap();
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        watcher.sender.send(Message::Heard(Ok(lost))).unwrap();
        assert_eq!(watcher.next(), Some(Burst::Unsure));
        assert_eq!(watcher.trouble(), None);
        std::fs::write(root.join("content/a"), "x").unwrap();
        assert_eq!(watcher.next(), Some(Burst::Paths(vec!["content/a".into()])));
        std::fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn folders_within_others_are_left_out() {
        let folders = ["a/b", "a", "a-b", "a/b/c", "c/d"].map(PathBuf::from);
        assert_eq!(
            outermost(folders.into()),
            ["a", "a-b", "c/d"].map(PathBuf::from)
        );
    }
}
