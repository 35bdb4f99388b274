//! Lints over the edition: what is right file by file, and odd taken together.

use std::cell::LazyCell;

use crate::{
    bind::{Edition, navigation_target},
    source::{
        Spanned,
        diag::{Code, Diagnostic, Diagnostics, Place},
    },
    text::{self, Suggestions},
};

/// Looks at the whole edition.
pub fn edition(edition: &Edition, diags: &mut Diagnostics) {
    navigation(edition, diags);
    crowded_navigation(edition, diags);
    images(edition, diags);
}

/// Whoever reads the site can say that something in it is wrong, or should not be there. Of interest to whoever looks at the site before it is published.
pub fn contact(edition: &Edition, diags: &mut Diagnostics) {
    if edition.config.contact.is_some() {
        return;
    }
    let message = "readers are given no address to correct something, or to object to it";
    diags.push(
        Diagnostic::new(Code::NoContact, Place::Site, message)
            .note("pages name the official source of a transcript instead, which cannot change what is said of it here")
            .help("write one into postil.yaml: `contact: archive@example.org`, or the address of a form"),
    );
}

/// How many items the navigation may have: every page shows all of them.
const MOST_ITEMS: usize = 256;

/// Every page shows the whole navigation, which is written, or has every free page.
fn crowded_navigation(edition: &Edition, diags: &mut Diagnostics) {
    let config = &edition.config;
    let message = "more than 256 items are in the navigation, which is on every page";
    if let Some(item) = config.navigation.get(MOST_ITEMS) {
        diags
            .push(Diagnostic::at(Code::TooMany, item.to.span, message).help("keep the chief ones"));
    } else if config.navigation.is_empty() && edition.pages.len() > MOST_ITEMS {
        let remedy = "write `navigation:` in postil.yaml with the chief ones: without it, every free page is in it";
        diags.push(Diagnostic::new(Code::TooMany, Place::Site, message).help(remedy));
    }
}

/// Every item of the navigation leads somewhere.
fn navigation(edition: &Edition, diags: &mut Diagnostics) {
    let kinds = edition.config.kinds.iter();
    let folders = kinds.map(|(_, names)| names.folder.as_str());
    let own: Vec<&str> = ["transcripts", "timeline"]
        .into_iter()
        .chain(folders)
        .collect();
    let entries = || edition.entries.iter().map(|e| e.id());
    let pages = || edition.pages.iter().map(|p| p.identity.id.as_str());
    let suggestions =
        LazyCell::new(|| Suggestions::new(entries().chain(pages()).chain(own.iter().copied())));
    for item in &edition.config.navigation {
        if navigation_target(edition, &item.to.value).is_some() {
            continue;
        }
        let plain = item.to.value.trim_matches(['[', ']', '/']).to_owned();
        let near = suggestions.of(&plain).map(|n| {
            if own.contains(&n) {
                format!("{n}/")
            } else {
                format!("[[{n}]]")
            }
        });
        diags.push(
            Diagnostic::at(Code::BrokenLink, item.to.span, format!("`{}` leads nowhere", item.to.value))
                .help("write a wiki link (`\"[[about]]\"`), the folder of an index (`topics/`), `timeline`, or a full address")
                .did_you_mean(item.to.span, near.as_deref()),
        );
    }
}

/// Every image of an entry is a file of assets.
fn images(edition: &Edition, diags: &mut Diagnostics) {
    let files = || edition.assets.iter().map(|a| a.route.as_str());
    let suggestions = LazyCell::new(|| Suggestions::new(files()));
    for entry in &edition.entries {
        if let Some(image) = &entry.fields.image {
            image_exists(edition, &image.file, &suggestions, diags);
        }
    }
}

fn image_exists(
    edition: &Edition,
    file: &Spanned<String>,
    suggestions: &LazyCell<Suggestions, impl FnOnce() -> Suggestions>,
    diags: &mut Diagnostics,
) {
    let span = file.span;
    let written = file.value.trim_start_matches("./").trim_start_matches('/');
    if text::is_external(written) {
        diags.push(
            Diagnostic::at(
                Code::UnsafeLink,
                span,
                "an image of another host is not shown",
            )
            .note("readers' browsers would tell that host what they read, and the image may vanish")
            .help("copy it to content/assets/ and name it by its path there"),
        );
        return;
    }
    let path = format!(
        "assets/{}",
        written.strip_prefix("assets/").unwrap_or(written)
    );
    let found = edition
        .assets
        .binary_search_by(|a| a.route.as_str().cmp(&path));
    if found.is_err() {
        let near = suggestions
            .of(&path)
            .map(|p| p.trim_start_matches("assets/").to_owned());
        diags.push(
            Diagnostic::at(
                Code::BrokenLink,
                span,
                format!("there is no file `content/{path}`"),
            )
            .did_you_mean(span, near.as_deref()),
        );
    }
}
