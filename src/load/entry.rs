//! Reads an entry: a topic, event, person, place, organization, document, or one of the site's own kinds.

use super::{
    file, keys,
    keys::Diags,
    page,
    role::ContentFile,
    yaml::{self, Fields, Node},
};
use crate::{
    archive::{
        Coordinates, Entry, EntryFields, Identity, Image, Kind, Mentions, Name, Property, Relation,
        Role,
    },
    source::{
        Sources,
        diag::{Code, Diagnostic},
    },
    text,
};

/// The entry, unless its file cannot be read at all.
pub(super) fn read(
    file: &ContentFile,
    kind: Kind,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<Entry> {
    let source = file.source;
    let text = file::read(source, sources, diags)?;
    let front = page::front(source, &text, diags)?;
    let mut fields = front.fields("an entry", diags)?;
    let entry = Entry {
        identity: Identity {
            id: file.id.clone(),
            source,
        },
        kind,
        stub: false,
        fields: decode(&mut fields, kind, diags),
        body: front.body(source, &text),
    };
    fields.finish(diags);
    Some(entry)
}

/// Everything of the front matter: what an entry of this kind may have is in the table of fields.
fn decode(fields: &mut Fields<'_>, kind: Kind, diags: &mut Diags) -> EntryFields {
    let mut entry = EntryFields::default();
    for property in Property::of_entries(kind) {
        read_property(property, fields, &mut entry, diags);
    }
    for relation in Relation::of_entries(kind).filter(|r| r.reference().by_table()) {
        let names = keys::ids(fields, relation.key(), diags);
        entry.named.extend(relation, names);
    }
    entry
}

fn read_property(
    property: Property,
    fields: &mut Fields<'_>,
    entry: &mut EntryFields,
    diags: &mut Diags,
) {
    let key = property.key();
    match property {
        Property::Title => {
            let title = keys::required(fields, key, "an entry", diags);
            entry.title = title.unwrap_or_default();
        }
        Property::Aliases => {
            let names = keys::names(fields, key, diags);
            entry.aliases = names.into_iter().map(|n| n.value).collect();
        }
        Property::Mentions => entry.mentions = mentions(fields, entry, diags),
        Property::Sort => entry.sort = keys::words(fields, key, diags),
        Property::Summary => entry.summary = keys::words(fields, key, diags),
        Property::Warning => entry.warning = keys::words(fields, key, diags),
        Property::Language => entry.language = keys::language(fields, key, diags),
        Property::Sources => entry.sources = keys::lines(fields, key, diags),
        Property::SameAs => entry.same_as = same_as(fields, diags),
        Property::Image => entry.image = image(fields, diags),
        Property::Date => entry.date = keys::date(fields, key, diags),
        Property::DateNote => entry.date_note = keys::words(fields, key, diags),
        Property::Coordinates => {
            let node = fields.get(key);
            entry.coordinates = node.and_then(|n| coordinates(n, diags));
        }
        Property::Born => entry.born = keys::date(fields, key, diags),
        Property::Died => entry.died = keys::date(fields, key, diags),
        Property::Roles => {
            let node = fields.get(key);
            entry.roles = node.map_or_else(Vec::new, |n| roles(n, diags));
        }
        Property::Identifier => entry.identifier = keys::words(fields, key, diags),
        Property::Url => entry.url = keys::address(fields, key, diags),
        Property::Draft => entry.common.draft = keys::flag(fields, key, diags).unwrap_or(false),
        Property::RedirectFrom => entry.common.redirect_from = keys::names(fields, key, diags),
        Property::Extra => entry.common.extra = keys::free(fields, key),
    }
}

/// `true`, `false`, or which of its names are looked for.
fn mentions(fields: &mut Fields<'_>, entry: &EntryFields, diags: &mut Diags) -> Mentions {
    let Some(node) = fields.get("mentions") else {
        return Mentions::Usual;
    };
    let names: Vec<&str> = std::iter::once(&entry.title)
        .chain(&entry.aliases)
        .map(String::as_str)
        .collect();
    if let yaml::Value::Scalar(scalar) = &node.value
        && !names.contains(&scalar.text.trim())
    {
        return match yaml::flag("mentions", node, diags) {
            Some(true) => Mentions::Asked,
            Some(false) => Mentions::Never,
            None => Mentions::Usual,
        };
    }
    let mut only = Vec::new();
    for written in yaml::words_list("mentions", node, diags) {
        if names.contains(&written.value.as_str()) {
            only.push(written.value);
            continue;
        }
        let near = text::nearest(&written.value, names.iter().copied());
        diags.push(
            Diagnostic::at(
                Code::BadValue,
                written.span,
                format!("`{}` is neither the title nor an alias", written.value),
            )
            .help("`mentions` lists which of its own names are looked for in the texts, or is `true` or `false`")
            .did_you_mean(written.span, near),
        );
    }
    Mentions::Only(only)
}

fn same_as(fields: &mut Fields<'_>, diags: &mut Diags) -> Vec<Name> {
    let mut addresses = Vec::new();
    for written in keys::names(fields, "same_as", diags) {
        let web = written.value.starts_with("https://") || written.value.starts_with("http://");
        if web {
            addresses.extend(keys::safe_address(written, diags));
            continue;
        }
        let digits = written
            .value
            .strip_prefix('Q')
            .filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
        let meant = digits.map(|_| format!("https://www.wikidata.org/entity/{}", written.value));
        diags.push(
            Diagnostic::at(
                Code::BadValue,
                written.span,
                format!("`{}` is not a web address", written.value),
            )
            .help("write the full address of the record, for example at Wikidata or VIAF")
            .did_you_mean(written.span, meant.as_deref()),
        );
    }
    addresses
}

fn image(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Image> {
    let node = fields.get("image")?;
    if let yaml::Value::Scalar(_) = node.value {
        let file = keys::composed(yaml::words("image", node, diags)?);
        return Some(Image {
            file,
            alt: String::new(),
            caption: None,
        });
    }
    let mut fields = Fields::of(node, "an image", diags)?;
    let file = keys::id(&mut fields, "file", diags);
    let alt = keys::words(&mut fields, "alt", diags).unwrap_or_default();
    let caption = keys::words(&mut fields, "caption", diags);
    if file.is_none() {
        diags.push(
            Diagnostic::at(Code::MissingKey, fields.span(), "an image needs a `file`")
                .help("add `file: NAME`, a file of content/assets/"),
        );
    }
    fields.finish(diags);
    file.map(|file| Image { file, alt, caption })
}

fn coordinates(node: &Node, diags: &mut Diags) -> Option<Coordinates> {
    let list = yaml::list("coordinates", node, diags);
    let [latitude, longitude] = list.as_slice() else {
        diags.push(
            Diagnostic::at(
                Code::WrongType,
                node.span,
                "`coordinates` is a latitude and a longitude",
            )
            .help("write decimal degrees: `coordinates: [50.8467, 4.3525]`, latitude first"),
        );
        return None;
    };
    let latitude = keys::decimal("coordinates", latitude, -90.0..=90.0, diags);
    let longitude = keys::decimal("coordinates", longitude, -180.0..=180.0, diags);
    Some(Coordinates {
        latitude: latitude?,
        longitude: longitude?,
    })
}

fn roles(node: &Node, diags: &mut Diags) -> Vec<Role> {
    let mut roles = Vec::new();
    for item in yaml::list("roles", node, diags) {
        if let yaml::Value::Scalar(_) = item.value {
            roles.extend(yaml::words("roles", item, diags).map(|role| Role {
                role: role.value,
                at: None,
                date: None,
            }));
            continue;
        }
        let Some(mut fields) = Fields::of(item, "a role", diags) else {
            continue;
        };
        let role = keys::required(&mut fields, "role", "an item of `roles`", diags);
        let at = keys::id(&mut fields, Relation::RoleAt.key(), diags);
        let date = keys::date(&mut fields, "date", diags);
        fields.finish(diags);
        roles.extend(role.map(|role| Role { role, at, date }));
    }
    roles
}
