//! Who has which address: no two pages claim one, as addresses are compared on the strictest disk.

use std::collections::BTreeMap;

use crate::{
    source::{
        Span,
        diag::{Code, Diagnostic, Place},
    },
    text::{name, route::Route},
};

/// What a file is called that is copied.
pub(super) const FILE: &str = "this file";
/// What a file of a theme is called.
pub(super) const THEME: &str = "the theme's file";

/// Addresses that are taken.
#[derive(Default)]
pub(super) struct Claims {
    /// By the route, as it is compared.
    files: BTreeMap<String, Claim>,
    /// By the folder, as it is compared: the first that lies in it.
    folders: BTreeMap<String, Claim>,
    /// Folders, as they are compared, whose files are known only when they are made: nothing else comes into them.
    kept: Vec<(String, &'static str)>,
}

/// Who has an address.
#[derive(Clone)]
struct Claim {
    route: Route,
    what: String,
    place: Place,
}

impl Claims {
    /// Takes a route for `what`.
    ///
    /// # Errors
    /// The remark, if another has it, if a folder is needed where that is a file, or the other way round.
    pub(super) fn take(
        &mut self,
        route: &Route,
        what: &str,
        place: Place,
    ) -> Result<(), Box<Diagnostic>> {
        let claim = Claim {
            route: route.clone(),
            what: what.to_owned(),
            place,
        };
        if route.is_reserved() {
            let path = route.as_str();
            let message = format!("{what} would be `{path}`, which postil keeps for itself");
            let remark = Diagnostic::new(Code::RouteTaken, place, message);
            return Err(Box::new(remark.help("rename it")));
        }
        let key = name::folded(route.as_str());
        let is_in = |kept: &str| name::folders_of(&key).any(|folder| folder == kept);
        if let Some((_, whose)) = self.kept.iter().find(|(kept, _)| is_in(kept)) {
            return Err(Box::new(inside(&claim, whose)));
        }
        if let Some(first) = self.files.get(&key) {
            return Err(Box::new(one(&claim, first)));
        }
        if let Some(inside) = self.folders.get(&key) {
            return Err(Box::new(below(&claim, inside, inside)));
        }
        for folder in name::folders_of(&key) {
            if let Some(file) = self.files.get(folder) {
                return Err(Box::new(below(file, &claim, file)));
            }
        }
        for folder in name::folders_of(&key) {
            if self.folders.contains_key(folder) {
                break;
            }
            self.folders.insert(folder.to_owned(), claim.clone());
        }
        self.files.insert(key, claim);
        Ok(())
    }
}

impl Claims {
    /// Keeps a folder for files of `what` alone, beside the page at `beside`; gives the remarks on what else is in it already.
    pub(super) fn keep(
        &mut self,
        folder: &str,
        what: &'static str,
        beside: &Route,
    ) -> Vec<Diagnostic> {
        let key = name::folded(folder);
        let within = format!("{key}/");
        let files = self.files.range(within.clone()..);
        let files = files.take_while(|(path, _)| path.starts_with(&within));
        let others = files.filter(|(_, claim)| claim.what != what && claim.route != *beside);
        let remarks = others.map(|(_, claim)| inside(claim, what)).collect();
        self.kept.push((key, what));
        remarks
    }
}

/// Something would lie in a folder that is kept.
fn inside(claim: &Claim, whose: &str) -> Diagnostic {
    let (this, path) = (&claim.what, claim.route.as_str());
    let message = format!("{this} would be `{path}`, in a folder that is kept for {whose}");
    Diagnostic::new(Code::RouteTaken, claim.place, message).help("rename it")
}

/// Two would be one file.
fn one(claim: &Claim, first: &Claim) -> Diagnostic {
    let (path, other) = (claim.route.as_str(), first.route.as_str());
    let (this, that) = (claim.what.as_str(), called(first, claim));
    let message = match path == other {
        true => format!("{this} and {that} would both be `{path}`"),
        false => format!(
            "{this} would be `{path}`, and {that} `{other}`, which are one file on some disks"
        ),
    };
    let mut remark = Diagnostic::new(Code::RouteTaken, claim.place, message);
    if path != other {
        remark = remark.note(
            "disks differ in whether they tell apart letters in upper and lower case, composed and decomposed letters, \
             signs that nobody sees, and full stops and blanks at the end of a name",
        );
    }
    if path == other && claim.what == FILE && first.what == FILE {
        remark = remark.note(
            "names that look the same may differ: letters are composed (NFC) in one and decomposed (NFD) in the other, or one of the \
             files lies in `content/root/`",
        );
    }
    with_other(remark, first).help("rename one of them")
}

/// One would be a file, the other a file in a folder of that name; `first` was there first.
fn below(file: &Claim, inside: &Claim, first: &Claim) -> Diagnostic {
    let (path, within) = (file.route.as_str(), inside.route.as_str());
    let (later, message) = if std::ptr::eq(first, file) {
        let (this, that) = (&inside.what, called(file, inside));
        (
            inside,
            format!("{this} would be `{within}`, and {that} is the file `{path}`, not a folder"),
        )
    } else {
        let (this, that) = (&file.what, called(inside, file));
        (
            file,
            format!(
                "{this} would be the file `{path}`, and {that} needs a folder of that name: `{within}`"
            ),
        )
    };
    let remark = Diagnostic::new(Code::RouteTaken, later.place, message);
    with_other(remark, first).help("rename one of them")
}

/// What the first one is called in a remark on the other.
fn called<'a>(first: &'a Claim, later: &Claim) -> &'a str {
    match first.what == later.what {
        true => "another",
        false => &first.what,
    }
}

fn with_other(remark: Diagnostic, other: &Claim) -> Diagnostic {
    // A file that is copied may be large, and is mostly no text: nothing of it is shown.
    if matches!(other.what.as_str(), FILE | THEME) {
        return remark;
    }
    match other.place {
        Place::Span(span) => remark.related(span, "taken here"),
        Place::File(source) => remark.related(Span::new(source, 0..0), "taken here"),
        Place::Site => remark,
    }
}

/// The remark on an address that some system cannot have, where its author may choose another.
pub(super) fn unportable(route: &Route, place: Place) -> Option<Diagnostic> {
    let why = name::unportable(route.as_str())?;
    let path = route.as_str();
    let message = format!("`{path}` cannot be copied to every system: {why}");
    Some(Diagnostic::new(Code::UnportableName, place, message).help("rename it if you can"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(claims: &mut Claims, path: &str) -> Result<(), String> {
        let route = Route::new(path).expect("a good path");
        let taken = claims.take(&route, "this", Place::Site);
        taken.map_err(|remark| remark.message)
    }

    #[test]
    fn no_two_files_are_one_and_none_is_a_folder() {
        for (first, second) in [
            ("a.html", "a.html"),
            ("Topics/a.html", "topics/A.html"),
            ("assets/é.txt", "assets/e\u{301}.txt"),
            ("οδος.html", "οδοσ.html"),
            ("a.", "a"),
            ("b.html", "b.html/c"),
            ("b.html/c/d", "B.html"),
            ("x\u{200b}", "x/y"),
        ] {
            let mut claims = Claims::default();
            assert_eq!(take(&mut claims, first), Ok(()));
            assert!(take(&mut claims, second).is_err(), "{first} {second}");
            let mut claims = Claims::default();
            assert_eq!(take(&mut claims, second), Ok(()));
            assert!(take(&mut claims, first).is_err(), "{second} {first}");
        }
        let mut claims = Claims::default();
        for path in ["a.html", "b/a.html", "B/c.html", "a", "b/d/e"] {
            assert_eq!(take(&mut claims, path), Ok(()), "{path}");
        }
        assert!(take(&mut claims, ".postil-record").is_err());
        assert!(take(&mut claims, ".Postil-staging/x").is_err());
    }
}
