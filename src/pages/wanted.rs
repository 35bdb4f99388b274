//! What a page wants beside its template: style sheets and scripts that serve what it shows, each by the name of that.

use crate::view::Body;

/// What it shows that has a style sheet of its own, so that other pages need not have it.
pub(super) fn sheets(body: &Body) -> Vec<&'static str> {
    let (pictures, map, reading) = match body {
        Body::Transcript(transcript) => (transcript.strip.is_some(), false, true),
        Body::Entry(entry) => {
            let pictures = entry.years.is_some() || entry.said_years.is_some();
            (pictures, entry.map.is_some(), !entry.groups.is_empty())
        }
        Body::Index(index) => (index.together.is_some(), index.map.is_some(), false),
        Body::Timeline(timeline) => (false, timeline.picture.is_some(), false),
        Body::Year(_) => (true, false, false),
        Body::Search => return vec!["search"],
        Body::Home(_) | Body::Free(_) | Body::Links(_) | Body::None => return Vec::new(),
    };
    let all = [(pictures, "pictures"), (map, "map"), (reading, "reading")];
    all.into_iter()
        .filter(|sheet| sheet.0)
        .map(|sheet| sheet.1)
        .collect()
}

/// What it has that a script serves.
pub(super) fn scripts(body: &Body) -> Vec<&'static str> {
    match body {
        Body::Transcript(transcript) => match transcript.note_count + transcript.carried_count {
            0 => vec!["postil"],
            _ => vec!["postil", "notes"],
        },
        Body::Entry(entry) if !entry.groups.is_empty() => vec!["notes"],
        _ => Vec::new(),
    }
}
