//! Whom a label means: what is proposed.

use super::{
    adviser::{SpeakerQuestion, Who},
    present::{Bearer, Present},
};
use crate::{
    archive::{Kind, Part},
    load::speech::without_title,
};

/// What is asked of a label that the archive knows nothing of but its persons, with what is proposed.
pub(super) fn propose(label: &str, part: Option<Part>, present: &Present) -> SpeakerQuestion {
    let bare = without_stop(label);
    let name = without_title(bare);
    let mut question = SpeakerQuestion {
        label: label.to_owned(),
        ..SpeakerQuestion::default()
    };
    for name in [label, bare, name] {
        match present.called(Kind::PEOPLE, name) {
            Bearer::One(id) => question.proposal = Who::Person(id),
            Bearer::Doubt => {
                question.doubt = Some(format!("several people are called {name}"));
                question.bearers = present.bearers(Kind::PEOPLE, name);
            }
            Bearer::Nobody => continue,
        }
        return question;
    }
    if part.is_none() && is_full_name(name) {
        question.proposal = Who::New(in_mixed_case(name));
    }
    question
}

/// A label without the full stop that tells it from the words: one behind an initial, `Jr.` or `Sr.` is the name's.
fn without_stop(label: &str) -> &str {
    let last = label.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = last.trim_end_matches('.').to_lowercase();
    match word.chars().count() > 1 && !["jr", "sr"].contains(&word.as_str()) {
        true => label.trim_end_matches('.').trim_end(),
        false => label,
    }
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
        // Initials alone are no name, nor is a surname.
        && words.iter().filter(|word| !particle(word) && word.chars().count() > 2).count() >= 2
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_proposed_and_offices_and_crowds_are_not() {
        let present = Present::default();
        let proposed = |label: &str| propose(label, None, &present).proposal;
        assert_eq!(
            proposed("EDWARD C. LUCK"),
            Who::New("Edward C. Luck".to_owned())
        );
        assert_eq!(
            proposed("Ms. Gloria Zhao"),
            Who::New("Gloria Zhao".to_owned())
        );
        assert_eq!(
            proposed("Mr. Jan van der Berg."),
            Who::New("Jan van der Berg".to_owned())
        );
        assert_eq!(
            proposed("Edward Luck Jr."),
            Who::New("Edward Luck Jr.".to_owned())
        );
        for label in [
            "Q",
            "Mr. van der Berg.",
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
