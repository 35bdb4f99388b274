//! REFI-QDA (qdasoftware.org): projects (`.qdpx`) and code books (`.qdc`) of programs for qualitative analysis.
//!
//! Sources of text become transcripts, codes topics, what is coded annotations, memos notes. Recordings and pictures stay where they are.
//!
//! | Module | What it does |
//! |---|---|
//! | `codes` | the code book |
//! | `memos` | notes of the project, and who wrote what |
//! | `text` | a plain text in paragraphs, and what its positions count |
//! | `source` | a source of text, with what is selected in it |

mod codes;
mod memos;
mod source;
#[cfg(test)]
mod tests;
mod text;

use self::{
    memos::{Memos, Project},
    source::{SELECTIONS, Source},
};
use super::{
    account::{Account, Report, Side},
    brought::Imported,
    charset,
    file::ImportFile,
    importer::{Asked, Claim, Importer},
    package::Package,
    unreadable::Unreadable,
    xml::Element,
};

/// Projects and code books.
#[derive(Debug)]
pub(crate) struct RefiQda;

/// What a project may have that an archive has no place for.
const WITHOUT_PLACE: [(&str, &str, &str); 6] = [
    ("Cases", "Case", "cases"),
    ("Variables", "Variable", "variables"),
    ("Sets", "Set", "sets"),
    ("Graphs", "Graph", "graphs"),
    ("Links", "Link", "links"),
    ("CodeBook", "Set", "sets"),
];

impl Importer for RefiQda {
    fn name(&self) -> &'static str {
        "refi-qda"
    }

    fn title(&self) -> &'static str {
        "REFI-QDA projects and code books (NVivo, ATLAS.ti, MAXQDA)"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        if file.is_package() {
            let has = file
                .package()
                .is_ok_and(|package| project_of(package).is_some());
            return if has { Claim::Sure } else { Claim::No };
        }
        match file.head().contains("urn:QDA-XML:") {
            true => Claim::Sure,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        if !file.is_package() {
            let root = Element::parse(&file.decoded()?.text)?;
            return project(&root, &Package::default(), asked);
        }
        let package = file.package()?;
        let name = project_of(package).ok_or_else(|| {
            Unreadable::new("there is no `project.qde` in the package")
                .help("export it again as a REFI-QDA project")
        })?;
        let bytes = package.file(name).unwrap_or_default();
        let within = |why: Unreadable| Unreadable {
            place: Box::new((*why.place).clone().within(name)),
            ..why
        };
        let text = charset::decode(bytes, None).map_err(within)?.text;
        let root = Element::parse(&text).map_err(within)?;
        project(&root, package, asked)
    }
}

fn project_of(package: &Package) -> Option<&str> {
    let mut names = package.names();
    names.find(|name| name.to_lowercase().ends_with(".qde"))
}

fn project(root: &Element, package: &Package, asked: &Asked) -> Result<Imported, Unreadable> {
    if !matches!(root.name.as_str(), "Project" | "CodeBook") {
        return Err(Unreadable::at(
            root.place(),
            format!("`<{}>` is no project and no code book", root.name),
        ));
    }
    let mut project = Project {
        account: Account::default(),
        package,
        files: memos::files(package),
        memos: Memos::of(root),
        users: memos::users(root),
        codes: codes::guids(root),
    };
    let mut imported = Imported {
        entries: codes::topics(root, &mut project),
        ..Imported::default()
    };
    project.describe_elsewhere(root, "projects");
    for holder in root
        .first("Sources")
        .into_iter()
        .flat_map(Element::elements)
    {
        for element in texts_of(holder) {
            project.account.found("sources", 1);
            match Source::of(holder, element, &mut project) {
                Ok(source) => {
                    project.account.wrote("sources", 1);
                    imported
                        .transcripts
                        .push(source.transcript(&mut project, asked));
                }
                Err(why) => refuse(holder, element, &why, &mut project),
            }
            if !std::ptr::eq(holder, element) {
                let beside = holder.elements().filter(|e| e.name.ends_with("Selection"));
                let what = "it is on a page, a picture or a time, and not on words";
                beside.for_each(|selection| refuse_all(selection, what, &mut project));
            }
        }
    }
    for (holder, name, unit) in WITHOUT_PLACE {
        let holders = root.first(holder).into_iter();
        for element in holders.flat_map(|holder| holder.all(name)) {
            project.account.found(unit, 1);
            let words = element.attribute("name").unwrap_or_default();
            let what = format!("an archive has no place for it: “{words}”");
            let place = element.place();
            project.left_out(Report::new(unit, place, what, ""));
            project.describe_elsewhere(element, unit);
        }
    }
    project.leave_memos();
    imported.account = project.account;
    Ok(imported)
}

/// The texts of a source: the first transcript of a recording, or the words of a PDF, and further ones; of what has none, itself, which is then
/// told of if it has no text.
fn texts_of(holder: &Element) -> Vec<&Element> {
    let is_text = |e: &&Element| matches!(e.name.as_str(), "Transcript" | "Representation");
    let inner: Vec<&Element> = holder.elements().filter(is_text).collect();
    match inner.is_empty() {
        true => vec![holder],
        false => inner,
    }
}

/// Reports a source that has no text, with all that is selected in it.
fn refuse(holder: &Element, element: &Element, why: &str, project: &mut Project<'_>) {
    let name = element
        .attribute("name")
        .or(holder.attribute("name"))
        .unwrap_or_default();
    let what = format!("{why}: “{name}”");
    project.left_out(Report::new("sources", element.place(), what, ""));
    refuse_all(element, "what it is in is not written", project);
}

/// Reports what is selected, coded and described in an element.
fn refuse_all(element: &Element, what: &str, project: &mut Project<'_>) {
    for element in element.descendants() {
        let unit = match element.name.as_str() {
            "Coding" => "codings",
            name if name.ends_with("Selection") => SELECTIONS,
            _ => {
                project.describe_elsewhere(element, "sources");
                continue;
            }
        };
        project.account.found(unit, 1);
        project.left_out(Report::new(unit, element.place(), what, ""));
        project.describe_elsewhere(element, unit);
    }
}

impl Project<'_> {
    fn left_out(&mut self, report: Report) {
        self.account.left_out(Side::Notes, report);
    }

    /// Reports the description of what is not written.
    fn describe_elsewhere(&mut self, element: &Element, unit: &'static str) {
        if let Some(description) = element.first("Description").map(Element::text)
            && !description.trim().is_empty()
        {
            self.account.printed(Side::Notes, &description);
            self.account.found("descriptions", 1);
            let what = format!("it describes one of the {unit}, which is not written");
            self.account.left_out(
                Side::Notes,
                Report::new("descriptions", element.place(), what, description),
            );
        }
    }

    /// Reports the memos that nothing refers to which is written.
    fn leave_memos(&mut self) {
        for (place, words) in self.memos.rest() {
            let what = "it is on nothing that is written";
            self.account
                .left_out(Side::Notes, Report::new("memos", place, what, words));
        }
    }
}
