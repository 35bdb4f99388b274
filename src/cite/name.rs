//! Names of whom a citation names: persons, whose family names may stand first or last, and bodies.

/// The name of a person or a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A person of whose name we know the parts.
    Person(Person),
    /// A name that is one piece: a body's, or one whose parts are not known.
    Whole(String),
}

/// The name of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// As it stands in a sentence: "Ban Ki-moon".
    pub shown: String,
    /// "Ban".
    pub family: String,
    /// "Ki-moon".
    pub given: String,
    /// "Jr.", if there is one.
    pub suffix: Option<String>,
}

impl Name {
    /// The name of a person who is called `shown` and sorted by `sort`: "Ban, Ki-moon", "King, Martin Luther, Jr.". Without a comma in
    /// it the parts are not known, and nothing is guessed.
    ///
    /// ```
    /// use postil::cite::Name;
    ///
    /// assert_eq!(Name::person("Ban Ki-moon", "Ban, Ki-moon").sorted(), "Ban, Ki-moon");
    /// assert_eq!(Name::person("Counsel Smith", "Counsel Smith").sorted(), "Counsel Smith");
    /// ```
    pub fn person(shown: &str, sort: &str) -> Self {
        let mut parts = sort.split(',').map(str::trim);
        let mut part = || parts.next().filter(|part| !part.is_empty());
        match (part(), part(), part()) {
            (Some(family), Some(given), suffix) => Self::Person(Person {
                shown: shown.to_owned(),
                family: family.to_owned(),
                given: given.to_owned(),
                suffix: suffix.map(str::to_owned),
            }),
            _ => Self::Whole(shown.to_owned()),
        }
    }

    /// "Ban, Ki-moon"; one piece as it is.
    pub fn sorted(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person(person) => {
                let suffix = person.suffix.as_deref();
                let parts = [Some(person.family.as_str()), Some(&person.given), suffix];
                parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// As it stands in a sentence.
    pub fn shown(&self) -> &str {
        match self {
            Self::Person(person) => &person.shown,
            Self::Whole(name) => name,
        }
    }

    /// As it begins an entry of a list in MLA's style: turned round, but where the family name stands first anyway (MLA Handbook, 9th
    /// edition, 2.73: "Gao Xingjian", without a comma).
    pub(super) fn inverted(&self) -> String {
        match self {
            Self::Person(person) if person.is_family_first() => person.shown.clone(),
            Self::Person(_) | Self::Whole(_) => self.sorted(),
        }
    }

    /// "Ban, K.-M.": with initials, of which hyphens stay (Publication Manual of the APA, 7th edition, 9.8).
    pub(super) fn with_initials(&self) -> String {
        let Self::Person(person) = self else {
            return self.shown().to_owned();
        };
        let name = |name: &str| {
            let parts = name.split('-').filter_map(initial);
            parts.collect::<Vec<_>>().join("-")
        };
        let given: Vec<String> = person.given.split_whitespace().map(name).collect();
        let given = given.into_iter().filter(|initials| !initials.is_empty());
        let given = given.collect::<Vec<_>>().join(" ");
        let parts = [Some(person.family.clone()), Some(given)];
        let parts = parts.into_iter().chain([person.suffix.clone()]).flatten();
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

impl Person {
    /// Whether the name is written with the family name first: "Ban Ki-moon", "王小明".
    fn is_family_first(&self) -> bool {
        let rest = self.shown.strip_prefix(&self.family);
        rest.is_some_and(|rest| rest.trim() == self.given)
    }
}

/// "M." for "Martin"; of scripts without capitals the first letter.
fn initial(part: &str) -> Option<String> {
    let first = part.chars().next()?;
    Some(first.to_uppercase().chain(['.']).collect())
}

/// "A", "A and B", "A, B, and C"; of more than `most` the first, "et al.".
pub(super) fn listed(names: &[String], and: &str, most: usize) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, ..] if names.len() > most => format!("{first} et al."),
        [one, two] => format!("{one} {and} {two}"),
        [others @ .., last] => format!("{}, {and} {last}", others.join(", ")),
    }
}
