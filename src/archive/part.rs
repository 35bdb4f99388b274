//! What part somebody has in what is said.

use serde::{Deserialize, Serialize};

/// A part: a closed list, so that who asks and who answers can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// A reporter.
    Press,
    /// Who leads an interview.
    Interviewer,
    /// Who is interviewed.
    Interviewee,
    /// Who examines: an investigator, a member of a board.
    Examiner,
    /// A party's lawyer.
    Counsel,
    /// Who testifies.
    Witness,
    /// Who leads a meeting.
    Chair,
    /// A member of what meets.
    Member,
    /// A judge.
    Judge,
    /// Who speaks another's words in another language.
    Interpreter,
    /// Somebody of those who listen.
    Audience,
    /// Nobody: narration, a document read into the record.
    Narration,
    /// Anybody else.
    Other,
}

impl Part {
    /// Every part with its word in YAML.
    pub const ALL: [(&'static str, Part); 13] = [
        ("press", Part::Press),
        ("interviewer", Part::Interviewer),
        ("interviewee", Part::Interviewee),
        ("examiner", Part::Examiner),
        ("counsel", Part::Counsel),
        ("witness", Part::Witness),
        ("chair", Part::Chair),
        ("member", Part::Member),
        ("judge", Part::Judge),
        ("interpreter", Part::Interpreter),
        ("audience", Part::Audience),
        ("narration", Part::Narration),
        ("other", Part::Other),
    ];

    /// Whether words of this part belong to the occasion, and not to the one who is heard.
    pub fn is_of_the_occasion(self) -> bool {
        match self {
            Self::Press
            | Self::Interviewer
            | Self::Examiner
            | Self::Counsel
            | Self::Chair
            | Self::Judge
            | Self::Interpreter
            | Self::Audience => true,
            Self::Interviewee | Self::Witness | Self::Member | Self::Narration | Self::Other => {
                false
            }
        }
    }

    /// As in YAML.
    pub fn as_str(self) -> &'static str {
        let found = Part::ALL.iter().find(|(_, part)| *part == self);
        found.map_or("other", |(word, _)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_its_word() {
        for (word, part) in Part::ALL {
            assert_eq!(part.as_str(), word);
        }
    }
}
