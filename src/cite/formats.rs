//! The formats that programs for references read: BibTeX, RIS, CSL-JSON.

use serde_json::{Map, Value, json};

use super::{
    Genre, Name, Style, Work,
    when::{Day, Doubt, When},
};

/// A format that programs for references read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// BibTeX and BibLaTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON 1.0.2.
    Csl,
}

impl Format {
    /// All.
    pub const ALL: [Self; 3] = [Self::Bibtex, Self::Ris, Self::Csl];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    /// How files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Csl => "json",
        }
    }

    /// Its media type, without a charset: all are UTF-8.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Bibtex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::Csl => "application/vnd.citationstyles.csl+json",
        }
    }

    /// A file of some works.
    pub fn file(self, works: &[Work]) -> String {
        let each = |one: fn(&Work) -> String| works.iter().map(one).collect::<Vec<_>>();
        match self {
            Self::Bibtex => each(Work::bibtex).join("\n"),
            Self::Ris => each(Work::ris).join("\r\n"),
            Self::Csl => {
                let items = works.iter().map(|work| work.csl().to_string());
                format!("[\n{}\n]\n", items.collect::<Vec<_>>().join(",\n"))
            }
        }
    }
}

impl Work {
    /// An entry. BibTeX reads `year` and `month`, BibLaTeX `date`, which is EDTF.
    fn bibtex(&self) -> String {
        let name = |name: &Name| match name {
            Name::Whole(name) => format!("{{{}}}", in_tex(name)),
            Name::Person(person) => {
                // BibTeX wants the suffix in the middle.
                let suffix = person.suffix.as_deref();
                let parts = [Some(person.family.as_str()), suffix, Some(&person.given)];
                let parts = parts.into_iter().flatten().map(in_tex);
                parts.collect::<Vec<_>>().join(", ")
            }
        };
        let names = self
            .authors
            .iter()
            .map(name)
            .collect::<Vec<_>>()
            .join(" and ");
        let mut fields = vec![("author", names)];
        // A title in braces of its own keeps its capitals.
        fields.push(("title", format!("{{{}}}", in_tex(&self.title))));
        let kind = format!("{}, {}", in_tex(&self.described()), in_tex(&self.archive));
        fields.push(("howpublished", kind));
        let mut given = |field, value: Option<&String>| {
            fields.extend(value.map(|value| (field, in_tex(value))));
        };
        given("eventtitle", self.event.as_ref());
        given("organization", self.body().as_ref());
        given("address", self.place.as_ref());
        given("number", self.identifier.as_ref());
        given("language", Some(&self.language));
        if let Some(date) = &self.date {
            let when = When::of(date);
            // Read as it is: nothing of it is for TeX.
            fields.push(("date", date.edtf().to_owned()));
            fields.push(("year", in_tex(&year(&when))));
        }
        // An address stands as it is; what it may not have is encoded in it.
        fields.extend(self.url.clone().map(|url| ("url", url)));
        let fields = fields.iter().filter(|(_, value)| !value.is_empty());
        let lines = fields.map(|(field, value)| format!("  {field} = {{{value}}},\n"));
        format!("@misc{{{},\n{}}}\n", self.key(), lines.collect::<String>())
    }

    /// An item, a line for each field.
    fn ris(&self) -> String {
        let mut lines = vec![("TY", self.genre.ris().to_owned())];
        lines.extend(self.authors.iter().map(|name| ("AU", name.sorted())));
        lines.extend(self.interviewers.iter().map(|name| ("A2", name.sorted())));
        lines.push(("TI", self.title.clone()));
        let mut given = |field, value: Option<&String>| {
            lines.extend(value.map(|value| (field, value.clone())));
        };
        // Of a hearing the second title is the committee, as Zotero has it.
        match (self.genre, self.body()) {
            (Genre::Hearing, Some(body)) => {
                given("T2", Some(&body));
                given("T3", self.event.as_ref());
            }
            _ => given("T2", self.event.as_ref()),
        }
        given("CY", self.place.as_ref());
        given("M1", self.identifier.as_ref());
        given("M3", Some(&self.described()));
        given("LA", Some(&self.language));
        given("AB", self.summary.as_ref());
        given("DB", Some(&self.archive));
        given("AN", Some(&self.id));
        given("UR", self.url.as_ref());
        if let Some(date) = &self.date {
            let when = When::of(date);
            match &when {
                When::Once(Day { year, month, day }, Doubt::None) => {
                    let two =
                        |part: Option<u8>| part.map_or_else(String::new, |n| format!("{n:02}"));
                    lines.push(("PY", year.to_string()));
                    lines.push(("DA", format!("{year}/{}/{}/", two(*month), two(*day))));
                }
                // The fourth part is for what is no date.
                _ => lines.push(("DA", format!("///{}", when.written(Style::Chicago)))),
            }
        }
        let line = |(field, value): &(&str, String)| {
            let value: Vec<&str> = value.split_whitespace().collect();
            format!("{field}  - {}\r\n", value.join(" "))
        };
        let lines: String = lines.iter().map(line).collect();
        format!("{lines}ER  - \r\n")
    }

    /// An item.
    fn csl(&self) -> Value {
        let mut item = Map::new();
        let mut add = |key: &str, value: Value| {
            let is_empty = value.as_array().is_some_and(Vec::is_empty);
            if !value.is_null() && !is_empty {
                item.insert(key.to_owned(), value);
            }
        };
        let names = |names: &[Name]| Value::Array(names.iter().map(csl_name).collect());
        add("id", json!(self.id));
        add("type", json!(self.genre.csl()));
        add("title", json!(self.title));
        add("author", names(&self.authors));
        if self.authors.is_empty() {
            add("contributor", names(&self.speakers));
        }
        if self.genre == Genre::Interview {
            add("interviewer", names(&self.interviewers));
        }
        add("genre", json!(self.described()));
        add("event-title", json!(self.event));
        add("event-place", json!(self.place));
        add("authority", json!(self.body()));
        add(
            "issued",
            self.date
                .as_ref()
                .map_or(Value::Null, |date| issued(&When::of(date))),
        );
        add("archive", json!(self.archive));
        add("archive_location", json!(self.id));
        add("number", json!(self.identifier));
        add("language", json!(self.language));
        add("abstract", json!(self.summary));
        add("URL", json!(self.url));
        Value::Object(item)
    }

    /// What TeX calls it: letters, digits and a few signs of ASCII, as BibTeX reads them; the bytes of others by their numbers, so that no two are alike.
    fn key(&self) -> String {
        let mut key = String::new();
        for byte in self.id.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => key.push(byte.into()),
                other => key.push_str(&format!("_{other:02x}")),
            }
        }
        key
    }
}

/// The year, or what is known of it.
fn year(when: &When) -> String {
    match when {
        When::Once(day, Doubt::None) => day.year.to_string(),
        When::Once(..) | When::Between(..) | When::From(_) | When::Else(_) => {
            when.written(Style::Chicago)
        }
    }
}

fn csl_name(name: &Name) -> Value {
    match name {
        Name::Whole(name) => json!({"literal": name}),
        Name::Person(person) => match &person.suffix {
            Some(suffix) => {
                json!({"family": person.family, "given": person.given, "suffix": suffix})
            }
            None => json!({"family": person.family, "given": person.given}),
        },
    }
}

/// A date variable of CSL-JSON.
fn issued(when: &When) -> Value {
    let parts = |day: &Day| {
        let rest = [day.month, day.day].into_iter().map_while(|part| part);
        let all = [json!(day.year)].into_iter().chain(rest.map(|n| json!(n)));
        Value::Array(all.collect())
    };
    match when {
        When::Once(day, Doubt::None) => json!({"date-parts": [parts(day)]}),
        When::Once(day, _) => json!({"date-parts": [parts(day)], "circa": true}),
        When::Between(first, last) => json!({"date-parts": [parts(first), parts(last)]}),
        When::From(_) | When::Else(_) => json!({"literal": when.written(Style::Chicago)}),
    }
}

/// Words in which no sign means anything to TeX.
fn in_tex(words: &str) -> String {
    let mut safe = String::new();
    for c in words.chars() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            // A brace behind a back-slash still counts for BibTeX, and has to have its other half.
            '{' => safe.push_str("\\textbraceleft{}"),
            '}' => safe.push_str("\\textbraceright{}"),
            '#' | '$' | '%' | '&' | '_' => safe.extend(['\\', c]),
            c if c.is_whitespace() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
