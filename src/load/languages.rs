//! Decodes what a header says of languages: `align` and `languages`, and finds the paragraphs that are in another one.

use super::{
    keys::{self, Diags},
    yaml::{self, Node},
};
use crate::{
    archive::{
        AlignedRuns, Header, InLanguage, IndexRange, IndexVec, Paragraph, ParagraphIds,
        ParagraphIndex, ParagraphRun,
    },
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
};

/// `align: {p3: p4-p5}`.
pub(super) fn align(node: &Node, diags: &mut Diags) -> Vec<AlignedRuns> {
    let mut aligned = Vec::new();
    for (key, value) in yaml::map("align", node, diags) {
        let own = run(key, diags);
        let original = yaml::words(&key.value, value, diags).and_then(|words| run(&words, diags));
        if let (Some(own), Some(original)) = (own, original) {
            aligned.push(AlignedRuns { own, original });
        }
    }
    aligned
}

/// `languages: {p5-p7: fr}`.
pub(super) fn languages(node: &Node, diags: &mut Diags) -> Vec<InLanguage> {
    let mut languages = Vec::new();
    for (key, value) in yaml::map("languages", node, diags) {
        let paragraphs = run(key, diags);
        let language = yaml::words(&key.value, value, diags)
            .and_then(|written| keys::language_tag(written, diags));
        if let (Some(paragraphs), Some(language)) = (paragraphs, language) {
            languages.push(InLanguage {
                paragraphs,
                language,
            });
        }
    }
    languages
}

fn run(written: &Spanned<String>, diags: &mut Diags) -> Option<Spanned<ParagraphRun>> {
    if let Ok(run) = written.value.parse() {
        return Some(Spanned::new(run, written.span));
    }
    let parts = written.value.split(['-', '–']).map(|part| {
        let bare = part.trim().trim_start_matches(['p', 'P', '¶', ' ']);
        format!("p{bare}")
    });
    let meant = parts.collect::<Vec<String>>().join("-");
    let meant = meant.parse::<ParagraphRun>().ok();
    let meant = meant.map(|run| run.to_string());
    diags.push(
        Diagnostic::at(
            Code::BadValue,
            written.span,
            format!("`{}` names no paragraph", written.value),
        )
        .help("write `p5` for one paragraph, `p5-p7` for several")
        .did_you_mean(written.span, meant.as_deref()),
    );
    None
}

/// Writes at each paragraph in which language it is, if that is another than the transcript's; tells what `languages` says twice, and of paragraphs
/// that there are not.
pub(super) fn tell(
    header: &Header,
    paragraphs: &mut IndexVec<ParagraphIndex, Paragraph>,
    diags: &mut Diags,
) {
    if header.languages.is_empty() {
        return;
    }
    let ids: ParagraphIds = paragraphs.iter().map(|p| p.id).collect();
    let mut found = Vec::new();
    for part in &header.languages {
        match part.paragraphs.value.find(&ids) {
            Ok(range) => found.push((range, part)),
            Err(missing) => {
                let message = format!("there is no paragraph {missing}");
                let remark = Diagnostic::at(Code::NoSuchParagraph, part.paragraphs.span, message);
                diags.push(match (paragraphs.first(), paragraphs.last()) {
                    (Some(first), Some(last)) => {
                        remark.note(format!("the transcript has {} to {}", first.id, last.id))
                    }
                    _ => remark,
                });
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    let mut before: Option<(IndexRange<ParagraphIndex>, Span)> = None;
    for (
        range,
        InLanguage {
            paragraphs: run,
            language,
        },
    ) in found
    {
        if let Some((_, other)) = before.filter(|(before, _)| before.end > range.start) {
            let message = format!("the language of {} is said twice", ids.of(range.start));
            diags.push(
                Diagnostic::at(Code::BadValue, run.span, message)
                    .related(other, "it is said here, too")
                    .help("let each paragraph stand in one line of `languages`"),
            );
            continue;
        }
        before = Some((range, run.span));
        let is_other = header.language.as_deref() != Some(language);
        for p in range.iter() {
            paragraphs[p].language = is_other.then(|| language.as_str().into());
        }
    }
}
