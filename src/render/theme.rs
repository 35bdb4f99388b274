//! Template layers: the site's `templates/`, then the theme's, then those of a built-in theme; and the static files of each.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use super::{
    Failure,
    built_in::BuiltIn,
    closure::Closure,
    errors, files, filters, frame,
    layer::{Static, TemplateSource, is_own, parted},
    say,
};
use crate::{
    source::{
        SourceId, Sources, Span, Spanned,
        diag::{Code, Diagnostic, Place},
        digest::{Digest, Digester},
        files::Walked,
    },
    text::{self, Words, name, route::Route},
    view::{Reads, field},
};

/// Templates ready to render, and files that go with them.
#[derive(Debug)]
pub struct Theme {
    tera: tera::Tera,
    /// The templates by name.
    names: errors::Texts,
    closure: Closure,
    searches: bool,
    /// What the closure said of a template before.
    reads: Mutex<BTreeMap<String, Reads>>,
    digest: Digest,
    /// Files for `static/`, by route.
    pub statics: Vec<Static>,
}

impl Theme {
    /// Reads all layers: the site's own templates, those of `theme`, if that is a folder of the site, those of a built-in theme. Templates may be named after a kind's
    /// entry or its index, by the names in `kinds`; they speak in `words`. Mistakes are told, those of all templates at once.
    pub fn load(
        theme: Option<&Spanned<String>>,
        kinds: &[&str],
        words: &Arc<Words>,
        sources: &mut Sources,
        diags: &mut Vec<Diagnostic>,
    ) -> Self {
        let built_in = Self::built_in(theme, sources);
        let active = active(theme, sources, diags);
        let mut templates = Vec::new();
        let mut statics: BTreeMap<Route, Static> = BTreeMap::new();
        built_in.layer(&mut templates, &mut statics, sources);
        let mut whole = true;
        if let Some(name) = &active {
            let folder = format!("themes/{name}");
            let own = format!("{folder}/templates");
            whole &= files::templates(&own, &mut templates, sources, diags);
            files::statics(&format!("{folder}/static"), &mut statics, sources, diags);
        }
        whole &= files::templates("templates", &mut templates, sources, diags);
        files::statics("static", &mut statics, sources, diags);
        files::unused(&templates, kinds, diags);
        let mut prefixes = vec!["templates/".to_owned()];
        prefixes.extend(active.map(|name| format!("themes/{name}/templates/")));
        prefixes.push(format!("{}/", built_in.name()));
        without_shadowed(&mut templates);
        frame::fit(&mut templates, &prefixes);
        let all = templates.iter();
        let names = errors::Texts::new(all.map(|w| (w.name.clone(), w.source, w.text.clone())));
        let sound = parse_alone(&templates, &names, diags);
        let empty = empty(&prefixes, words);
        // What is missing from one template is no fault of those that lean on it.
        let tera = match sound && whole {
            true => assemble(empty, &templates, &prefixes, &names, diags),
            false => empty,
        };
        let mut digester = Digester::new();
        for template in &templates {
            digester.text(&template.name).text(&template.text);
        }
        for (route, file) in &statics {
            digester.text(route.as_str()).text(&file.bytes);
        }
        digester.text(words.digest());
        let statics = statics.into_values().collect();
        let texts = templates.iter().map(|w| (w.name.as_str(), w.text.as_str()));
        let closure = Closure::new(texts, &prefixes);
        Self {
            searches: searches(&templates, &closure),
            tera,
            names,
            closure,
            reads: Mutex::default(),
            digest: digester.finish(),
            statics,
        }
    }

    /// The built-in theme that lies below everything else: the one that is set, unless a folder of the site has its name.
    pub fn built_in(theme: Option<&Spanned<String>>, sources: &Sources) -> BuiltIn {
        let named = theme.filter(|name| folder_of(&name.value, sources).is_none());
        let named = named.and_then(|name| BuiltIn::named(&name.value));
        named.unwrap_or_default()
    }

    /// The digest of all that its templates say and of its files: pages with equal views and equal digests are equal.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether any template shows where names of entries stand in texts: if none does, they need not be looked for.
    pub fn shows_mentions(&self) -> bool {
        self.closure.names_anywhere(&[
            field!(EntryView.mentions),
            field!(EntryView.mention_count),
            field!(EntryView.mentions_parts),
            field!(TranscriptView.mentions),
        ])
    }

    /// Whether it has a page of the search: one of the site's own, or the built-in one in a frame that leads to it. To a theme that was made before there was
    /// a search, an index is a weight that nobody comes to.
    pub fn searches(&self) -> bool {
        self.searches
    }

    /// The site's own templates and static files and its theme's, with paths from the site's root.
    pub fn files(theme: Option<&Spanned<String>>, sources: &Sources) -> Walked {
        let theme = theme.and_then(|name| folder_of(&name.value, sources));
        let theme = theme.map(|name| format!("themes/{name}"));
        let mut all = files::below("templates", sources);
        for folder in ["static"].into_iter().chain(theme.as_deref()) {
            let own = files::below(folder, sources);
            all.files.extend(own.files);
            all.linked.extend(own.linked);
            all.refused.extend(own.refused);
            all.left_out.extend(own.left_out);
        }
        all
    }

    /// The routes of its static files, and the files.
    pub fn routes(&self) -> Vec<(Route, Option<SourceId>)> {
        let files = self.statics.iter();
        files.map(|s| (s.route.clone(), s.source)).collect()
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
            .filter(|name| is_own(name))
            .filter_map(|name| Some((name, self.names.get(name)?.source)))
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

/// The name of a theme's folder in `themes/`: composed and decomposed letters (NFC, NFD) are the same.
fn folder_of(wanted: &str, sources: &Sources) -> Option<String> {
    if wanted.contains(['/', '\\']) || wanted.starts_with('.') {
        return None;
    }
    let themes = sources.files().names("themes").folders;
    let mut same = themes
        .into_iter()
        .filter(|n| name::nfc(n) == name::nfc(wanted));
    same.next()
}

/// The name of the theme's folder in `themes/`, if a theme is set and exists.
fn active(
    theme: Option<&Spanned<String>>,
    sources: &mut Sources,
    diags: &mut Vec<Diagnostic>,
) -> Option<String> {
    let wanted = theme?;
    let name = &wanted.value;
    if let Some(Err(why)) = sources.files().folder("themes") {
        let source = sources.add("themes");
        diags.push(why.told(source));
        return None;
    }
    if let Some(found) = folder_of(name, sources) {
        let path = format!("themes/{found}");
        return match sources.files().folder(&path) {
            Some(Err(why)) => {
                let source = sources.add(&path);
                diags.push(why.told(source));
                None
            }
            Some(Ok(())) | None => Some(found),
        };
    }
    if BuiltIn::named(name).is_some() {
        return None;
    }
    let built_in = BuiltIn::all().into_iter().map(BuiltIn::name);
    let built_in: Vec<&str> = built_in.collect();
    let mut known = sources.files().names("themes").folders;
    known.extend(built_in.iter().map(|&name| name.to_owned()));
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
        .note(there_are(&known))
        .did_you_mean(wanted.span, near),
    );
    None
}

/// The names of all themes that may be set.
fn there_are(known: &[String]) -> String {
    let named: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    match &*named {
        [first @ .., last] if !first.is_empty() => {
            format!("there are {} and {last}", first.join(", "))
        }
        _ => format!("there is {}", named.concat()),
    }
}

/// See [`Theme::searches`].
fn searches(templates: &[TemplateSource], closure: &Closure) -> bool {
    let pages = templates.iter().map(|w| w.name.as_str());
    let mut pages = pages.filter(|name| parted(name).1 == "search.html");
    let leads = || {
        let frame = closure.reads("base.html");
        frame.field(field!(SiteView.search_href))
    };
    pages.any(|name| is_own(name) || leads())
}

/// Leaves out built-in templates that others shadow and none extends: what they say of their own parents, which may be shadowed, too,
/// need no longer be true.
fn without_shadowed(templates: &mut Vec<TemplateSource>) {
    let own: Vec<&TemplateSource> = templates.iter().filter(|w| is_own(&w.name)).collect();
    let shadowed: BTreeSet<&str> = own.iter().map(|w| parted(&w.name).1).collect();
    let kept = |name: &str| own.iter().any(|w| w.text.contains(name));
    let gone: BTreeSet<String> = templates
        .iter()
        .filter(|w| !is_own(&w.name) && shadowed.contains(parted(&w.name).1))
        .filter(|w| !kept(&w.name))
        .map(|w| w.name.clone())
        .collect();
    templates.retain(|w| !gone.contains(&w.name));
}

/// Parses every template alone, so that the mistakes of all are told; tells whether there are none.
fn parse_alone(
    templates: &[TemplateSource],
    names: &errors::Texts,
    diags: &mut Vec<Diagnostic>,
) -> bool {
    let told = diags.len();
    for template in templates.iter().filter(|w| is_own(&w.name)) {
        let mut scratch = tera::Tera::default();
        if let Err(error) = scratch.add_raw_template(&template.name, &template.text)
            && errors::is_syntax(&error)
        {
            diags.push(errors::told(&error, &template.name, names));
        }
    }
    diags.len() == told
}

/// Puts the templates together.
fn assemble(
    empty: tera::Tera,
    templates: &[TemplateSource],
    prefixes: &[String],
    names: &errors::Texts,
    diags: &mut Vec<Diagnostic>,
) -> tera::Tera {
    let mut tera = empty.clone();
    let all = templates.iter().map(|w| (w.name.as_str(), w.text.as_str()));
    if let Err(error) = tera.add_raw_templates(all) {
        let unknown = names.unknown_names(&error, prefixes);
        if !unknown.is_empty() {
            diags.extend(unknown);
            return empty;
        }
        let mut remark = errors::told(&error, "", names);
        if let Place::Site = remark.place {
            remark.place = errors::extends_tag(
                &error,
                templates
                    .iter()
                    .map(|w| (w.name.as_str(), w.text.as_str(), w.source)),
            );
        }
        diags.push(errors::with_nearest_template(remark, &error, names));
        return empty;
    }
    tera
}

fn empty(prefixes: &[String], words: &Arc<Words>) -> tera::Tera {
    let mut tera = tera::Tera::default();
    // Tera's own gives its groups in an order that differs from run to run.
    tera.register_filter("group_by", filters::group_by);
    say::register(&mut tera, words);
    tera.set_fallback_prefixes(prefixes.to_vec())
        .expect("no template is there yet");
    tera
}
