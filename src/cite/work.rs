//! What is cited, as plain values.

use super::{Genre, Name};
use crate::date::Date;

/// A transcript, as citations name it.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Its id.
    pub id: String,
    /// What kind of work it is, by its form.
    pub genre: Genre,
    /// `form` as written.
    pub form: Option<String>,
    /// Title.
    pub title: String,
    /// Whose the whole is. Of several speakers none is.
    pub authors: Vec<Name>,
    /// Who is heard in it, and does not merely ask, preside or interpret; nobody, if an editor says that no author is to be named.
    pub speakers: Vec<Name>,
    /// Who leads the interview.
    pub interviewers: Vec<Name>,
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<String>,
    /// What it belongs to.
    pub event: Option<String>,
    /// The bodies that held it: a committee, a court.
    pub held_by: Vec<String>,
    /// The title of the archive.
    pub archive: String,
    /// Symbol or shelf mark of the source.
    pub identifier: Option<String>,
    /// The full address of its page, if the archive has one.
    pub url: Option<String>,
    /// BCP 47.
    pub language: String,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Rights in it.
    pub rights: Option<String>,
    /// The whole citation, in an editor's words: it takes the place of all styles.
    pub written: Option<String>,
}

impl Work {
    /// Whom catalogues list under it: the authors, or else all who are heard.
    pub fn people(&self) -> &[Name] {
        match self.authors.is_empty() {
            true => &self.speakers,
            false => &self.authors,
        }
    }
}
