//! The theme that is part of the binary.

use std::{borrow::Cow, collections::BTreeMap};

use include_dir::{Dir, File, include_dir};

use super::layer::{Static, TemplateSource};
use crate::{source::Sources, text::route::Route};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Its templates and static files: where each would stand in a site (`templates/topic.html`, `static/postil.css`), and its bytes. In order.
pub fn files() -> Vec<(String, &'static [u8])> {
    fn below(dir: &'static Dir<'static>, found: &mut Vec<&'static File<'static>>) {
        found.extend(dir.files());
        for sub in dir.dirs() {
            below(sub, found);
        }
    }
    let mut found = Vec::new();
    below(&BUILT_IN, &mut found);
    let path = |file: &File<'_>| file.path().to_string_lossy().replace('\\', "/");
    let mut files: Vec<(String, &[u8])> = found
        .into_iter()
        .map(|file| (path(file), file.contents()))
        .filter(|(path, _)| path.starts_with("templates/") || path.starts_with("static/"))
        .collect();
    files.sort_unstable();
    files
}

/// Puts it below all other layers.
pub(super) fn layer(
    templates: &mut Vec<TemplateSource>,
    statics: &mut BTreeMap<Route, Static>,
    sources: &mut Sources,
) {
    for (path, bytes) in files() {
        if let Some(name) = path.strip_prefix("templates/") {
            let name = format!("default/{name}");
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
