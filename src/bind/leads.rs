//! What the links in a transcript's own words lead to.
//!
//! They stand as the source has them: relative to the page, as on the site that the transcript was taken from or as its editor wrote them. A
//! file of `content/assets/` is `assets/NAME`; another transcript lies beside this one, an entry in its kind's folder, a free page at the
//! root, with whatever ending.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::{Edition, LinkError, Thing, cited, ground::Ground, remarks};
use crate::{
    anchor::Outline,
    archive::{Cited, TranscriptIndex},
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
    text::{self, route::Route},
};

/// What an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead<'a> {
    /// Out of the site.
    Out(&'a str),
    /// A file of assets, and what follows its path (`#page=2`).
    File(&'a Route, &'a str),
    /// A page of the site, and the place on it (`#...`) if it is none that has a name of its own.
    Page(Thing, &'a str),
}

/// Why an address leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Astray<'a> {
    /// A browser might run it.
    Unsafe,
    /// It is a web address without a host.
    NoHost,
    /// It looks like that of another host, but for its scheme.
    NoScheme,
    /// A page is meant that is not there.
    Page(LinkError),
    /// The page of a transcript has no such place.
    NoPlace(String),
    /// The paragraph of a transcript, in this place of its page, is no longer there.
    Gone(TranscriptIndex, &'a str),
    /// No file and no page.
    Nowhere,
}

/// Whether an id may be one of a transcript's page that is neither a paragraph's nor a note's: of headings and of footnotes of the source,
/// which are known where the page is finished.
pub(super) fn is_own_place(id: &str) -> bool {
    ["section-", "fn-", "fnref-"]
        .iter()
        .any(|own| id.starts_with(own))
        || matches!(id, "main" | "top")
}

impl Edition {
    /// What an address in the words of transcript `t` leads to, if anything.
    pub fn lead<'a>(&'a self, t: TranscriptIndex, address: &'a str) -> Option<Lead<'a>> {
        self.ground().lead(t, address).ok()
    }
}

/// The remarks on links in the words of a transcript that lead nowhere.
pub(super) fn check(
    t: TranscriptIndex,
    outline: &Outline,
    ground: Ground<'_>,
    diags: &mut Vec<Diagnostic>,
) {
    for link in &outline.links {
        match ground.lead(t, &link.value) {
            Ok(Lead::Page(Thing::Transcript(to), place)) => {
                diags.extend(paragraph((to, place), link, ground));
            }
            Ok(_) => {}
            Err(Astray::Gone(to, place)) => diags.extend(paragraph((to, place), link, ground)),
            Err(astray) => diags.extend(told(&astray, link, ground)),
        }
    }
}

/// The remark on a paragraph that a link leads to.
fn paragraph(
    (t, place): (TranscriptIndex, &str),
    link: &Spanned<String>,
    ground: Ground<'_>,
) -> Option<Diagnostic> {
    let cited = place.strip_prefix('#')?.parse::<Cited>().ok()?;
    let path = link.value.split('#').next().unwrap_or_default();
    let line = |cited: Cited| format!("{path}#{cited}");
    cited::told((t, cited), link.span, ground.names, &line)
}

impl<'a> Ground<'a> {
    fn lead(&self, t: TranscriptIndex, address: &'a str) -> Result<Lead<'a>, Astray<'a>> {
        if !text::is_safe_address(address) {
            return Err(Astray::Unsafe);
        }
        if text::lacks_host(address) {
            return Err(Astray::NoHost);
        }
        if address.starts_with("//") {
            return Err(Astray::NoScheme);
        }
        if text::is_external(address) {
            return Ok(Lead::Out(address));
        }
        let (path, fragment) = cut(address);
        if path.is_empty() {
            return self.inside(Thing::Transcript(t), "", fragment, t);
        }
        if let Some((file, rest)) = text::file_of(address, |path| self.asset(path).is_some())
            && let Some(asset) = self.asset(&file)
        {
            return Ok(Lead::File(&asset.route, rest));
        }
        match self.page(path) {
            Some(Ok((thing, id))) => self.inside(thing, &id, fragment, t),
            Some(Err(error)) => Err(Astray::Page(error)),
            None if text::lacks_scheme(address).is_some() => Err(Astray::NoScheme),
            None => Err(Astray::Nowhere),
        }
    }

    /// The page that a path names, with its name in a wiki link; none if it has not the shape of one.
    fn page(&self, path: &str) -> Option<Result<(Thing, String), LinkError>> {
        let decoded = text::percent_decoded(path).unwrap_or(Cow::Borrowed(path));
        let plain = decoded.trim_start_matches("./");
        let rooted = plain.starts_with(['/', '.']);
        let plain = plain.trim_start_matches("../").trim_start_matches('/');
        let plain = plain.strip_prefix("content/").unwrap_or(plain);
        let plain = plain.strip_suffix("/index.html").unwrap_or(plain);
        let plain = plain.trim_end_matches('/');
        let name = [".html", ".htm", ".md", ".txt"]
            .iter()
            .find_map(|ending| plain.strip_suffix(ending))
            .unwrap_or(plain);
        let (prefix, id) = match name.split_once('/') {
            None if rooted => ("page".to_owned(), name),
            None => ("transcript".to_owned(), name),
            Some(("transcripts", rest)) => ("transcript".to_owned(), last(rest)),
            Some(("pages", rest)) => ("page".to_owned(), last(rest)),
            Some((folder, rest)) => {
                let kind = self.config.kinds.of_folder(folder)?;
                (self.config.kinds.names(kind).slug.clone(), last(rest))
            }
        };
        // Folders below that of a kind are for editors; a name with a full stop that is no ending is no id of a sibling.
        let wiki = format!("{prefix}:{}", id.nfc());
        match self.names.resolve(&wiki, None) {
            Ok(thing) => Some(Ok((thing, wiki))),
            Err(LinkError::Unknown { .. }) if !name.contains('/') && name == plain => None,
            Err(error) => Some(Err(error)),
        }
    }

    /// A place on a page.
    fn inside(
        &self,
        thing: Thing,
        wiki: &str,
        fragment: &'a str,
        t: TranscriptIndex,
    ) -> Result<Lead<'a>, Astray<'a>> {
        let id = fragment.strip_prefix('#').unwrap_or_default();
        let named = id.strip_prefix("note-").or_else(|| {
            let is_paragraph = Cited::is_shape_of(id);
            is_paragraph.then_some(id)
        });
        match (thing, named) {
            (Thing::Transcript(to), Some(named)) if !named.is_empty() => {
                let target = format!("{wiki}#{named}");
                match self.names.resolve(&target, Some(t)) {
                    // The address of a paragraph is as it is written: its page tells what became of it.
                    Ok(Thing::Paragraph(..)) => Ok(Lead::Page(thing, fragment)),
                    Ok(found) => Ok(Lead::Page(found, "")),
                    Err(_) if self.names.is_gone(to, named) => Err(Astray::Gone(to, fragment)),
                    Err(error) => Err(Astray::Page(error)),
                }
            }
            (Thing::Transcript(_), _) if !id.is_empty() && !is_own_place(id) => {
                Err(Astray::NoPlace(id.to_owned()))
            }
            _ => Ok(Lead::Page(thing, fragment)),
        }
    }
}

/// The path of an address, and its fragment with the `#`; a query means nothing to a page.
fn cut(address: &str) -> (&str, &str) {
    let at = address.find('#').unwrap_or(address.len());
    let (before, fragment) = address.split_at(at);
    (before.split('?').next().unwrap_or_default(), fragment)
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn told(astray: &Astray<'_>, link: &Spanned<String>, ground: Ground<'_>) -> Option<Diagnostic> {
    let address = &link.value;
    let remark = match astray {
        Astray::Unsafe => remarks::unsafe_address(address, link.span),
        Astray::NoHost => remarks::without_host(address, link.span),
        Astray::NoScheme => remarks::without_scheme(address, link.span),
        Astray::Page(LinkError::Broken) | Astray::Gone(..) => return None,
        Astray::Page(LinkError::Draft) => nowhere(
            address,
            link.span,
            "what it leads to is a draft, which this build leaves out",
        ),
        Astray::NoPlace(_) => nowhere(address, link.span, "the transcript has no such place")
            .help("`#p4` is a paragraph, `#note-ID` a note"),
        Astray::Page(LinkError::Unknown { what, meant }) => {
            let what = what.split_once(':').map_or(what.as_str(), |(_, id)| id);
            let remark = nowhere(address, link.span, &format!("there is no `{what}`"));
            match meant {
                Some(meant) => {
                    let meant = match (meant.split_once('#'), meant.split_once(':')) {
                        (Some((_, place)), _) => format!("{}#{place}", cut(address).0),
                        (None, Some((_, id))) => id.to_owned(),
                        (None, None) => meant.clone(),
                    };
                    remark.help(format!("did you mean `{meant}`?"))
                }
                None => remark,
            }
        }
        Astray::Page(LinkError::Ambiguous(_) | LinkError::UnwrittenId) | Astray::Nowhere => {
            let (path, _) = cut(address);
            let near = text::nearest(path, ground.assets.iter().map(|a| a.route.as_str()));
            let remark = nowhere(address, link.span, "there is no such file or page");
            match near {
                Some(near) => remark.help(format!("did you mean `{near}`?")),
                None => remark.help("in a transcript, a file of content/assets/ is linked as `[words](assets/NAME)`, another transcript as `[words](ID.html)`, an entry as `[words](../topics/ID.html)`"),
            }
        }
    };
    Some(remark)
}

fn nowhere(address: &str, span: Span, why: &str) -> Diagnostic {
    Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`{address}` leads nowhere: {why}"),
    )
}

/// What editorial Markdown should say in the place of the address of a page.
pub(super) fn as_wiki_link(ground: Ground<'_>, address: &str) -> Option<String> {
    let (path, fragment) = cut(address);
    let slashed = path.contains('/') || path.ends_with(".html") || path.ends_with(".md");
    let at_root = format!("/{path}");
    let found = [path, &at_root]
        .into_iter()
        .filter(|_| slashed)
        .find_map(|path| ground.page(path)?.ok());
    let (_, wiki) = found?;
    let fragment = fragment.replacen("#note-", "#", 1);
    Some(format!("[[{wiki}{fragment}]]"))
}
