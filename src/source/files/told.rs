//! What is said of files that are not read, and of those that are not published.

use super::{DEPTH, DOTTED, LINKS, Litter, Refusal, Walked};
use crate::source::{
    SourceId, Sources,
    diag::{Code, Diagnostic},
};

/// How many names a remark lists.
const NAMED: usize = 10;

impl Refusal {
    /// The remark on a file that is not read.
    pub fn told(&self, source: SourceId) -> Diagnostic {
        let told = |code: Code, message: String| Diagnostic::file(code, source, message);
        match self {
            Refusal::Outside => told(
                Code::LinkOutside,
                "this symbolic link leads out of the site's folder and is not followed".to_owned(),
            )
            .help("copy what it leads to into the site"),
            Refusal::Hidden(target) => told(
                Code::LinkOutside,
                format!(
                    "this symbolic link leads to `{target}`, which is hidden, and is not followed"
                ),
            )
            .help("copy what it leads to beside it, if it is meant to be published"),
            Refusal::Nowhere(target) => {
                let remark = told(
                    Code::Unreadable,
                    format!("this symbolic link leads nowhere: there is no `{target}`"),
                );
                match target.contains("annex/objects") {
                    true => remark.help("fetch its content with `git annex get`"),
                    false => remark.help("take the link away, or put the file in its place"),
                }
            }
            Refusal::Loop => told(
                Code::Unreadable,
                "this symbolic link leads in a loop back to itself".to_owned(),
            )
            .help("take the link away, or put the file in its place"),
            Refusal::Circle => told(
                Code::Unreadable,
                "this symbolic link leads to a folder that holds it, and is not followed"
                    .to_owned(),
            )
            .help("take the link away"),
            Refusal::Special(what) => told(
                Code::SpecialFile,
                format!("this is {what} and no file, and is not read"),
            )
            .help("take it away, or put a file in its place"),
            Refusal::File => told(
                Code::Unreadable,
                "this is a file, and a folder is expected".to_owned(),
            )
            .help("rename it"),
            Refusal::Folder => told(
                Code::Unreadable,
                "this is a folder, and a file is expected".to_owned(),
            )
            .help("rename it"),
            Refusal::Output => told(
                Code::LinkOutside,
                "this symbolic link leads to the output of the build, and is not followed"
                    .to_owned(),
            )
            .help("take the link away, or choose another output folder"),
            Refusal::Name(why) => {
                told(Code::BadId, format!("this file's name {why}")).help("rename it")
            }
            Refusal::Deep => told(
                Code::Unreadable,
                format!("folders lie in each other more than {} deep here", DEPTH),
            )
            .help("put its files into a folder further up"),
            Refusal::Many => told(
                Code::Unreadable,
                format!(
                    "this link to a folder is not followed: there are more than {} such links",
                    LINKS
                ),
            ),
            Refusal::Unreadable(why) => told(Code::Unreadable, format!("cannot be read: {why}")),
        }
    }
}

impl Walked {
    /// The remarks on what was refused and left out.
    pub fn told(&self, sources: &mut Sources) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for (path, why) in &self.refused {
            let source = sources.add(path);
            told.push(why.told(source));
        }
        for litter in [Litter::Editor, Litter::System, Litter::Hidden, Litter::Copy] {
            let of_it = self.left_out.iter().filter(|(_, l)| *l == litter);
            let paths: Vec<&str> = of_it.map(|(path, _)| path.as_str()).collect();
            told.extend(left_out(litter, &paths, sources));
        }
        told
    }
}

/// One remark on all files that are left out for one reason: there may be one of them in every folder.
fn left_out(litter: Litter, paths: &[&str], sources: &mut Sources) -> Option<Diagnostic> {
    let (&first, more) = paths.split_first()?;
    let source = sources.add(first.trim_end_matches('/'));
    let name = first.trim_end_matches('/');
    let name = name.rsplit_once('/').map_or(name, |(_, name)| name);
    let mut remark = Diagnostic::file(
        Code::LeftOut,
        source,
        format!("`{name}` is {} and is not published", litter.words()),
    );
    if !more.is_empty() {
        let named: Vec<String> = more.iter().take(NAMED).map(|p| format!("`{p}`")).collect();
        let rest = match more.len().saturating_sub(NAMED) {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        let verb = if more.len() == 1 { "is" } else { "are" };
        remark = remark.note(format!("nor {verb} {}{rest}", named.join(", ")));
    }
    let help = match litter {
        Litter::Hidden => format!(
            "rename it, if it is to be published; of such names only {} are",
            DOTTED.map(|name| format!("`{name}`")).join(", ")
        ),
        Litter::Copy => "rename it, if it is to be published".to_owned(),
        Litter::Editor | Litter::System | Litter::About => "take it away".to_owned(),
    };
    Some(remark.help(help))
}
