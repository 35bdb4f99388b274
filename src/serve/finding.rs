//! What the events of the system mean for us.

use std::path::PathBuf;

use notify::{
    Event, EventKind,
    event::{AccessKind, AccessMode, CreateKind, MetadataKind, ModifyKind},
};

use crate::serve::scope::{Place, Scope};

/// What one event of the system means for us.
#[derive(Debug, Default)]
pub(crate) struct Finding {
    /// Relative to the root.
    pub(crate) changed: Vec<PathBuf>,
    /// Folders that came into being, absolute.
    pub(crate) folders: Vec<PathBuf>,
    /// Inputs, by index, that may have come, gone, or become another folder of the same name.
    pub(crate) inputs: Vec<usize>,
    /// Events were lost.
    pub(crate) lost: bool,
    /// What the author should know of why.
    pub(crate) trouble: Option<String>,
}

/// Whether an event is more than somebody's reading.
pub(crate) fn is_change(event: &Event) -> bool {
    match event.kind {
        // Closed after writing: says that a save is whole, and is all that is seen of writes through mapped memory.
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => true,
    }
}

/// What an event means for us; `None` if nothing.
pub(crate) fn find(scope: &Scope, heard: notify::Result<Event>) -> Option<Finding> {
    let event = match heard {
        Ok(event) => event,
        Err(error) => {
            return Some(Finding {
                lost: true,
                trouble: Some(format!("changes may go unseen: {error}")),
                ..Finding::default()
            });
        }
    };
    let mut finding = Finding {
        lost: event.need_rescan(),
        ..Finding::default()
    };
    // Whether it is about what there is, rather than about what it holds.
    let is_name = match event.kind {
        EventKind::Create(CreateKind::File) | EventKind::Access(_) | EventKind::Other => false,
        EventKind::Modify(kind) => matches!(kind, ModifyKind::Name(_)),
        // Of two folders that had the same name one after the other, the first one's end may be told last.
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any => true,
    };
    for path in event.paths {
        let is_folder = path.is_dir();
        if !is_folder || is_name {
            finding.changed.extend(scope.linked(&path));
        }
        match scope.place(&path) {
            // That a folder was modified means that something in it was, which has its own event.
            Place::Inside(_) | Place::Input(..) if is_folder && !is_name => {}
            Place::Inside(relative) => {
                finding.changed.push(relative);
                finding.folders.extend(is_folder.then_some(path));
            }
            Place::Input(index, relative) => {
                finding.changed.push(relative);
                // A file is watched through its folder, and that stays.
                finding.inputs.extend((!path.is_file()).then_some(index));
            }
            Place::Above if is_name => finding.inputs.extend(scope.inputs_in(&path)),
            Place::Above | Place::Elsewhere => {}
        }
    }
    let matters = finding.lost || !finding.changed.is_empty() || !finding.inputs.is_empty();
    matters.then_some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, Flag, RemoveKind, RenameMode};

    fn scope() -> Scope {
        let inputs = ["content", "postil.yaml"].map(PathBuf::from);
        Scope::new("/no/root".into(), &inputs, Box::new(|_| false))
    }

    fn found(kind: EventKind, path: &str) -> Option<Finding> {
        let event = Event::new(kind).add_path(path.into());
        is_change(&event)
            .then(|| find(&scope(), Ok(event)))
            .flatten()
    }

    #[test]
    fn reading_is_no_change_and_the_end_of_writing_is() {
        let open = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        let seen = EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime));
        for kind in [open, read, seen] {
            assert!(found(kind, "/no/root/content/a").is_none(), "{kind:?}");
        }
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let finding = found(written, "/no/root/content/a").unwrap();
        assert_eq!(finding.changed, [PathBuf::from("content/a")]);
    }

    #[test]
    fn input_that_goes_is_looked_at_again_and_one_that_is_written_is_not() {
        let gone = EventKind::Remove(RemoveKind::Folder);
        assert_eq!(found(gone, "/no/root/content").unwrap().inputs, [0]);
        assert_eq!(found(gone, "/no/root").unwrap().inputs, [0, 1]);
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        assert_eq!(found(moved, "/no/root/content").unwrap().inputs, [0]);
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert!(found(written, "/no/root").is_none());
    }

    #[test]
    fn lost_events_are_told_whatever_their_path() {
        let event = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(find(&scope(), Ok(event)).is_some_and(|finding| finding.lost));
        let finding = find(&scope(), Err(notify::Error::generic("broken"))).unwrap();
        assert!(
            finding.lost
                && finding
                    .trouble
                    .is_some_and(|trouble| trouble.contains("broken"))
        );
    }
}
