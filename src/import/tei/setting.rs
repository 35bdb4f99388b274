//! What a text is: where and when it was said, what it is about.

use super::{
    own::named_by_address,
    reading::{Reading, day},
    tongues::in_tongue,
};
use crate::{
    archive::{EntryFields, Kind, Name, Relation},
    import::xml::Element,
    text::is_external,
};

impl Reading<'_> {
    pub(super) fn profile(&mut self, profile: &Element) {
        for part in profile.all("abstract") {
            let words = Some(part.words()).filter(|words| !words.is_empty());
            match part.attribute("n") {
                Some("warning") => self.header.warning = words,
                _ if self.header.summary.is_none() => self.header.summary = words,
                _ => self.keep("abstract", words.unwrap_or_default()),
            }
        }
        for setting in profile
            .descendants()
            .into_iter()
            .filter(|e| e.name == "setting" || e.name == "settingDesc")
        {
            self.setting(setting);
        }
        let terms = profile
            .descendants()
            .into_iter()
            .filter(|e| e.name == "term");
        for term in terms {
            let words = term.words();
            let about = term.attribute("ref").and_then(named_by_address);
            match about {
                Some((kind, id)) => {
                    self.bring(kind, &id, &words);
                    self.header.about.push((kind, Name::unplaced(id)));
                }
                None if term.attribute("type") == Some("form") => self.header.form = Some(words),
                None => self.keep("keywords", words),
            }
        }
    }

    fn setting(&mut self, setting: &Element) {
        let cities: Vec<&Element> = setting
            .elements()
            .filter(|e| {
                let kind = e.attribute("type").unwrap_or_default();
                e.name == "settlement"
                    || e.name == "name" && ["city", "place", "settlement"].contains(&kind)
            })
            .collect();
        if let Some(city) = in_tongue(&cities, self.wanted) {
            let others: Vec<String> = cities.iter().map(|city| city.words()).collect();
            self.place(city, others);
        }
        for part in setting.elements() {
            match part.name.as_str() {
                "date" if self.header.date.is_none() || part.attribute("when").is_some() => {
                    self.header.date = day(part).or(self.header.date.take());
                }
                "placeName" => self.place(part, Vec::new()),
                "activity" => {
                    let named = part
                        .first("ref")
                        .and_then(|r| named_by_address(r.attribute("target")?));
                    match named {
                        Some((kind, id)) => {
                            self.bring(kind, &id, &part.words());
                            let event = Name::unplaced(id);
                            self.header.named.push(Relation::TranscriptEvent, event);
                        }
                        None => self.keep("activity", part.words()),
                    }
                }
                "setting" | "settlement" => {}
                "name"
                    if ["city", "place", "settlement"]
                        .contains(&part.attribute("type").unwrap_or_default()) => {}
                "name" => {
                    let kind = part.attribute("type").unwrap_or("name").to_owned();
                    let of_kind: Vec<&Element> = setting
                        .all("name")
                        .filter(|e| e.attribute("type") == Some(&*kind))
                        .collect();
                    if in_tongue(&of_kind, self.wanted) == Some(part) {
                        self.keep(&kind, part.words());
                    }
                }
                name => self.keep(name, part.words()),
            }
        }
    }

    /// Where it was said: an entry, under what its page is called, or under its name.
    fn place(&mut self, place: &Element, names: Vec<String>) {
        let title = place.words();
        let named = place.attribute("ref").and_then(named_by_address);
        let key = named.map_or_else(|| title.clone(), |(_, id)| id);
        let known = self
            .header
            .named
            .of(Relation::TranscriptPlace)
            .iter()
            .any(|n| n.value == key);
        if title.is_empty() || known {
            return;
        }
        let address = place
            .attribute("ref")
            .filter(|a| is_external(a) && named_by_address(a).is_none());
        let fields = EntryFields {
            aliases: names.into_iter().filter(|name| *name != title).collect(),
            same_as: address
                .map(|a| Name::unplaced(a.to_owned()))
                .into_iter()
                .collect(),
            title,
            ..EntryFields::default()
        };
        self.entries.bring(Kind::PLACES, &key, fields);
        self.header
            .named
            .push(Relation::TranscriptPlace, Name::unplaced(key));
    }
}
