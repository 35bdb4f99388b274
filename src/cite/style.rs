//! Styles of citations.

/// A style of citations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The Chicago Manual of Style, 17th edition: a note (14.211, 14.267).
    Chicago,
    /// MLA Handbook, 9th edition: an entry of a list.
    Mla,
    /// Publication Manual of the APA, 7th edition: an entry of a list.
    Apa,
    /// OSCOLA, 4th edition: a footnote. For hearings.
    Oscola,
}

impl Style {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chicago => "Chicago",
            Self::Mla => "MLA",
            Self::Apa => "APA",
            Self::Oscola => "OSCOLA",
        }
    }
}
