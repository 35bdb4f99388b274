//! What kind of talk a transcript is, by its `form`: one table for all that ask.
//!
//! The words of pages for forms (`form_interview`) are phrases, since each language has its own; each of these has a line here.

use self::{
    Bench::{Argument, Examination},
    Genre::{Hearing, Interview, Presentation},
};

/// What kind of work a transcript is to those who cite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Genre {
    /// Somebody is asked for what they have to tell.
    Interview,
    /// A body hears somebody: a committee, a court, a commission.
    Hearing,
    /// Words that were spoken before listeners: a speech, a press conference, a debate.
    Presentation,
    /// Anything else, and what has no `form`.
    #[default]
    Document,
}

/// Who asks whom before a court or a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bench {
    /// Counsel asks a witness.
    Examination,
    /// The judges ask, and counsel answers.
    Argument,
}

/// The last word of a form ("court hearing"), or the last two ("oral history"); what it is to those who cite; and who asks, if a form with
/// this word in it tells: the first such line counts.
const FORMS: &[(&str, Genre, Option<Bench>)] = &[
    ("interview", Interview, None),
    ("oral-history", Interview, None),
    ("conversation", Interview, None),
    ("argument", Hearing, Some(Argument)),
    ("appeal", Hearing, Some(Argument)),
    ("pleading", Hearing, Some(Argument)),
    ("pleadings", Hearing, Some(Argument)),
    ("submissions", Hearing, Some(Argument)),
    ("hearing", Hearing, None),
    ("trial", Hearing, Some(Examination)),
    ("testimony", Hearing, Some(Examination)),
    ("deposition", Hearing, Some(Examination)),
    ("inquest", Hearing, Some(Examination)),
    ("examination", Hearing, Some(Examination)),
    ("inquiry", Hearing, None),
    ("speech", Presentation, None),
    ("address", Presentation, None),
    ("lecture", Presentation, None),
    ("sermon", Presentation, None),
    ("talk", Presentation, None),
    ("keynote", Presentation, None),
    ("remarks", Presentation, None),
    ("statement", Presentation, None),
    ("message", Presentation, None),
    ("eulogy", Presentation, None),
    ("conference", Presentation, None),
    ("briefing", Presentation, None),
    ("debate", Presentation, None),
    ("panel", Presentation, None),
    ("meeting", Presentation, None),
];

/// `Press conference`, `press_conference` and `press-conference` are one form.
fn folded(form: Option<&str>) -> String {
    let form = form.unwrap_or_default().trim().to_lowercase();
    form.replace([' ', '_'], "-")
}

fn ends(form: &str, word: &str) -> bool {
    let before = form.strip_suffix(word);
    before.is_some_and(|before| before.is_empty() || before.ends_with('-'))
}

impl Genre {
    /// The genre of a transcript of this `form`.
    ///
    /// ```
    /// use postil::cite::Genre;
    ///
    /// assert_eq!(Genre::of(Some("press-conference")), Genre::Presentation);
    /// assert_eq!(Genre::of(Some("Court hearing")), Genre::Hearing);
    /// assert_eq!(Genre::of(Some("interviewing")), Genre::Document);
    /// ```
    pub fn of(form: Option<&str>) -> Self {
        let form = folded(form);
        let known = FORMS.iter().find(|(word, ..)| ends(&form, word));
        known.map_or(Self::Document, |(_, genre, _)| *genre)
    }

    /// Whether a hearing of this `form` is of one person, whoever else is heard in it: a testimony is a witness's.
    pub fn is_of_one(form: Option<&str>) -> bool {
        ends(&folded(form), "testimony")
    }
}

impl Bench {
    /// Who asks, if the `form` tells.
    pub fn of_form(form: Option<&str>) -> Option<Self> {
        let form = folded(form);
        let mut known = FORMS.iter().filter(|(word, ..)| form.contains(word));
        known.find_map(|(_, _, bench)| *bench)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;

    #[test]
    fn each_form_that_pages_have_words_for_is_known() {
        let english = Words::english();
        let all = FORMS.iter().map(|(word, ..)| *word);
        let phrases = all.filter(|word| {
            english
                .title_of(&format!("form_{}", word.replace('-', "_")))
                .is_some()
        });
        assert!(phrases.count() > 15);
        for form in [
            "press-conference",
            "press_briefing",
            "Oral history",
            "panel",
        ] {
            assert_ne!(Genre::of(Some(form)), Genre::Document, "{form}");
        }
    }

    #[test]
    fn who_asks_is_told_by_any_word_of_the_form() {
        assert_eq!(
            Bench::of_form(Some("Appeal hearing")),
            Some(Bench::Argument)
        );
        assert_eq!(
            Bench::of_form(Some("cross-examination")),
            Some(Bench::Examination)
        );
        assert_eq!(Bench::of_form(Some("hearing")), None);
        assert_eq!(Bench::of_form(None), None);
    }
}
