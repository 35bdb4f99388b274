//! The files of template layers: the site's `templates/` and `static/`, and those of its theme.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::layer::{Static, TemplateSource, is_own, parted};
use crate::{
    html, leftover,
    source::{
        SourceId, Sources, Span,
        diag::{Code, Diagnostic, Severity},
        files::Walked,
    },
    text::{self, name, route::Route},
};

/// What is below a folder of the site that may be read, with paths from the site's root.
pub(super) fn below(folder: &str, sources: &Sources) -> Walked {
    let inside = format!("{folder}/static/");
    let copied = |path: &str| path.starts_with(&inside) || path.starts_with("static/");
    sources.files().walk(folder, &copied)
}

fn told(walked: &Walked, sources: &mut Sources, diags: &mut Vec<Diagnostic>) {
    diags.extend(walked.told(sources));
}

/// Reads the templates in a folder; tells whether all are there as they were meant.
pub(super) fn templates(
    folder: &str,
    templates: &mut Vec<TemplateSource>,
    sources: &mut Sources,
    diags: &mut Vec<Diagnostic>,
) -> bool {
    let before = diags.len();
    let walked = sources.files().walk(folder, &|_| false);
    told(&walked, sources, diags);
    for path in walked.files {
        let source = sources.add(&path);
        match sources.bytes(source).map(String::from_utf8) {
            Ok(Ok(text)) => {
                // A byte-order mark would be printed in front of every page.
                let text = text
                    .strip_prefix('\u{feff}')
                    .map_or(text.clone(), str::to_owned);
                diags.extend(leftover::told(source, &text));
                templates.push(TemplateSource {
                    name: path,
                    text,
                    source,
                });
            }
            Ok(Err(_)) => diags.push(
                Diagnostic::file(Code::NotUtf8, source, "this template is not UTF-8 text")
                    .help("save the file as UTF-8 in your editor"),
            ),
            Err(error) => diags.push(Diagnostic::file(
                Code::Unreadable,
                source,
                format!("cannot be read: {error}"),
            )),
        }
    }
    diags[before..]
        .iter()
        .all(|d| d.code.severity() != Severity::Error)
}

/// Reads the static files in a folder.
pub(super) fn statics(
    folder: &str,
    statics: &mut BTreeMap<Route, Static>,
    sources: &mut Sources,
    diags: &mut Vec<Diagnostic>,
) {
    let walked = sources.files().walk(folder, &|_| true);
    told(&walked, sources, diags);
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    for path in walked.files {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let name = name::nfc(name.trim_start_matches('/'));
        let source = sources.add(&path);
        let remark = |code: Code, message: String| Diagnostic::file(code, source, message);
        let route = match Route::parse(&format!("static/{name}")) {
            Ok(route) => route,
            Err(why) => {
                let message = format!("this file's name cannot be an address: {why}");
                diags.push(remark(Code::BadId, message));
                continue;
            }
        };
        if let Some(first) = own.insert(name::folded(route.as_str()), path.clone()) {
            let message = format!("this file and {first} are one on some disks");
            diags.push(remark(Code::RouteTaken, message).help("rename one of them"));
            continue;
        }
        match sources.bytes(source) {
            Ok(bytes) => {
                if let Ok(text) = std::str::from_utf8(&bytes) {
                    diags.extend(leftover::told(source, text));
                    if path.ends_with(".css") {
                        requests(source, text, diags);
                    }
                }
                let bytes = Cow::Owned(bytes);
                statics.insert(
                    route.clone(),
                    Static {
                        route,
                        bytes,
                        source: Some(source),
                    },
                );
            }
            Err(error) => diags.push(remark(Code::Unreadable, format!("cannot be read: {error}"))),
        }
    }
}

/// Tells what a style sheet fetches from other hosts.
fn requests(source: SourceId, css: &str, diags: &mut Vec<Diagnostic>) {
    html::style(css.as_bytes(), &mut |found| {
        let html::Found::Fetch(address) = found else {
            return;
        };
        let lower = address.to_ascii_lowercase();
        let foreign = ["http://", "https://", "//"]
            .iter()
            .any(|s| lower.starts_with(s));
        if !foreign {
            return;
        }
        let at = css.find(&*address).unwrap_or_default();
        diags.push(
            Diagnostic::at(
                Code::ForeignRequest,
                Span::new(source, at..at + address.len()),
                format!("this style sheet asks another host for `{address}`"),
            )
            .note("readers' browsers tell that host what they read, and the page is not whole once it is gone")
            .help("put the file into `static/`"),
        );
    });
}

/// Tells of templates that no page and no other template asks for: mostly a slip in the name.
pub(super) fn unused(templates: &[TemplateSource], kinds: &[&str], diags: &mut Vec<Diagnostic>) {
    let mut known: BTreeSet<String> = [
        "home",
        "transcript",
        "transcripts",
        "entry",
        "entries",
        "timeline",
        "year",
        "page",
        "search",
        "404",
    ]
    .map(|name| format!("{name}.html"))
    .into();
    known.extend(kinds.iter().map(|kind| format!("{kind}.html")));
    let built_in = templates.iter().filter(|w| !is_own(&w.name));
    known.extend(built_in.map(|w| parted(&w.name).1.to_owned()));
    let unknown: Vec<(&TemplateSource, &str, &str)> = templates
        .iter()
        .filter(|w| is_own(&w.name))
        .filter_map(|w| {
            let (layer, bare) = parted(&w.name);
            (!known.contains(bare)).then_some((w, layer, bare))
        })
        .collect();
    let asked = asked_for(&unknown, templates);
    for (i, (template, layer, bare)) in unknown.into_iter().enumerate() {
        if asked.contains(&i) {
            continue;
        }
        let stem = bare.rsplit_once('.').map_or(bare, |(stem, _)| stem);
        let near = text::nearest(bare, known.iter().map(String::as_str)).or_else(|| {
            let meant = known.iter().find(|name| {
                name.strip_suffix(".html")
                    .is_some_and(|known| name::folded(known) == name::folded(stem))
            });
            meant.map(String::as_str)
        });
        let message = format!("no page and no other template asks for `{bare}`");
        let remark = Diagnostic::file(Code::UnusedTemplate, template.source, message);
        diags.push(match near {
            Some(near) => remark.help(format!("did you mean `{layer}templates/{near}`?")),
            None => {
                remark.help("name it after the page that it makes (`topic.html`), or take it away")
            }
        });
    }
}

/// Which of these templates, by their numbers, others name: in quotes, with or without the folders before the name. A file of components is
/// asked for by their names, which are not its own.
fn asked_for(
    unknown: &[(&TemplateSource, &str, &str)],
    templates: &[TemplateSource],
) -> BTreeSet<usize> {
    let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut asked = BTreeSet::new();
    for (number, (own, _, bare)) in unknown.iter().enumerate() {
        numbers.entry(bare).or_default().push(number);
        if own.text.contains("component ") {
            asked.insert(number);
        }
    }
    for other in templates {
        for quoted in other.text.split(['"', '\'']).filter(|q| q.len() <= 1024) {
            let parts = quoted.match_indices('/').map(|(at, _)| &quoted[at + 1..]);
            for name in std::iter::once(quoted).chain(parts) {
                let named = numbers.get(name).into_iter().flatten();
                asked.extend(named.filter(|&&number| unknown[number].0.name != other.name));
            }
        }
    }
    asked
}
