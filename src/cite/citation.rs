//! Citations in the words of styles, which are English, as their manuals are.
//!
//! Each is made of pieces, so that a page can keep apart what may run the other way, and put in the place of what is cited.

use super::{Genre, Name, Style, Work, genre, name::listed, when::When};

/// A piece of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words of the style, or of a few other things.
    Words(String),
    /// A name, title or the like, which may be in any language.
    Given(String),
    /// The same in italics.
    Title(String),
    /// The address.
    Address(String),
    /// Where the paragraph is told, between these words; left out if the whole is cited.
    Locator(&'static str, &'static str),
}

/// A citation in a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The style.
    pub style: Style,
    /// What it is made of, in order.
    pub pieces: Vec<Piece>,
}

impl Citation {
    /// As plain text, of the whole or of a paragraph ("12", "8–9").
    pub fn plain(&self, paragraph: Option<&str>) -> String {
        let pieces = self.pieces.iter().map(|piece| match (piece, paragraph) {
            (Piece::Words(words) | Piece::Given(words) | Piece::Title(words), _)
            | (Piece::Address(words), _) => words.clone(),
            (Piece::Locator(before, after), Some(paragraph)) => {
                format!("{before}{paragraph}{after}")
            }
            (Piece::Locator(..), None) => String::new(),
        });
        pieces.collect()
    }
}

impl Work {
    /// The citation in each style; none if an editor wrote the whole ([`Work::written`]).
    pub fn citations(&self) -> Vec<Citation> {
        if self.written.is_some() {
            return Vec::new();
        }
        let mut all = vec![
            (Style::Chicago, self.chicago()),
            (Style::Mla, self.mla()),
            (Style::Apa, self.apa()),
        ];
        if self.genre == Genre::Hearing {
            all.push((Style::Oscola, self.oscola()));
        }
        let citation = |(style, pieces): (Style, Pieces)| Citation {
            style,
            pieces: pieces.0,
        };
        all.into_iter().map(citation).collect()
    }

    /// "Ban Ki-moon, “Title,” press conference, Brussels, April 1, 2014, transcript, par. 12, Archive, address."
    fn chicago(&self) -> Pieces {
        let mut pieces = Pieces::default();
        if !self.authors.is_empty() {
            pieces
                .given(listed(&shown(&self.authors), "and", 3))
                .words(", ");
        }
        pieces.words("“").given(in_double(&self.title)).words(",” ");
        if let Some(form) = self.said_as() {
            pieces.given(form).words(", ");
        }
        if let Some(body) = self.body() {
            pieces.given(body).words(", ");
        }
        if let Some(place) = &self.place {
            pieces.given(place.clone()).words(", ");
        }
        let date = self.date_in(Style::Chicago);
        pieces.words(date.as_deref().unwrap_or("n.d."));
        pieces.words(", transcript");
        if let Some(identifier) = &self.identifier {
            pieces.words(", ").given(identifier.clone());
        }
        pieces
            .locator(", par. ", "")
            .words(", ")
            .given(self.archive.clone());
        if let Some(url) = &self.url {
            pieces.words(", ").address(url);
        }
        pieces.words(".");
        pieces
    }

    /// "Roe, Jane. “Title.” Interview by John Doe. Archive, 1 Apr. 2014, address. Transcript, par. 12."
    fn mla(&self) -> Pieces {
        let mut pieces = Pieces::default();
        if let [first, others @ ..] = self.authors.as_slice() {
            let names = match others {
                [] => first.inverted(),
                [second] => format!("{}, and {}", first.inverted(), second.shown()),
                _ => format!("{}, et al.", first.inverted()),
            };
            pieces.given(names.clone()).words(stop(&names)).words(" ");
        }
        let title = in_double(&self.title);
        pieces
            .words("“")
            .given(title.clone())
            .words(stop(&title))
            .words("” ");
        if let Some(by) = self.interviewed_by() {
            pieces
                .words("Interview by ")
                .given(by.clone())
                .words(stop(&by))
                .words(" ");
        }
        pieces.title(self.archive.clone());
        if let Some(body) = self.body() {
            pieces.words(", ").given(body);
        }
        if let Some(identifier) = &self.identifier {
            pieces.words(", ").given(identifier.clone());
        }
        if let Some(date) = self.date_in(Style::Mla) {
            pieces.words(", ").words(&date);
        }
        if let Some(url) = &self.url {
            pieces.words(", ").address(url);
        }
        pieces
            .words(". Transcript")
            .locator(", par. ", "")
            .words(".");
        pieces
    }

    /// "Ban, K.-M. (2014, April 1). Title [Press conference transcript]. Archive. address (para. 12)"
    fn apa(&self) -> Pieces {
        let mut pieces = Pieces::default();
        let date = self.date_in(Style::Apa);
        let date = format!("({})", date.as_deref().unwrap_or("n.d."));
        let mut title = Pieces::default();
        title.title(self.title.clone());
        if let Some(identifier) = &self.identifier {
            title.words(" (").given(identifier.clone()).words(")");
        }
        title.words(" [").given(self.described()).words("].");
        if self.authors.is_empty() {
            pieces.0.append(&mut title.0);
            pieces.words(&format!(" {date}."));
        } else {
            let names: Vec<String> = self.authors.iter().map(Name::with_initials).collect();
            let names = match names.as_slice() {
                [first, second] => format!("{first}, & {second}"),
                _ => listed(&names, "&", 20),
            };
            let end = stop(&names);
            pieces.given(names).words(end).words(&format!(" {date}. "));
            pieces.0.append(&mut title.0);
        }
        pieces.words(" ");
        if let Some(body) = self.body() {
            pieces.given(body).words("; ");
        }
        pieces
            .given(self.archive.clone())
            .words(stop(&self.archive));
        if let Some(url) = &self.url {
            pieces.words(" ").address(url);
        }
        pieces.locator(" (para. ", ")");
        pieces
    }

    /// "Jane Roe, ‘Title’ (hearing, Brussels, 1 April 2014) para 12 `<address>`."
    fn oscola(&self) -> Pieces {
        let mut pieces = Pieces::default();
        if !self.authors.is_empty() {
            pieces
                .given(listed(&shown(&self.authors), "and", 3))
                .words(", ");
        }
        pieces.words("‘").given(in_single(&self.title)).words("’ (");
        let parts = [self.said_as(), self.body(), self.place.clone()];
        for part in parts.into_iter().flatten() {
            pieces.given(part).words(", ");
        }
        let date = self.date_in(Style::Oscola);
        pieces
            .words(date.as_deref().unwrap_or("undated"))
            .words(")");
        if let Some(identifier) = &self.identifier {
            pieces.words(" ").given(identifier.clone());
        }
        pieces.locator(" para ", "");
        if let Some(url) = &self.url {
            pieces.words(" <").address(url).words(">");
        }
        pieces.words(".");
        pieces
    }

    /// What it is, in a sentence: "interview by John Doe", "press conference"; nothing that the title says already.
    fn said_as(&self) -> Option<String> {
        if let Some(by) = self.interviewed_by() {
            return Some(format!("interview by {by}"));
        }
        let form = genre::in_english(self.form.as_deref()?);
        let is_said = self.title.to_lowercase().contains(&form);
        (!is_said).then_some(form)
    }

    /// The body that held it.
    pub(super) fn body(&self) -> Option<String> {
        (!self.held_by.is_empty()).then(|| listed(&self.held_by, "and", 3))
    }

    fn interviewed_by(&self) -> Option<String> {
        let is_one = self.genre == Genre::Interview && !self.interviewers.is_empty();
        is_one.then(|| listed(&shown(&self.interviewers), "and", 3))
    }

    /// "Press conference transcript".
    pub(super) fn described(&self) -> String {
        let Some(form) = self.form.as_deref().map(genre::in_english) else {
            return "Transcript".to_owned();
        };
        let mut chars = form.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars).chain(" transcript".chars()).collect()
    }

    fn date_in(&self, style: Style) -> Option<String> {
        let date = self.date.as_ref()?;
        Some(When::of(date).written(style))
    }
}

fn shown(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.shown().to_owned()).collect()
}

/// The full stop behind words, unless they end with one.
fn stop(words: &str) -> &'static str {
    match words.ends_with(['.', '?', '!', '…']) {
        true => "",
        false => ".",
    }
}

/// A title between double marks: the double marks within it are single ones. No word is touched.
fn in_double(title: &str) -> String {
    marked(title, ['‘', '’'], |c| match c {
        '“' => '‘',
        '”' => '’',
        c => c,
    })
}

/// A title between single marks: straight marks within it are double ones; curly ones are so already, and `’` may be an apostrophe.
fn in_single(title: &str) -> String {
    marked(title, ['“', '”'], |c| c)
}

fn marked(title: &str, [open, close]: [char; 2], other: fn(char) -> char) -> String {
    let mut is_open = false;
    let mark = |c| match c {
        '"' => {
            is_open = !is_open;
            if is_open { open } else { close }
        }
        c => other(c),
    };
    title.chars().map(mark).collect()
}

/// Pieces while they are put together.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn words(&mut self, words: &str) -> &mut Self {
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Piece::Words(before)) => before.push_str(words),
            _ => self.0.push(Piece::Words(words.to_owned())),
        }
        self
    }

    fn given(&mut self, words: String) -> &mut Self {
        self.0.push(Piece::Given(words));
        self
    }

    fn title(&mut self, words: String) -> &mut Self {
        self.0.push(Piece::Title(words));
        self
    }

    fn address(&mut self, address: &str) -> &mut Self {
        self.0.push(Piece::Address(address.to_owned()));
        self
    }

    fn locator(&mut self, before: &'static str, after: &'static str) -> &mut Self {
        self.0.push(Piece::Locator(before, after));
        self
    }
}
