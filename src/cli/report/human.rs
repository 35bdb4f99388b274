//! For people: the look of `rustc`, drawn by annotate-snippets.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::{
    excerpt::{excerpt, harmless, head, shorten},
    places::{Places, Spot},
};
use crate::source::diag::{Diagnostic, Fix, Place, Severity};

/// No sentence of a report is longer, whatever was quoted in it.
const SENTENCE: usize = 4000;
/// Places at most so many lines apart are shown as one piece of text.
const TOGETHER: usize = 6;

/// Adds one diagnostic and an empty line.
pub(super) fn write(
    out: &mut String,
    diagnostic: &Diagnostic,
    places: &mut Places<'_>,
    color: bool,
) {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(sentence(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let primary = match diagnostic.place {
        Place::Span(span) => Some(places.spot(span)),
        Place::File(_) | Place::Site => None,
    };
    let home = primary.as_ref().map(|spot| spot.source);

    let mut headers = Headers::default();
    let mut elements: Vec<Element<'_>> = Vec::new();
    if let Place::File(source) = diagnostic.place {
        elements.push(Origin::path(harmless(&places.shown(source))).into());
    }
    for scene in scenes(diagnostic, primary, places) {
        elements.push(scene.element(&mut headers));
    }
    for note in &diagnostic.notes {
        elements.push(Level::NOTE.message(sentence(note)).into());
    }
    for help in &diagnostic.helps {
        elements.push(Level::HELP.message(sentence(help)).into());
    }

    let mut report = vec![Group::with_title(title).elements(elements)];
    for fix in &diagnostic.fixes {
        let spot = places.spot(fix.span);
        let elsewhere = home != Some(spot.source);
        report.push(suggestion(fix, &spot, elsewhere.then_some(&mut headers)));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    out.push_str(&headers.put_in(&renderer.render(&report)));
    out.push_str("\n\n");
}

/// The headers `path:line:column` of a report.
///
/// annotate-snippets counts line and column in the excerpt that it is given, where tabs, byte-order marks and long
/// lines are no longer what they were. So it gets a sign instead of the path, and the sign with the numbers behind it
/// is replaced afterwards.
#[derive(Default)]
struct Headers(Vec<String>);

/// Stands round a header's number; never in a file's words, see `excerpt`.
const SIGN: char = '\u{fffe}';

impl Headers {
    /// The sign for the header of `spot`.
    fn sign(&mut self, spot: &Spot<'_>) -> String {
        let (path, start) = (harmless(&spot.shown), spot.start);
        self.0
            .push(format!("{path}:{}:{}", start.line, start.column));
        format!("{SIGN}{}{SIGN}", self.0.len() - 1)
    }

    /// `rendered` with headers for signs.
    fn put_in(&self, rendered: &str) -> String {
        let mut parts = rendered.split(SIGN);
        let mut out = parts.next().unwrap_or_default().to_owned();
        while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
            let header = number
                .parse()
                .ok()
                .and_then(|number: usize| self.0.get(number));
            out.push_str(header.map_or("", String::as_str));
            out.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
        }
        out
    }
}

/// Places of one file that are shown together.
struct Scene<'a> {
    members: Vec<Member<'a>>,
}

struct Member<'a> {
    spot: Spot<'a>,
    label: String,
    kind: AnnotationKind,
}

/// All places of a diagnostic, those near each other together.
fn scenes<'a>(
    diagnostic: &Diagnostic,
    primary: Option<Spot<'a>>,
    places: &mut Places<'a>,
) -> Vec<Scene<'a>> {
    let mut scenes: Vec<Scene<'a>> = Vec::new();
    let primary = primary.map(|spot| Member {
        spot,
        label: sentence(&diagnostic.label),
        kind: AnnotationKind::Primary,
    });
    let related = diagnostic.related.iter().map(|related| Member {
        spot: places.spot(related.span),
        label: sentence(&related.label),
        kind: AnnotationKind::Context,
    });
    for member in primary.into_iter().chain(related) {
        match scenes.iter_mut().find(|scene| scene.is_near(&member.spot)) {
            Some(scene) => scene.members.push(member),
            None => scenes.push(Scene {
                members: vec![member],
            }),
        }
    }
    scenes
}

impl Scene<'_> {
    /// Whether `spot` can be shown without many lines in between.
    fn is_near(&self, spot: &Spot<'_>) -> bool {
        self.members.iter().any(|member| {
            let there = &member.spot;
            there.source == spot.source
                && !there.text.is_empty()
                && there.start.line.abs_diff(spot.start.line) <= TOGETHER
        })
    }

    /// The header and the lines.
    fn element<'r>(&self, headers: &mut Headers) -> Element<'r> {
        let spot = &self.members.first().expect("a scene has a member").spot;
        if spot.text.is_empty() {
            return Origin::path(headers.sign(spot)).into();
        }
        let shortened = |member: &Member<'_>| shorten(spot.text, member.spot.range.clone());
        let ranges: Vec<_> = self.members.iter().map(|m| shortened(m).0).collect();
        let excerpt = excerpt(spot.text, &ranges);
        let first_line = self.members.iter().map(|member| member.spot.start.line);
        let annotations = self
            .members
            .iter()
            .zip(excerpt.places)
            .map(|(member, place)| {
                let mut label = member.label.clone();
                if shortened(member).1 {
                    label += if label.is_empty() { "" } else { " " };
                    label += &format!("(to line {})", member.spot.end.line);
                }
                annotation(member.kind, place, label)
            });
        let snippet = Snippet::source(excerpt.text.clone())
            .line_start(first_line.min().unwrap_or(1))
            .path(headers.sign(spot))
            .annotations(annotations);
        snippet.into()
    }
}

/// An underlined place; without a label there is no dangling space.
fn annotation<'r>(
    kind: AnnotationKind,
    place: std::ops::Range<usize>,
    label: String,
) -> Annotation<'r> {
    kind.span(place).label((!label.is_empty()).then_some(label))
}

/// The line as it is, and as it would be; with a header if it is not in the remark's own file.
fn suggestion<'r>(fix: &Fix, spot: &Spot<'_>, headers: Option<&mut Headers>) -> Group<'r> {
    let title = Level::HELP.secondary_title(sentence(&fix.label));
    let (range, is_cut) = shorten(spot.text, spot.range.clone());
    if is_cut {
        return Group::with_title(title);
    }
    let excerpt = excerpt(spot.text, std::slice::from_ref(&range));
    let patches = excerpt
        .places
        .iter()
        .map(|place| Patch::new(place.clone(), sentence(&fix.text)));
    let snippet = Snippet::source(excerpt.text.clone())
        .line_start(spot.start.line)
        .path(headers.map(|headers| headers.sign(spot)))
        .patches(patches);
    title.element(snippet)
}

/// Words fit to be printed.
fn sentence(words: &str) -> String {
    harmless(&head(words, SENTENCE))
}
