//! Template layers: the site's `templates/`, then the theme's, then the built-in ones; and the theme's static files.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use super::{Failure, closure::Closure, errors, filters};
use crate::{
    config::Config,
    diag::{Code, Diagnostic, Place},
    digest::{Digest, Digester},
    html, leftover,
    pages::Reads,
    route::Route,
    source::{SourceId, Sources, Span},
    text,
};

/// The theme that is part of the binary.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Templates ready to render, and files that go with them.
#[derive(Debug)]
pub struct Theme {
    tera: tera::Tera,
    /// Template names and their files.
    names: BTreeMap<String, SourceId>,
    closure: Closure,
    /// What the closure said of a template before.
    reads: Mutex<BTreeMap<String, Reads>>,
    digest: Digest,
    /// Files for `static/`, by route.
    pub statics: Vec<Static>,
}

/// A file of a theme's `static/`.
#[derive(Clone, Debug)]
pub struct Static {
    /// `static/postil.css`.
    pub route: Route,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// A template before it is parsed.
struct Written {
    /// As it is registered: its path from the site's root, or `default/...`.
    name: String,
    text: String,
    source: SourceId,
}

impl Theme {
    /// Reads all layers; mistakes are told, those of all templates at once.
    pub fn load(config: &Config, sources: &mut Sources, diags: &mut Vec<Diagnostic>) -> Self {
        let active = active(config, sources, diags);
        let mut written = Vec::new();
        let mut statics: BTreeMap<Route, Cow<'static, [u8]>> = BTreeMap::new();
        built_in(&mut written, &mut statics, sources);
        if let Some(name) = &active {
            from_folder(
                &format!("themes/{name}/templates"),
                &mut written,
                sources,
                diags,
            );
            static_files(
                &format!("themes/{name}/static"),
                &mut statics,
                sources,
                diags,
            );
        }
        from_folder("templates", &mut written, sources, diags);
        let mut prefixes = vec!["templates/".to_owned()];
        prefixes.extend(active.map(|name| format!("themes/{name}/templates/")));
        prefixes.push("default/".to_owned());
        without_shadowed(&mut written);
        let names: BTreeMap<String, SourceId> =
            written.iter().map(|w| (w.name.clone(), w.source)).collect();
        let tera = assemble(&written, &prefixes, &names, sources, diags);
        let mut digester = Digester::new();
        for template in &written {
            digester.text(&template.name).text(&template.text);
        }
        for (route, bytes) in &statics {
            digester.text(route.as_str()).text(bytes);
        }
        let statics = statics
            .into_iter()
            .map(|(route, bytes)| Static { route, bytes })
            .collect();
        let texts = written.iter().map(|w| (w.name.as_str(), w.text.as_str()));
        let closure = Closure::new(texts, &prefixes);
        Self {
            tera,
            names,
            closure,
            reads: Mutex::default(),
            digest: digester.finish(),
            statics,
        }
    }

    /// The digest of all that its templates say and of its files: pages with equal views and equal digests are equal.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether any template writes one of these names.
    pub fn names_anywhere(&self, names: &[&str]) -> bool {
        self.closure.names_anywhere(names)
    }

    /// The paths of the site's own templates and of its theme's files, from the site's root, sorted.
    pub fn files(config: &Config, sources: &Sources) -> Vec<String> {
        let mut files = below("templates", sources);
        if let Some(name) = &config.theme
            && !name.value.contains(['/', '\\'])
        {
            files.extend(below(&format!("themes/{}", name.value), sources));
        }
        files
    }

    /// All style sheets one after the other, for a page that must link nowhere.
    pub fn css(&self) -> String {
        let sheets = self
            .statics
            .iter()
            .filter(|s| s.route.as_str().ends_with(".css"));
        sheets
            .map(|s| String::from_utf8_lossy(&s.bytes).into_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The first of these templates that exists; the first of all if none does, so that the mistake is told.
    pub(super) fn choose(&self, templates: &[String]) -> Option<String> {
        let exists = templates.iter().find(|t| self.tera.contains_template(t));
        exists.or_else(|| templates.first()).cloned()
    }

    /// Which fields the templates of a page write. `templates` as for a page's kind: the first that exists makes it.
    pub fn reads(&self, templates: &[String]) -> Reads {
        let Some(template) = self.choose(templates) else {
            return Reads::all();
        };
        let mut known = self.reads.lock().expect("no holder panics");
        let reads = known
            .entry(template)
            .or_insert_with_key(|template| self.closure.reads(template));
        reads.clone()
    }

    /// The template that makes a page, and where one that takes part in it writes an address, else that template; no place if it is a
    /// built-in one. `templates` as for a page's kind.
    pub fn writes(
        &self,
        templates: &[String],
        address: &str,
        sources: &Sources,
    ) -> (String, Option<Place>) {
        let chosen = self.choose(templates).unwrap_or_default();
        let own = address.trim_start_matches("../").trim_start_matches("./");
        let file = own.rsplit('/').next().unwrap_or(own);
        let family: Vec<(&str, SourceId)> = self
            .closure
            .family(&chosen)
            .into_iter()
            .filter(|name| !name.starts_with("default/"))
            .filter_map(|name| Some((name, *self.names.get(name)?)))
            .collect();
        let written = [address, own, file].into_iter().filter(|w| w.len() > 1);
        let hit = written.into_iter().find_map(|words| {
            family.iter().find_map(|&(_, source)| {
                let at = sources.text(source).find(words)?;
                Some(Place::Span(Span::new(source, at..at + words.len())))
            })
        });
        let ending = format!("/{chosen}");
        let main = family.iter().find(|(name, _)| name.ends_with(&ending));
        let shown = main.map_or(chosen.clone(), |(name, _)| (*name).to_owned());
        (shown, hit.or(main.map(|(_, source)| Place::File(*source))))
    }

    pub(super) fn render(
        &self,
        template: &str,
        context: &tera::Context,
    ) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(template, context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(Box::new(errors::told(&error, template, &self.names))),
        }
    }
}

/// The name of the theme in `themes/`, if one is set and exists.
fn active(config: &Config, sources: &Sources, diags: &mut Vec<Diagnostic>) -> Option<String> {
    let wanted = config.theme.as_ref()?;
    let name = &wanted.value;
    let folder = sources.root().join("themes");
    let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
    if plain && folder.join(name).is_dir() {
        return Some(name.clone());
    }
    if name == "default" {
        return None;
    }
    let mut known: Vec<String> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            entry
                .ok()
                .filter(|e| e.path().is_dir())
                .map(|e| e.file_name().to_string_lossy().into_owned())
        })
        .chain(["default".to_owned()])
        .collect();
    known.sort();
    known.dedup();
    let near = text::nearest(name, known.iter().map(String::as_str));
    diags.push(
        Diagnostic::at(
            Code::NoSuchTheme,
            wanted.span,
            format!("there is no theme `{name}`"),
        )
        .note(format!(
            "a theme is a folder `themes/{name}/` with `templates/` and `static/`"
        ))
        .did_you_mean(wanted.span, near),
    );
    None
}

fn built_in(
    written: &mut Vec<Written>,
    statics: &mut BTreeMap<Route, Cow<'static, [u8]>>,
    sources: &mut Sources,
) {
    fn files(dir: &'static Dir<'static>, found: &mut Vec<&'static include_dir::File<'static>>) {
        found.extend(dir.files());
        for sub in dir.dirs() {
            files(sub, found);
        }
    }
    let mut all = Vec::new();
    files(&BUILT_IN, &mut all);
    all.sort_by_key(|f| f.path());
    for file in all {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(name) = path.strip_prefix("templates/") {
            let name = format!("default/{name}");
            let text = String::from_utf8_lossy(file.contents()).into_owned();
            let source = sources.add_text(&name, &text);
            written.push(Written { name, text, source });
        } else if path.starts_with("static/")
            && let Some(route) = Route::new(&path)
        {
            statics.insert(route, Cow::Borrowed(file.contents()));
        }
    }
}

/// Leaves out built-in templates that others shadow and none extends: what they say of their own parents, which may be shadowed, too,
/// need no longer be true.
fn without_shadowed(written: &mut Vec<Written>) {
    let bare = |name: &str| {
        let inside = name.split_once("templates/").map(|(_, bare)| bare);
        inside.unwrap_or(name).to_owned()
    };
    let own: Vec<&Written> = written
        .iter()
        .filter(|w| !w.name.starts_with("default/"))
        .collect();
    let shadowed: BTreeSet<String> = own.iter().map(|w| bare(&w.name)).collect();
    let kept = |name: &str| own.iter().any(|w| w.text.contains(name));
    let gone: BTreeSet<String> = shadowed
        .iter()
        .map(|bare| format!("default/{bare}"))
        .filter(|name| !kept(name))
        .collect();
    written.retain(|w| !gone.contains(&w.name));
}

/// The files below a folder of the site, sorted, as paths from the site's root. Hidden files are left out.
fn below(folder: &str, sources: &Sources) -> Vec<String> {
    let root = sources.root();
    let mut paths: Vec<String> = WalkDir::new(root.join(folder))
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file())
        .filter_map(|e| {
            Some(
                e.path()
                    .strip_prefix(root)
                    .ok()?
                    .to_string_lossy()
                    .replace('\\', "/"),
            )
        })
        .collect();
    paths.sort();
    paths
}

fn from_folder(
    folder: &str,
    written: &mut Vec<Written>,
    sources: &mut Sources,
    diags: &mut Vec<Diagnostic>,
) {
    for path in below(folder, sources) {
        if path.ends_with('~') || path.ends_with(".swp") {
            continue;
        }
        let source = sources.add(&path);
        match std::fs::read(sources.disk_path(source)).map(String::from_utf8) {
            Ok(Ok(text)) => {
                // A byte-order mark would be printed in front of every page.
                let text = text
                    .strip_prefix('\u{feff}')
                    .map_or(text.clone(), str::to_owned);
                diags.extend(leftover::told(source, &text));
                written.push(Written {
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
}

fn static_files(
    folder: &str,
    statics: &mut BTreeMap<Route, Cow<'static, [u8]>>,
    sources: &mut Sources,
    diags: &mut Vec<Diagnostic>,
) {
    for path in below(folder, sources) {
        let name = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .trim_start_matches('/');
        let source = sources.add(&path);
        match (
            Route::new(&format!("static/{name}")),
            std::fs::read(sources.disk_path(source)),
        ) {
            (Some(route), Ok(bytes)) => {
                if let Ok(text) = std::str::from_utf8(&bytes) {
                    diags.extend(leftover::told(source, text));
                    if path.ends_with(".css") {
                        requests(source, text, diags);
                    }
                }
                statics.insert(route, Cow::Owned(bytes));
            }
            (None, _) => diags.push(Diagnostic::file(
                Code::BadId,
                source,
                "this file's name cannot be an address",
            )),
            (_, Err(error)) => diags.push(Diagnostic::file(
                Code::Unreadable,
                source,
                format!("cannot be read: {error}"),
            )),
        }
    }
}

/// Tells what a style sheet fetches from other hosts.
fn requests(source: SourceId, css: &str, diags: &mut Vec<Diagnostic>) {
    html::style(css, &mut |found| {
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
            .help("put the file into `static/` of the site's theme"),
        );
    });
}

/// Parses every template alone, so that the mistakes of all are told, then puts them together.
fn assemble(
    written: &[Written],
    prefixes: &[String],
    names: &BTreeMap<String, SourceId>,
    sources: &Sources,
    diags: &mut Vec<Diagnostic>,
) -> tera::Tera {
    let told = diags.len();
    for template in written.iter().filter(|w| !w.name.starts_with("default/")) {
        let mut scratch = tera::Tera::default();
        if let Err(error) = scratch.add_raw_template(&template.name, &template.text)
            && errors::is_syntax(&error)
        {
            diags.push(errors::told(&error, &template.name, names));
        }
    }
    let mut tera = empty(prefixes);
    if diags.len() > told {
        return tera;
    }
    let all = written.iter().map(|w| (w.name.as_str(), w.text.as_str()));
    if let Err(error) = tera.add_raw_templates(all) {
        let mut remark = errors::told(&error, "", names);
        if let Place::Site = remark.place {
            remark.place = errors::extends_tag(
                &error,
                written
                    .iter()
                    .map(|w| (w.name.as_str(), w.text.as_str(), w.source)),
            );
        }
        diags.push(errors::with_nearest_template(
            remark, &error, names, sources,
        ));
        return empty(prefixes);
    }
    tera
}

fn empty(prefixes: &[String]) -> tera::Tera {
    let mut tera = tera::Tera::default();
    // Tera's own gives its groups in an order that differs from run to run.
    tera.register_filter("group_by", filters::group_by);
    tera.set_fallback_prefixes(prefixes.to_vec())
        .expect("no template is there yet");
    tera
}
