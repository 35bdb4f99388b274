//! What the name of something in a folder decides, before anybody looks at it.

use std::ffi::OsStr;

use super::{Litter, Refusal};

/// What becomes of something in a folder, by its name.
pub(super) enum Treatment {
    /// It is looked at.
    Read,
    /// It is passed over.
    Skipped,
    /// It is not copied, though what lies there is, which is told.
    LeftOut(Litter),
    /// It may not be read.
    Refused(Refusal),
}

/// What becomes of something called so at the path `shown`; `copied` as for [`super::Files::walk`].
pub(super) fn treatment(name: &OsStr, shown: &str, copied: &dyn Fn(&str) -> bool) -> Treatment {
    let lossy = name.to_string_lossy();
    if let Some(litter) = Litter::of(&lossy) {
        let copied = copied(shown);
        if !copied {
            return Treatment::Skipped;
        }
        if litter != Litter::About {
            return Treatment::LeftOut(litter);
        }
    }
    // A hidden name that hosts look for means nothing where nothing is copied.
    if lossy.starts_with('.') && !copied(shown) {
        return Treatment::Skipped;
    }
    if name.to_str().is_none() {
        return Treatment::Refused(Refusal::Name("is not Unicode"));
    }
    if cfg!(unix) && lossy.contains('\\') {
        let why = "holds a back-slash, which divides folders on other systems";
        return Treatment::Refused(Refusal::Name(why));
    }
    Treatment::Read
}
