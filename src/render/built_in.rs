//! The themes that are part of the binary: each is a folder of `themes/` in the sources, and stands alone.

use std::{borrow::Cow, collections::BTreeMap};

use include_dir::{Dir, File, include_dir};

use super::layer::{Static, TemplateSource};
use crate::{source::Sources, text::route::Route};

static ALL: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// What a site has that names no theme, and what lies below a theme of its own.
const USUAL: &str = "default";

/// A built-in theme.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn(&'static Dir<'static>);

impl Default for BuiltIn {
    fn default() -> Self {
        Self::named(USUAL).expect("it is in the sources")
    }
}

impl BuiltIn {
    /// All there are, in the order of their names.
    pub(super) fn all() -> Vec<Self> {
        let mut all: Vec<Self> = ALL.dirs().map(Self).collect();
        all.sort_unstable_by_key(|theme| theme.name());
        all
    }

    /// The one of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|theme| theme.name() == name)
    }

    /// What postil.yaml calls it. Its templates are registered with this before their names: `plain/topic.html`.
    pub fn name(self) -> &'static str {
        let name = self.0.path().to_str();
        name.expect("the names of folders of the sources are plain")
    }

    /// Its templates and static files: where each would stand in a site (`templates/topic.html`, `static/postil.css`), and its bytes. In order.
    pub fn files(self) -> Vec<(String, &'static [u8])> {
        fn below(dir: &'static Dir<'static>, found: &mut Vec<&'static File<'static>>) {
            found.extend(dir.files());
            for sub in dir.dirs() {
                below(sub, found);
            }
        }
        let mut found = Vec::new();
        below(self.0, &mut found);
        let own = |file: &File<'_>| {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let inside = path.strip_prefix(self.name())?.strip_prefix('/')?;
            let is_given = inside.starts_with("templates/") || inside.starts_with("static/");
            is_given.then(|| inside.to_owned())
        };
        let mut files: Vec<(String, &[u8])> = found
            .into_iter()
            .filter_map(|file| Some((own(file)?, file.contents())))
            .collect();
        files.sort_unstable();
        files
    }

    /// Puts it below all other layers.
    pub(super) fn layer(
        self,
        templates: &mut Vec<TemplateSource>,
        statics: &mut BTreeMap<Route, Static>,
        sources: &mut Sources,
    ) {
        for (path, bytes) in self.files() {
            if let Some(name) = path.strip_prefix("templates/") {
                let name = format!("{}/{name}", self.name());
                let text = String::from_utf8_lossy(bytes).into_owned();
                let source = sources.add_text(&name, &text);
                templates.push(TemplateSource { name, text, source });
            } else if let Some(route) = Route::new(&path) {
                let file = Static {
                    route: route.clone(),
                    bytes: Cow::Borrowed(bytes),
                    source: None,
                };
                statics.insert(route, file);
            }
        }
    }
}
