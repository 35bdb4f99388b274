//! Keys that several formats share: names, dates, languages, addresses, `draft`, `redirect_from`, `extra`.

use super::yaml::{self, Fields, Node};
use crate::{
    archive::{Common, Date, Dated, Kinds, Name, Names, Prose},
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text::{self, name},
};

/// Where remarks go while one file is read.
pub(super) type Diags = Vec<Diagnostic>;

/// A short text without its place.
pub(super) fn words(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Option<String> {
    let node = fields.get(key)?;
    let words = yaml::words(key, node, diags)?;
    diags.extend(unread_link(key, &words));
    Some(words.value)
}

/// The remark on a wiki link in plain text, where it means nothing.
fn unread_link(key: &str, words: &Name) -> Option<Diagnostic> {
    let begin = words.value.find("[[")?;
    let end = begin + words.value[begin..].find("]]")? + 2;
    let link = &words.value[begin..end];
    let inside = link[2..link.len() - 2].split('|').next_back()?.trim();
    Some(
        Diagnostic::at(
            Code::HalfLink,
            words.span,
            format!("`{link}` is shown as it is typed: `{key}` is plain text, where a link means nothing"),
        )
        .help(format!("write `{inside}`, or put the link into the text below the front matter or into a note")),
    )
}

/// A short text that the file must have.
pub(super) fn required(
    fields: &mut Fields<'_>,
    key: &str,
    what: &str,
    diags: &mut Diags,
) -> Option<String> {
    if fields.get(key).is_none() {
        diags.push(
            Diagnostic::at(
                Code::MissingKey,
                fields.span(),
                format!("{what} needs a `{key}`"),
            )
            .help(format!("add a line `{key}: ...`")),
        );
        return None;
    }
    words(fields, key, diags)
}

/// Words in one line.
pub(super) fn name(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Option<Name> {
    let node = fields.get(key)?;
    yaml::words(key, node, diags)
}

/// One id: composed (NFC), as ids are.
pub(super) fn id(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Option<Name> {
    name(fields, key, diags).map(composed)
}

/// A name as ids are written: composed (NFC), whatever it was typed on.
pub(super) fn composed(name: Name) -> Name {
    name.map(|written| name::nfc(&written).into_owned())
}

/// One id or a list: composed (NFC), as ids are.
pub(super) fn ids(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Vec<Name> {
    let names = fields
        .get(key)
        .map_or_else(Vec::new, |node| yaml::ids(key, node, diags));
    names.into_iter().map(composed).collect()
}

/// Words or a list of them.
pub(super) fn names(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Vec<Name> {
    fields
        .get(key)
        .map_or_else(Vec::new, |node| yaml::words_list(key, node, diags))
}

/// Ids under the key of each kind.
pub(super) fn by_kind(fields: &mut Fields<'_>, kinds: &Kinds, diags: &mut Diags) -> Names {
    let mut all = Names::new();
    for (kind, kind_names) in kinds.iter() {
        all.extend(
            ids(fields, &kind_names.folder, diags)
                .into_iter()
                .map(|n| (kind, n)),
        );
    }
    all
}

/// A date in EDTF.
pub(super) fn date(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Option<Dated> {
    let node = fields.get(key)?;
    date_of(key, node, diags)
}

/// A date in EDTF.
pub(super) fn date_of(key: &str, node: &Node, diags: &mut Diags) -> Option<Dated> {
    let written = yaml::words(key, node, diags)?;
    match Date::parse(&written.value) {
        Ok(date) => Some(Dated::new(date, written.span)),
        Err(error) => {
            let mut remark = Diagnostic::at(Code::BadDate, written.span, error.message.clone())
                .note("dates are written in EDTF: `2014-04-01`, `2014-04`, `1994~` (about), `1994-04-07/1994-07`, `199X`");
            if let Some(better) = &error.suggestion {
                remark = remark.did_you_mean(written.span, Some(better));
            }
            diags.push(remark);
            None
        }
    }
}

/// A language tag (BCP 47): letters, digits and hyphens, beginning with two or three letters.
pub(super) fn language(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Option<String> {
    language_tag(name(fields, key, diags)?, diags)
}

/// A language tag, unless it is none, which is told.
pub(super) fn language_tag(written: Name, diags: &mut Diags) -> Option<String> {
    let mut subtags = written.value.split('-');
    let primary = subtags.next().unwrap_or_default();
    let valid = (2..=3).contains(&primary.len())
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags
            .all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()));
    if valid {
        return Some(written.value);
    }
    const KNOWN: [(&str, &str); 10] = [
        ("english", "en"),
        ("french", "fr"),
        ("spanish", "es"),
        ("arabic", "ar"),
        ("russian", "ru"),
        ("chinese", "zh"),
        ("german", "de"),
        ("dutch", "nl"),
        ("portuguese", "pt"),
        ("kinyarwanda", "rw"),
    ];
    let meant = KNOWN
        .iter()
        .find(|(name, _)| written.value.eq_ignore_ascii_case(name))
        .map(|(_, tag)| *tag);
    diags.push(
        Diagnostic::at(
            Code::BadValue,
            written.span,
            format!("`{}` is not a language tag", written.value),
        )
        .help("write a BCP 47 tag such as `en`, `fr` or `zh-Hant`")
        .did_you_mean(written.span, meant),
    );
    None
}

/// An address that may become a link.
pub(super) fn address(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Option<Name> {
    let written = name(fields, key, diags)?;
    safe_address(written, diags)
}

/// `written`, if it may become a link.
pub(super) fn safe_address(written: Name, diags: &mut Diags) -> Option<Name> {
    if let Some(whole) = text::lacks_scheme(&written.value) {
        diags.push(
            Diagnostic::at(
                Code::BadValue,
                written.span,
                format!("`{}` is an address without its scheme", written.value),
            )
            .did_you_mean(written.span, Some(&whole)),
        );
        return None;
    }
    if text::is_safe_address(&written.value) {
        return Some(written);
    }
    diags.push(
        Diagnostic::at(
            Code::UnsafeLink,
            written.span,
            format!("`{}` is not an address that may be linked", written.value),
        )
        .help("addresses begin with `https://`, `http://` or `mailto:`"),
    );
    None
}

/// `true` or `false`.
pub(super) fn flag(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Option<bool> {
    yaml::flag(key, fields.get(key)?, diags)
}

/// One or several lines of Markdown.
pub(super) fn lines(fields: &mut Fields<'_>, key: &str, diags: &mut Diags) -> Vec<Prose> {
    fields
        .get(key)
        .map_or_else(Vec::new, |node| yaml::prose_list(key, node, diags))
}

/// A value of any shape.
pub(super) fn free(fields: &mut Fields<'_>, key: &str) -> serde_json::Value {
    fields.get(key).map_or(serde_json::Value::Null, yaml::free)
}

/// `draft`, `redirect_from`, `extra`.
pub(super) fn common(fields: &mut Fields<'_>, diags: &mut Diags) -> Common {
    Common {
        draft: flag(fields, "draft", diags).unwrap_or(false),
        redirect_from: names(fields, "redirect_from", diags),
        extra: free(fields, "extra"),
    }
}

/// A number with a decimal point, such as a degree.
pub(super) fn decimal(
    key: &str,
    node: &Node,
    range: std::ops::RangeInclusive<f64>,
    diags: &mut Diags,
) -> Option<f64> {
    let written = yaml::words(key, node, diags)?;
    let number = written
        .value
        .parse::<f64>()
        .ok()
        .filter(|n| range.contains(n));
    if number.is_none() {
        diags.push(
            Diagnostic::at(
                Code::BadValue,
                written.span,
                format!(
                    "`{}` is not a number from {} to {}",
                    written.value,
                    range.start(),
                    range.end()
                ),
            )
            .help("write decimal degrees: `coordinates: [50.8467, 4.3525]`, latitude first"),
        );
    }
    number
}

/// A remark for a key that stands in the way of another.
pub(super) fn conflict(
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::at(Code::SelectorConflict, span, message).help(help)
}
