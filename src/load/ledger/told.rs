//! What is told of ledgers.

use super::faults::Fault;
use crate::{
    archive::Ledger,
    source::{
        SourceId, Span,
        diag::{Code, Diagnostic},
    },
};

/// Whose ledger it is: the id of the transcript.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a>(pub(super) &'a str);

/// Where the parts of a line stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinePlaces {
    /// Its address.
    pub(super) id: Span,
    /// The address of the paragraph that it was joined into.
    pub(super) joined: Span,
    /// Its words.
    pub(super) words: Span,
}

const AS_IT_WAS: &str = "put the line back as `postil seal` wrote it: version control has it";

impl Told<'_> {
    fn seal(self) -> String {
        format!("postil seal {}", self.0)
    }

    pub(super) fn missing(self, span: Span, key: &str) -> Diagnostic {
        let message = format!("`{key}` is missing in this ledger");
        Diagnostic::at(Code::MissingKey, span, message).help(AS_IT_WAS)
    }

    pub(super) fn contradicts(self, span: Span) -> Diagnostic {
        let message = "this line says several things of one paragraph";
        Diagnostic::at(Code::BadLedger, span, message)
            .note("a line has `id` or `was`, and at most one of `removed`, `joined` and `until`")
            .help(AS_IT_WAS)
    }

    pub(super) fn bad_value(self, span: Span, key: &str, written: &str, shape: &str) -> Diagnostic {
        let message = format!("`{written}` cannot be the `{key}` of a paragraph");
        Diagnostic::at(Code::BadValue, span, message)
            .note(format!("it is {shape}"))
            .help(AS_IT_WAS)
    }

    /// What is wrong with a line.
    pub(super) fn fault(
        self,
        ledger: &Ledger,
        places: &[LinePlaces],
        (at, fault): (usize, Fault),
    ) -> Diagnostic {
        let (line, place) = (&ledger.lines[at], places[at]);
        let id = line.id;
        let seal = self.seal();
        match fault {
            Fault::Twice { first } => {
                Diagnostic::at(Code::BadLedger, place.id, format!("{id} has two lines"))
                    .related(places[first].id, "the other one")
                    .note("two branches may have given one address to two paragraphs")
                    .help(format!("run `{seal}`: it settles which of them keeps the address"))
            }
            Fault::EarlierOfNone => Diagnostic::at(
                Code::BadLedger,
                place.id,
                format!("this is an earlier wording of {id}, which has no line"),
            )
            .help(AS_IT_WAS)
            .help(format!("or run `{seal}`: it takes the paragraph as removed")),
            Fault::JoinedIntoNone => Diagnostic::at(
                Code::BadLedger,
                place.joined,
                format!("{id} is said to be a part of a paragraph that has no line, or is a part of {id}"),
            )
            .help(AS_IT_WAS)
            .help(format!("or run `{seal}`: it takes the paragraph as removed")),
            Fault::OtherWords => Diagnostic::at(
                Code::BadLedger,
                place.words,
                format!("these are not the words of {id} that were sealed: their digest is another"),
            )
            .help(AS_IT_WAS)
            .help(format!("or run `{seal}`: it goes by the digest, and forgets these words")),
        }
    }

    /// What a merge left.
    pub(super) fn merge(self, mut remark: Diagnostic) -> Diagnostic {
        let seal = self.seal();
        remark.helps = vec![format!(
            "run `{seal}`: it takes the lines of both sides, and says what it did"
        )];
        remark
    }

    /// The remark on a text that is not the one that was sealed.
    pub(super) fn other_text(self, ledger: SourceId, path: &str) -> Diagnostic {
        let (id, seal) = (self.0, self.seal());
        Diagnostic::file(
            Code::OtherText,
            ledger,
            format!("over half of the words of `{id}` are new, and over half of those that were sealed are gone: is this another text?"),
        )
        .note("what is sealed keeps its addresses, and new words get new ones, so that no old address leads to other words")
        .help(format!("if it is another text, give it a name of its own, and leave `{path}` to the one that it belongs to"))
        .help(format!("if it is the same one, run `{seal}`, which asks"))
    }
}
