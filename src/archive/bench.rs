//! Who asks, by the parts of those who are there.

use super::{Part, Speaker};
pub use crate::text::Bench;

impl Bench {
    /// By the `form`, else by who is there: judges and no witness hear an argument.
    pub fn of(form: Option<&str>, speakers: &[Speaker]) -> Self {
        if let Some(bench) = Bench::of_form(form) {
            return bench;
        }
        let has = |part| speakers.iter().any(|s| s.part == Some(part));
        match has(Part::Judge) && !has(Part::Witness) {
            true => Bench::Argument,
            false => Bench::Examination,
        }
    }

    /// Whether who has this part asks, unless `asks` says otherwise.
    pub fn asks(self, part: Part) -> bool {
        match part {
            Part::Press | Part::Interviewer | Part::Examiner => true,
            Part::Counsel => self == Bench::Examination,
            Part::Judge => self == Bench::Argument,
            Part::Interviewee
            | Part::Witness
            | Part::Chair
            | Part::Member
            | Part::Interpreter
            | Part::Audience
            | Part::Narration
            | Part::Other => false,
        }
    }

    /// Whether a speaker asks: as `asks` says, else by the part, else by a label `Q`.
    pub fn speaker_asks(self, speaker: &Speaker) -> bool {
        match (speaker.asks, speaker.part) {
            (Some(asks), _) => asks,
            (None, Some(part)) => self.asks(part),
            (None, None) => {
                let label = speaker.label.trim_end_matches('.');
                speaker.person.is_none() && matches!(label, "Q" | "Question")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(part: Part) -> Speaker {
        Speaker {
            part: Some(part),
            ..Speaker::default()
        }
    }

    #[test]
    fn counsel_asks_a_witness_and_answers_a_court() {
        for (form, bench) in [
            ("oral-argument", Bench::Argument),
            ("Appeal hearing", Bench::Argument),
            ("cross-examination", Bench::Examination),
            ("testimony", Bench::Examination),
        ] {
            assert_eq!(Bench::of(Some(form), &[]), bench, "{form}");
        }
        let court = [speaker(Part::Judge), speaker(Part::Counsel)];
        assert_eq!(Bench::of(Some("hearing"), &court), Bench::Argument);
        let trial = [
            speaker(Part::Judge),
            speaker(Part::Counsel),
            speaker(Part::Witness),
        ];
        assert_eq!(Bench::of(None, &trial), Bench::Examination);
        assert!(Bench::Examination.asks(Part::Counsel) && !Bench::Argument.asks(Part::Counsel));
        assert!(Bench::Argument.asks(Part::Judge) && !Bench::Examination.asks(Part::Judge));
    }

    #[test]
    fn what_is_written_stands_over_the_part_and_the_part_over_the_label() {
        let mut q = Speaker {
            label: "Q".into(),
            ..Speaker::default()
        };
        assert!(Bench::Examination.speaker_asks(&q));
        q.part = Some(Part::Witness);
        assert!(!Bench::Examination.speaker_asks(&q));
        q.asks = Some(true);
        assert!(Bench::Examination.speaker_asks(&q));
    }
}
