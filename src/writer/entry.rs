//! Entries and free pages: front matter and a text in Markdown.

use super::{
    document::yaml,
    keys::{self, Keys, put, with_front},
    refused::Refused,
    value::Value,
};
use crate::archive::{EntryFields, FreePage, Kind, Mentions, Property};

/// The file of an entry: what its kind may say, in the order of the table of fields, and its text as it is.
pub fn entry(kind: Kind, fields: &EntryFields, body: &str) -> Result<String, Refused> {
    let mut front = Keys::new();
    for property in Property::of_entries(kind) {
        put(&mut front, property.key(), written(property, fields));
    }
    keys::related(&mut front, &fields.named);
    Ok(with_front(&yaml(&front)?, body))
}

/// The file of a free page.
pub fn page(page: &FreePage) -> Result<String, Refused> {
    let mut front = vec![("title".to_owned(), Value::words(&*page.title))];
    put(&mut front, "summary", keys::words(&page.summary));
    put(&mut front, "language", keys::words(&page.language));
    keys::common(&mut front, &page.common);
    Ok(with_front(&yaml(&front)?, &page.body.text))
}

fn written(property: Property, entry: &EntryFields) -> Option<Value> {
    match property {
        Property::Title => Some(Value::words(&*entry.title)),
        Property::Aliases => keys::one_or_list(entry.aliases.iter().map(Value::words).collect()),
        Property::Mentions => mentions(&entry.mentions),
        Property::Sort => keys::words(&entry.sort),
        Property::Summary => keys::words(&entry.summary),
        Property::Warning => keys::words(&entry.warning),
        Property::Language => keys::words(&entry.language),
        Property::Sources => keys::lines(&entry.sources),
        Property::SameAs => keys::names(&entry.same_as),
        Property::Image => image(entry),
        Property::Date => keys::date(&entry.date),
        Property::DateNote => keys::words(&entry.date_note),
        Property::Coordinates => entry.coordinates.map(|at| {
            let degrees = [at.latitude, at.longitude];
            Value::List(degrees.map(|d| Value::Bare(d.to_string())).into())
        }),
        Property::Born => keys::date(&entry.born),
        Property::Died => keys::date(&entry.died),
        Property::Roles => roles(entry),
        Property::Identifier => keys::words(&entry.identifier),
        Property::Url => keys::name(&entry.url),
        Property::Draft => keys::if_set(entry.common.draft),
        Property::RedirectFrom => keys::names(&entry.common.redirect_from),
        Property::Extra => keys::extra(&entry.common.extra),
    }
}

fn mentions(mentions: &Mentions) -> Option<Value> {
    match mentions {
        Mentions::Usual => None,
        Mentions::Asked => Some(Value::flag(true)),
        Mentions::Never => Some(Value::flag(false)),
        Mentions::Only(names) => Some(Value::List(names.iter().map(Value::words).collect())),
    }
}

fn image(entry: &EntryFields) -> Option<Value> {
    let image = entry.image.as_ref()?;
    if image.alt.is_empty() && image.caption.is_none() {
        return Some(Value::words(&*image.file.value));
    }
    let mut fields = vec![("file".to_owned(), Value::words(&*image.file.value))];
    let alt = Some(&image.alt).filter(|alt| !alt.is_empty());
    put(&mut fields, "alt", alt.map(Value::words));
    put(&mut fields, "caption", keys::words(&image.caption));
    Some(Value::Map(fields))
}

fn roles(entry: &EntryFields) -> Option<Value> {
    let roles = entry.roles.iter().map(|role| {
        let mut fields = vec![("role".to_owned(), Value::words(&*role.role))];
        put(&mut fields, "at", keys::name(&role.at));
        put(&mut fields, "date", keys::date(&role.date));
        match fields.len() {
            1 => Value::words(&*role.role),
            _ => Value::Lines(fields),
        }
    });
    let roles: Vec<Value> = roles.collect();
    (!roles.is_empty()).then_some(Value::List(roles))
}
