//! Checks a theme's `theme.yaml`: what it is called and who made it. Nothing of it shows on the site.

use super::{
    file, keys,
    yaml::{self, Fields},
};
use crate::source::{
    Sources, Spanned,
    diag::{Diagnostic, Diagnostics},
};

/// Reads the `theme.yaml` of the theme that is set, if there is one.
pub fn theme(
    theme: Option<&Spanned<String>>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let Some(name) = theme else { return };
    let path = format!("themes/{}/theme.yaml", name.value);
    let plain = !name.value.contains(['/', '\\']) && !name.value.starts_with('.');
    let Some(looked) = plain.then(|| sources.files().file(&path)).flatten() else {
        return;
    };
    let source = sources.add(&path);
    if let Err(why) = looked {
        diagnostics.push(why.told(source));
        return;
    }
    let mut diags: Vec<Diagnostic> = Vec::new();
    if let Some(text) = file::read(source, sources, &mut diags)
        && let Some(node) = yaml::parse(source, &text, 0..text.len(), &mut diags)
        && let Some(mut fields) = Fields::of(&node, "a theme", &mut diags)
    {
        for key in [
            "title",
            "description",
            "author",
            "license",
            "version",
            "homepage",
        ] {
            keys::words(&mut fields, key, &mut diags);
        }
        fields.finish(&mut diags);
    }
    diagnostics.extend(diags);
}
