//! What the name of something in a folder decides, before anybody looks at it.

use std::ffi::OsStr;

use super::{Litter, Refusal};

/// What a name says.
pub(super) enum Named {
    /// It is looked at.
    Read,
    /// It is passed over.
    Skipped,
    /// It is not copied, though what lies there is, which is told.
    LeftOut(Litter),
    /// It may not be read.
    Refused(Refusal),
}

/// What the name of something at the path `shown` says; `copied` as for [`super::Files::walk`].
pub(super) fn named(name: &OsStr, shown: &str, copied: &dyn Fn(&str) -> bool) -> Named {
    let lossy = name.to_string_lossy();
    if let Some(litter) = Litter::of(&lossy) {
        let copied = copied(shown);
        if !copied {
            return Named::Skipped;
        }
        if litter != Litter::About {
            return Named::LeftOut(litter);
        }
    }
    // A hidden name that hosts look for means nothing where nothing is copied.
    if lossy.starts_with('.') && !copied(shown) {
        return Named::Skipped;
    }
    if name.to_str().is_none() {
        return Named::Refused(Refusal::Name("is not Unicode"));
    }
    if cfg!(unix) && lossy.contains('\\') {
        let why = "holds a back-slash, which divides folders on other systems";
        return Named::Refused(Refusal::Name(why));
    }
    Named::Read
}
