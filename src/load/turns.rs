//! Whose each turn is, as far as the header alone can tell: unlabelled text, corrections, who asks and who answers.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    header::Decoded,
    keys::Diags,
    speech::{self, At, Speech},
};
use crate::{
    archive::{
        Bench, Header, IndexRange, LabelSaid, ParagraphId, ParagraphIndex, Part, Speaker,
        SpeakerIndex, TurnCorrection, TurnIndex,
    },
    source::diag::{Code, Diagnostic},
    text,
};

/// The speaker of unlabelled text (`speaker:`), put behind the declared ones with an empty label.
pub(super) fn unlabelled(decoded: &mut Decoded) -> Option<SpeakerIndex> {
    let person = decoded.header.speaker.clone()?;
    Some(decoded.header.speakers.push(Speaker {
        span: Some(person.span),
        person: Some(person),
        ..Speaker::default()
    }))
}

/// The labels of all speakers, in order.
pub(super) fn labels(decoded: &Decoded) -> Vec<String> {
    let speakers = decoded.header.speakers.iter();
    speakers.map(|s| s.label.clone()).collect()
}

/// Speakers whose words are nobody's.
pub(super) fn narrators(decoded: &Decoded) -> BTreeSet<SpeakerIndex> {
    let speakers = decoded.header.speakers.enumerated();
    speakers
        .filter(|(_, s)| s.part == Some(Part::Narration))
        .map(|(i, _)| i)
        .collect()
}

/// Where turns begin, or do not, because an editor says so: by the paragraph.
pub(super) fn begins(
    decoded: &Decoded,
    labels: &[String],
    diags: &mut Diags,
) -> BTreeMap<ParagraphId, At> {
    let mut begins = BTreeMap::new();
    for correction in &decoded.header.turns {
        let TurnCorrection {
            paragraph,
            label,
            person,
            name,
            part,
            ..
        } = correction;
        let at = match label {
            Some(LabelSaid::Words(_)) => At::Words,
            Some(LabelSaid::Of(label)) => match speech::speaker_of(labels, &label.value) {
                Some(speaker) => At::Of(speaker),
                None => {
                    let near = text::nearest(&label.value, labels.iter().map(String::as_str));
                    diags.push(
                        Diagnostic::at(
                            Code::BadValue,
                            label.span,
                            format!("`{}` is no label of `speakers`", label.value),
                        )
                        .help("name the label whose turn begins here, or `false` if what looks like a label is words")
                        .did_you_mean(label.span, near),
                    );
                    continue;
                }
            },
            None if *part == Some(Part::Narration) => At::Narration,
            None if person.is_some() || name.is_some() => At::Somebody,
            None => continue,
        };
        begins.insert(paragraph.value, at);
    }
    begins
}

/// Settles which turns are narration, which ask, which open an exchange, and what each answers. An exchange ends where a section ends, and a
/// question of one word ("Yes?") opens none.
pub(super) fn settle(header: &Header, speech: &mut Speech) {
    let bench = Bench::of(header.form.as_deref(), &header.speakers);
    let corrections: BTreeMap<ParagraphId, &TurnCorrection> = header
        .turns
        .iter()
        .map(|c| (c.paragraph.value, c))
        .collect();
    let mut section = 0;
    let mut asked: Option<TurnIndex> = None;
    let mut asking = false;
    for i in speech.turns.indexes() {
        let paragraphs = speech.turns[i].paragraphs;
        let here = section_of(speech, paragraphs.start);
        if here != section {
            (section, asked, asking) = (here, None, false);
        }
        let brief = is_brief(speech, paragraphs);
        let turn = &mut speech.turns[i];
        let speaker = turn.speaker.map(|s| &header.speakers[s]);
        let correction = corrections.get(&speech.paragraphs[paragraphs.start].id);
        let corrected = correction.and_then(|c| c.part);
        let part = corrected.or(speaker.and_then(|s| s.part));
        turn.narration = part == Some(Part::Narration);
        turn.asks = match (correction.and_then(|c| c.asks), corrected, speaker) {
            _ if turn.narration => false,
            (Some(asks), _, _) => asks,
            (None, Some(part), _) => bench.asks(part),
            (None, None, Some(speaker)) => bench.speaker_asks(speaker),
            (None, None, None) => false,
        };
        if turn.narration || (turn.asks && brief) {
            continue;
        }
        if turn.asks {
            turn.opens = !asking;
            asked = Some(i);
        } else {
            turn.answers = asked;
        }
        asking = turn.asks;
        // A turn that runs on into the next section leaves its question behind.
        let last = section_of(speech, paragraphs.last());
        if last != section {
            (section, asked, asking) = (last, None, false);
        }
    }
}

/// How many headings stand before a paragraph or directly at it.
fn section_of(speech: &Speech, paragraph: ParagraphIndex) -> usize {
    speech
        .sections
        .partition_point(|s| s.paragraph <= paragraph)
}

/// Whether at most one word is said, words in brackets left out.
fn is_brief(speech: &Speech, paragraphs: IndexRange<ParagraphIndex>) -> bool {
    let mut words = 0;
    for paragraph in speech.paragraphs.slice(paragraphs) {
        let mut at = paragraph.range.start;
        let holes = paragraph.stage.iter().map(|s| (s.start, s.end));
        for (start, end) in holes.chain([(paragraph.range.end, paragraph.range.end)]) {
            if !paragraph.remark {
                words += text::count_words(&speech.text[at as usize..start as usize], 2);
            }
            at = end;
        }
        if words > 1 {
            return false;
        }
    }
    true
}
