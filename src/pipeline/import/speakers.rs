//! Whom a label means: what is proposed, and what was answered.

use std::collections::BTreeMap;

use super::present::{Bearer, Present};
use crate::{
    archive::{Kind, Part, Speaker},
    load::speech::without_title,
};

/// A label of which it is asked whose words it stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerQuestion {
    /// As the source prints it.
    pub label: String,
    /// How many transcripts have it.
    pub transcripts: usize,
    /// How one of its turns begins.
    pub says: String,
    /// What is proposed.
    pub proposal: Who,
    /// Why it is doubtful, if it is: then only somebody who looked may take it.
    pub doubt: Option<String>,
}

/// Whose words a label stands before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// It is not said.
    #[default]
    Unsaid,
    /// A person whom the archive has, by id.
    Person(String),
    /// A person whom it does not have yet, by name.
    New(String),
    /// What a `speakers:` of a transcript would say.
    As(Box<Speaker>),
}

/// Who answers what an import asks.
pub trait Adviser {
    /// Whose words a label stands before.
    ///
    /// # Errors
    /// When whoever answers is gone.
    fn speaker(&mut self, question: &SpeakerQuestion) -> anyhow::Result<Who>;

    /// What a transcript is called and when it was, where that was found in its words and its file does not say so: the question itself, if that
    /// is right.
    ///
    /// # Errors
    /// When whoever answers is gone.
    fn head(&mut self, question: &HeadQuestion) -> anyhow::Result<HeadQuestion>;
}

/// What was found in the words of a transcript, of which it is asked whether it is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadQuestion {
    /// The file that it is in.
    pub origin: String,
    /// Its title; none, if its file says it.
    pub title: Option<String>,
    /// When it was (EDTF); none, if its file says it.
    pub date: Option<String>,
    /// What is wrong with the answer before.
    pub wrong: Option<String>,
}

/// What is proposed for a label that the archive knows nothing of but its persons.
pub(super) fn propose(label: &str, part: Option<Part>, present: &Present) -> (Who, Option<String>) {
    let name = without_title(label);
    for name in [label, name] {
        match present.called(Kind::PEOPLE, name) {
            Bearer::One(id) => return (Who::Person(id), None),
            Bearer::Doubt => {
                return (
                    Who::Unsaid,
                    Some(format!("several people are called {name}")),
                );
            }
            Bearer::Nobody => {}
        }
    }
    if part.is_some() || !is_full_name(name) {
        return (Who::Unsaid, None);
    }
    (Who::New(in_mixed_case(name)), None)
}

/// Words of labels that are nobody's name.
const NO_NAMES: &[&str] = &[
    "a",
    "all",
    "an",
    "answer",
    "audience",
    "bailiff",
    "camera",
    "cameraman",
    "chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "clerk",
    "commissioner",
    "correspondent",
    "counsel",
    "court",
    "crowd",
    "delegate",
    "deputy",
    "director",
    "female",
    "first",
    "foreign",
    "general",
    "guest",
    "host",
    "interpreter",
    "interviewee",
    "interviewer",
    "journalist",
    "judge",
    "justice",
    "male",
    "man",
    "member",
    "members",
    "minister",
    "moderator",
    "narrator",
    "note",
    "observer",
    "of",
    "officer",
    "operator",
    "participant",
    "president",
    "presiding",
    "press",
    "prime",
    "prosecutor",
    "question",
    "questions",
    "registrar",
    "reporter",
    "representative",
    "second",
    "secretary",
    "several",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "the",
    "third",
    "transcript",
    "translator",
    "unidentified",
    "unknown",
    "usher",
    "various",
    "vice",
    "video",
    "voice",
    "voices",
    "witness",
    "woman",
];

/// Whether a label is the whole name of a person: from two to five words, each with a capital (or of a script without), and none that is an office's
/// or a crowd's.
fn is_full_name(label: &str) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let particle = |word: &&str| {
        [
            "al", "bin", "da", "de", "del", "der", "di", "dos", "el", "ibn", "la", "van", "von",
            "y",
        ]
        .contains(word)
    };
    let is_name = |word: &&str| {
        let lower = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        !NO_NAMES.contains(&lower.as_str())
            && word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    (2..=5).contains(&words.len()) && words.iter().all(|word| particle(word) || is_name(word))
        // Initials alone are no name.
        && words.iter().filter(|word| word.chars().count() > 2).count() >= 2
}

/// A name that is printed in capitals as people write it; another as it is.
fn in_mixed_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut mixed = String::new();
    let mut inside = false;
    for c in name.chars() {
        match inside {
            true => mixed.extend(c.to_lowercase()),
            false => mixed.push(c),
        }
        inside = c.is_alphabetic();
    }
    mixed
}

/// Answers of before, by label: what a `speakers:` would say.
pub type Answers = BTreeMap<String, Speaker>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_proposed_and_offices_and_crowds_are_not() {
        let present = Present::default();
        let proposed = |label: &str| propose(label, None, &present).0;
        assert_eq!(
            proposed("EDWARD C. LUCK"),
            Who::New("Edward C. Luck".to_owned())
        );
        assert_eq!(
            proposed("Ms. Gloria Zhao"),
            Who::New("Gloria Zhao".to_owned())
        );
        for label in [
            "Q",
            "MR. LUCK",
            "THE PRESIDENT",
            "Sarah",
            "SPEAKER_00",
            "Speaker 1",
            "Audience Member",
            "UNIDENTIFIED WOMAN",
            "A B",
        ] {
            assert_eq!(proposed(label), Who::Unsaid, "{label}");
        }
    }
}
