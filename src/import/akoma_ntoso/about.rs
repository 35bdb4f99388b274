//! What is known of a debate beside its words: its title and day, its language, where it comes from.

use serde_json::{Map, Value, json};

use super::inline::printing;
use crate::{
    archive::{Dated, Header, Source},
    import::{
        account::{Account, Place, Report, Side},
        dated::{dated, language, leading_day},
        guess::{Guess, Guessed, Whence},
        importer::{Asked, Changes},
        running::collapsed,
        words_of::printed,
        xml::Element,
    },
    text::is_external,
};

/// What is known of a debate.
pub(super) struct About {
    pub(super) header: Header,
    /// Whether the heading of its only section is its title, and so no heading of a part.
    pub(super) heading_is_title: bool,
    /// The day, if it is that before the title or of the file's name.
    pub(super) guessed: Option<Guess>,
}

/// Parts before the words.
const FRONT: [&str; 3] = ["coverPage", "preface", "preamble"];

impl About {
    pub(super) fn of(debate: &Element, key: &str, asked: &Asked, account: &mut Account) -> Self {
        let front: Vec<&Element> = debate
            .elements()
            .filter(|part| FRONT.contains(&part.name.as_str()))
            .collect();
        let in_front = |name: &str| {
            let all = front.iter().flat_map(|part| part.descendants());
            let found: Vec<&Element> = all.filter(|element| element.name == name).collect();
            found.into_iter().next()
        };
        let words = |name: &str| in_front(name).map(Element::words).filter(|w| !w.is_empty());
        let heading = only_heading(debate, asked.changes);
        let mut about = Self {
            header: Header::default(),
            heading_is_title: false,
            guessed: None,
        };
        let mut day = in_front("docDate").and_then(|date| {
            let written = date.attribute("date").map(dated);
            written.unwrap_or_else(|| dated(&date.words()))
        });
        about.title((words("docTitle"), heading), key, &mut day, account);
        if day.is_none() {
            day = of_work(debate, account);
        }
        let header = &mut about.header;
        header.date = day;
        header.language = tongue(debate).or_else(|| asked.language.clone());
        let address = in_front("link").and_then(|link| link.attribute("href"));
        let address = address
            .filter(|address| is_external(address))
            .map(str::to_owned);
        let source = Source {
            url: address.or_else(|| identification(debate, "FRBRuri").filter(|a| is_external(a))),
            identifier: words("docNumber").or_else(|| identification(debate, "FRBRthis")),
            ..Source::default()
        };
        header.source = source.known_by().is_some().then_some(source);
        header.form = Some("debate".to_owned()).filter(|_| is_official(debate));
        let mut extra = Map::new();
        for (name, key) in [
            ("legislature", "legislature"),
            ("session", "session"),
            ("docType", "type"),
            ("docCommittee", "committee"),
        ] {
            words(name).map(|words| extra.insert(key.to_owned(), Value::String(words)));
        }
        let mut before: Vec<String> = Vec::new();
        for part in &front {
            let words = printed(part, printing(asked.changes));
            account.elsewhere(Side::Speech, &words);
            account.found("pages before the words", 1);
            account.wrote("pages before the words", 1);
            before.extend(Some(collapsed(&words)).filter(|words| !words.is_empty()));
        }
        if !before.is_empty() {
            extra.insert("front".to_owned(), json!(before));
        }
        if !extra.is_empty() {
            header.common.extra = json!({ "akoma_ntoso": extra });
        }
        about
    }

    /// The title, and the day if it stands before it.
    fn title(
        &mut self,
        (told, heading): (Option<String>, Option<String>),
        key: &str,
        day: &mut Option<Dated>,
        account: &mut Account,
    ) {
        self.heading_is_title =
            heading.is_some() && told.as_ref().is_none_or(|t| heading.as_ref() == Some(t));
        if self.heading_is_title {
            account.elsewhere(Side::Speech, heading.as_deref().unwrap_or_default());
        }
        let words = told.or(heading);
        let title = match &words {
            Some(words) => words.as_str(),
            None => {
                let what = "the debate has no title: the name of its file is it";
                account.remark(Report::new("titles", Place::default(), what, key));
                key
            }
        };
        let split = leading_day(title);
        self.header.title = match &split {
            Some((_, rest)) if !rest.is_empty() => (*rest).to_owned(),
            Some(_) | None => title.to_owned(),
        };
        if day.is_some() {
            return;
        }
        *day = split.map(|(day, _)| day);
        if day.is_none() && words.is_some() {
            *day = leading_day(key).map(|(day, _)| day);
            if let Some(day) = &*day {
                let what = format!(
                    "the day is that of the name of the file: {}",
                    day.value.edtf()
                );
                account.remark(Report::new("dates", Place::default(), what, key));
            }
        }
        let printed = day.as_ref().map(|day| day.value.edtf().to_owned());
        self.guessed = printed.map(|day| Guess::new(Guessed::Date, Whence::Beside, day));
    }
}

/// The heading of the only section there is, unless words stand beside it.
fn only_heading(debate: &Element, changes: Changes) -> Option<String> {
    let body = debate.first("debateBody")?;
    let mut all = body.elements();
    let (section, None) = (all.next()?, all.next()) else {
        return None;
    };
    let is_section = section.first("subheading").is_none() && section.first("num").is_none();
    let heading = section.first("heading").filter(|_| is_section)?;
    let words = collapsed(&printed(heading, printing(changes)));
    (!words.is_empty()).then_some(words)
}

/// A value of the identification of the work.
fn identification(debate: &Element, name: &str) -> Option<String> {
    let work = debate.at(&["meta", "identification", "FRBRWork"])?;
    let value = collapsed(work.first(name)?.attribute("value")?);
    (!value.is_empty()).then_some(value)
}

/// The day of the work, which is often that of the words; told, since it need not be.
fn of_work(debate: &Element, account: &mut Account) -> Option<Dated> {
    let date = debate.at(&["meta", "identification", "FRBRWork", "FRBRdate"])?;
    let day = dated(date.attribute("date")?)?;
    let what = format!("the day is that of the document: {}", day.value.edtf());
    account.remark(Report::new("dates", date.place(), what, ""));
    Some(day)
}

fn tongue(debate: &Element) -> Option<String> {
    let path = ["meta", "identification", "FRBRExpression", "FRBRlanguage"];
    let told = debate.at(&path).and_then(|e| e.attribute("language"));
    told.or_else(|| debate.attribute("xml:lang"))
        .and_then(language)
}

/// Whether a parliament's own record says that it is a debate; an archive of interviews has the same elements.
fn is_official(debate: &Element) -> bool {
    debate.at(&["meta", "identification"]).is_some()
}
