//! Whom a citation of a transcript names as its author.
//!
//! Words belong to whoever spoke them: of several speakers none is the author of the whole, unless the form of the transcript says
//! so (a speech or a press conference is its speaker's, an interview the one interviewee's) or an editor does (`cite_author`). Who
//! stands out in it is asked as catalogues ask it ([`TurnSpeaker::is_principal`]), so that a page and what programs take from it name the same.

use super::{Author, Names, TurnSpeaker};
use crate::{
    archive::{EntryIndex, Header, Named, Relation},
    source::diag::Diagnostic,
    text::Genre,
};

/// The authors to cite: those that are written, else the one that the speakers and the form leave no doubt about.
pub(super) fn authors(
    header: &Header,
    turns: &[TurnSpeaker],
    names: &Names,
    diags: &mut Vec<Diagnostic>,
) -> Vec<Author> {
    if let Some(written) = &header.cite_author {
        let bound = written.iter().map(|name| {
            let named = Named {
                relation: Relation::CiteAuthor,
                its: None,
                name,
            };
            match names.bind(named, diags) {
                Some(entry) => Author::Entry(entry),
                None => Author::Name(name.value.clone()),
            }
        });
        return bound.collect();
    }
    let author = alone(turns).or_else(|| {
        let names_one = match Genre::of(header.form.as_deref()) {
            Genre::Interview | Genre::Presentation => true,
            // A body hears many, and a testimony is one's.
            Genre::Hearing => Genre::is_of_one(header.form.as_deref()),
            Genre::Document => false,
        };
        names_one.then(|| principal(turns)).flatten()
    });
    author.map(Author::Entry).into_iter().collect()
}

/// The only one who is heard at all.
fn alone(turns: &[TurnSpeaker]) -> Option<EntryIndex> {
    only(turns.iter().filter(|who| !who.narration))
}

/// The only one who is heard and does not merely ask, preside or interpret.
fn principal(turns: &[TurnSpeaker]) -> Option<EntryIndex> {
    only(turns.iter().filter(|who| who.is_principal()))
}

/// The person of these turns, if it is one and there is a turn of which that is certain. A label without a person is somebody else.
fn only<'a>(turns: impl Iterator<Item = &'a TurnSpeaker>) -> Option<EntryIndex> {
    let (mut author, mut certain) = (None, false);
    for who in turns.filter(|who| who.person.is_some() || who.name.is_some() || who.label.is_some())
    {
        let person = who.person?;
        if author.is_some_and(|author| author != person) {
            return None;
        }
        author = Some(person);
        certain |= who.certainty.is_none();
    }
    author.filter(|_| certain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Bench, Certainty, ListIndex, Part, SpeakerIndex};

    fn turn(person: Option<usize>, part: Option<&str>) -> TurnSpeaker {
        let known = Part::ALL.iter().find(|(word, _)| Some(*word) == part);
        let part = known.map(|(_, part)| *part);
        TurnSpeaker {
            label: Some(SpeakerIndex::at(0)),
            person: person.map(EntryIndex::at),
            part,
            asks: part.is_some_and(|part| Bench::Examination.asks(part)),
            narration: part == Some(Part::Narration),
            ..TurnSpeaker::default()
        }
    }

    fn cited(form: Option<&str>, turns: &[TurnSpeaker]) -> Vec<Author> {
        let header = Header {
            form: form.map(str::to_owned),
            ..Header::default()
        };
        authors(&header, turns, &Names::default(), &mut Vec::new())
    }

    #[test]
    fn of_several_speakers_none_is_the_author() {
        let turns = [turn(Some(1), None), turn(Some(2), None)];
        for form in [
            None,
            Some("debate"),
            Some("hearing"),
            Some("interview"),
            Some("speech"),
        ] {
            assert_eq!(cited(form, &turns), []);
        }
        let press = [turn(None, Some("press")), turn(Some(1), None)];
        for form in [None, Some("hearing"), Some("interviewing")] {
            assert_eq!(cited(form, &press), [], "{form:?}");
        }
        let two = [&press[..], &[turn(Some(2), None)]].concat();
        let one_of_no_name = [&press[..], &[turn(None, None)]].concat();
        for turns in [two, one_of_no_name] {
            assert_eq!(cited(Some("press-conference"), &turns), []);
        }
    }

    #[test]
    fn one_speaker_is_the_author_whatever_the_form() {
        assert_eq!(
            cited(None, &[turn(Some(1), None)]),
            [Author::Entry(EntryIndex::at(1))]
        );
        let nobody = TurnSpeaker::default();
        let told = turn(None, Some("narration"));
        let turns = [nobody, told, turn(Some(1), None)];
        assert_eq!(
            cited(Some("hearing"), &turns),
            [Author::Entry(EntryIndex::at(1))]
        );
        assert_eq!(cited(None, &[turn(None, None)]), []);
    }

    #[test]
    fn a_form_that_is_one_persons_names_that_person() {
        let interview = [
            turn(Some(7), Some("interviewer")),
            turn(None, Some("interpreter")),
            turn(Some(1), Some("interviewee")),
        ];
        for form in ["interview", "Radio interview", "oral history", "testimony"] {
            assert_eq!(
                cited(Some(form), &interview),
                [Author::Entry(EntryIndex::at(1))],
                "{form}"
            );
        }
        assert_eq!(cited(Some("trial"), &interview), []);
        let speech = [turn(Some(7), Some("chair")), turn(Some(1), None)];
        assert_eq!(
            cited(Some("speech"), &speech),
            [Author::Entry(EntryIndex::at(1))]
        );
        let press = [turn(None, Some("press")), turn(Some(1), None)];
        for form in ["press-conference", "Press briefing", "panel"] {
            assert_eq!(
                cited(Some(form), &press),
                [Author::Entry(EntryIndex::at(1))],
                "{form}"
            );
        }
        let heckled = [turn(None, None), turn(Some(1), None)];
        assert_eq!(cited(Some("speech"), &heckled), []);
    }

    #[test]
    fn who_only_possibly_speaks_is_not_named() {
        let mut doubtful = turn(Some(1), None);
        doubtful.certainty = Some(Certainty::Possible);
        assert_eq!(cited(None, &[doubtful.clone()]), []);
        assert_eq!(
            cited(None, &[doubtful, turn(Some(1), None)]),
            [Author::Entry(EntryIndex::at(1))]
        );
    }
}
