//! What is said of files that are not read, and of those that are not published.

use super::{DOTTED, Litter, Walked};
use crate::source::{
    Sources,
    diag::{Code, Diagnostic},
};

/// How many names a remark lists.
const NAMED: usize = 10;

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
