//! What lies in folders that nobody put there to be read or published, known by its name alone.

/// What a name says of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Litter {
    /// What an editor program leaves beside a file that is open: its lock, its swap file, its last copy. Never looked into, also where it is
    /// a link to nowhere.
    Editor,
    /// What the system or a program keeps for itself: `.DS_Store`, `Thumbs.db`.
    System,
    /// What begins with a full stop and is not in [`DOTTED`]: `.git`, `.env`.
    Hidden,
    /// An old copy: `x.bak`, `x.orig`, `x.tmp`.
    Copy,
    /// What is said about a folder: a `README` or a licence. Where files are copied as they are it is one of them.
    About,
}

/// The names with a full stop in front that are published: web hosts look for them.
pub const DOTTED: [&str; 4] = [".well-known", ".nojekyll", ".htaccess", ".domains"];

impl Litter {
    /// What a name says; none for what is meant to be read.
    pub fn of(name: &str) -> Option<Self> {
        if is_editors(name) {
            return Some(Self::Editor);
        }
        const SYSTEM: [&str; 10] = [
            ".DS_Store",
            "Thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "Desktop.ini",
            "__MACOSX",
            "$RECYCLE.BIN",
            "Icon\r",
            ".directory",
            "lost+found",
        ];
        if SYSTEM.contains(&name) || name.starts_with("._") {
            return Some(Self::System);
        }
        if name.starts_with('.') {
            return (!DOTTED.contains(&name)).then_some(Self::Hidden);
        }
        let ends = |endings: &[&str]| {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending);
            ending.is_some_and(|e| endings.iter().any(|known| e.eq_ignore_ascii_case(known)))
        };
        if ends(&["bak", "orig", "tmp"]) {
            return Some(Self::Copy);
        }
        const ABOUT: [&str; 6] = [
            "README",
            "README.md",
            "LICENSE",
            "LICENSE.md",
            "LICENSE.txt",
            "SOURCE.md",
        ];
        ABOUT.contains(&name).then_some(Self::About)
    }

    /// What it is, in words for a remark on one file that is left out.
    pub fn words(self) -> &'static str {
        match self {
            Self::Editor => "what an editor program left",
            Self::System => "what the system keeps for itself",
            Self::Hidden => "hidden, since its name begins with a full stop,",
            Self::Copy => "an old copy, by its ending,",
            Self::About => "about its folder",
        }
    }
}

/// Locks, swap files and last copies of Emacs, Vim, nano, Kate, gedit, JetBrains' programs, LibreOffice and Word.
fn is_editors(name: &str) -> bool {
    let swap = |ending: &str| {
        let low = ending.to_ascii_lowercase();
        (low.len() == 3 && low.starts_with("sw") && low.as_bytes()[2].is_ascii_lowercase())
            || matches!(low.as_str(), "kate-swp" | "crswap")
    };
    name.ends_with('~')
        || name.starts_with(".#")
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || (name.starts_with(".~lock.") && name.ends_with('#'))
        || name.starts_with(".goutputstream-")
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || name.rsplit_once('.').is_some_and(|(stem, ending)| {
            swap(ending) && (stem.starts_with('.') || ending != "swf")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_litter() {
        for (name, what) in [
            (".#milling.md", Some(Litter::Editor)),
            ("#milling.md#", Some(Litter::Editor)),
            ("milling.md~", Some(Litter::Editor)),
            (".milling.md.swp", Some(Litter::Editor)),
            (".milling.md.swx", Some(Litter::Editor)),
            (".milling.md.un~", Some(Litter::Editor)),
            ("milling.md.swp", Some(Litter::Editor)),
            (".~lock.report.odt#", Some(Litter::Editor)),
            ("~$report.docx", Some(Litter::Editor)),
            (".DS_Store", Some(Litter::System)),
            ("._photo.jpg", Some(Litter::System)),
            ("Thumbs.db", Some(Litter::System)),
            (".git", Some(Litter::Hidden)),
            (".env", Some(Litter::Hidden)),
            (".htpasswd", Some(Litter::Hidden)),
            ("survey.bak", Some(Litter::Copy)),
            ("page.ORIG", Some(Litter::Copy)),
            ("README.md", Some(Litter::About)),
            (".well-known", None),
            (".nojekyll", None),
            ("film.swf", None),
            ("#", None),
            ("a#b.pdf", None),
            ("readme-first.md", None),
        ] {
            assert_eq!(Litter::of(name), what, "{name}");
        }
    }
}
