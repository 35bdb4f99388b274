//! Pages at old addresses, which lead on to the new ones.

use super::{
    artifact::{Artifact, Made, Plan},
    context::PageContext,
    crumbs,
    lists::Of,
    markup, printed,
};
use crate::{archive::config::Config, reader::Thing, source::digest::Digester, text::route::Route};

/// A page at an old address of a thing.
#[derive(Debug)]
pub(super) struct RedirectPage(pub(super) Thing);

impl Artifact for RedirectPage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "redirect"
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        Made::Bytes(redirect(context, self.0))
    }
}

/// A page at the address of a former part of a list, that leads to what it lay in.
#[derive(Debug)]
pub(super) struct MovedPage {
    /// What the list was of.
    pub(super) of: Of,
    /// The name of the page that it leads to.
    pub(super) to: String,
    /// The title of the part that it leads to; none for the list's first page.
    pub(super) part: Option<String>,
}

impl Artifact for MovedPage {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "redirect"
    }

    fn key(&self, digester: &mut Digester) {
        digester.text(&self.to);
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        Made::Bytes(moved(context, self.of, &self.to, self.part.as_deref()))
    }
}

/// A page at an old address: leads on at once, and has a link for whoever is not led.
fn redirect(context: &PageContext<'_>, thing: Thing) -> Vec<u8> {
    let canonical = context.canonical(&context.reader.route_of(thing));
    leading(
        context,
        &context.href(thing),
        &context.title(thing),
        canonical,
    )
}

/// A page at the address of a former part of a list: leads to what the part lay in.
fn moved(context: &PageContext<'_>, of: Of, to: &str, part: Option<&str>) -> Vec<u8> {
    let list = match of {
        Of::Thing(thing) => context.title(thing),
        Of::Index(listed) => listed.title(context.reader.config()),
        Of::Timeline => context.words().timeline(),
    };
    let title = crumbs::part_title(context, list, part.map(str::to_owned));
    let route = Route::page(to, context.reader.config().urls);
    let canonical = route.and_then(|route| context.canonical(&route));
    leading(context, &context.to(to), &title, canonical)
}

fn leading(
    context: &PageContext<'_>,
    href: &str,
    title: &str,
    canonical: Option<String>,
) -> Vec<u8> {
    let words = context.words();
    let (href, title) = (markup::escaped(href), markup::escaped(title));
    let language = markup::escaped(&context.reader.config().language);
    let canonical = canonical.map_or_else(String::new, |url| {
        format!(
            "<link rel=\"canonical\" href=\"{}\">\n",
            markup::escaped(&url)
        )
    });
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<meta name=\"robots\" content=\"noindex\">\n{canonical}<title>{title}</title>\n</head>\n<body>\n<main id=\"main\">\n<h1>{}</h1>\n<p>{}</p>\n</main>\n</body>\n</html>\n",
        printed::direction(&context.reader.config().language),
        markup::escaped(&words.moved()),
        words.now_at(&format!("<a href=\"{href}\">{title}</a>"))
    )
    .into_bytes()
}
