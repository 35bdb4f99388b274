//! Which words serve a language: BCP 47 tags from the nearest to the widest (RFC 4647, 3.4), with the scripts that CLDR supposes.

use icu_locale::{Locale, LocaleCanonicalizer};

use crate::text::script::supposed;

/// The tags whose words serve a language, the nearest first, as CLDR writes them: `zh-TW` is served by `zh-TW`, then `zh-Hant`; `iw` by `he`; `fr-CA` by
/// `fr-CA`, then `fr`. What is no tag is served by nothing.
pub fn serving(language: &str) -> Vec<String> {
    let Some(own) = canonical(language) else {
        return Vec::new();
    };
    let full = supposed(&own.id);
    let mut alone = own.id.clone();
    alone.script = None;
    alone.region = None;
    alone.variants.clear();
    let usual = supposed(&alone);
    let mut with_script = alone.clone();
    with_script.script = full.script;
    let mut tags = vec![own.id.to_string(), with_script.to_string()];
    if usual.script == full.script {
        tags.push(alone.to_string());
    }
    let mut unlike = Vec::new();
    tags.retain(|tag| {
        let is_new = !unlike.contains(tag);
        unlike.push(tag.clone());
        is_new
    });
    tags
}

/// A tag as CLDR writes it, without extensions; none for what is no tag.
pub(super) fn canonical(language: &str) -> Option<Locale> {
    let mut locale = language.parse::<Locale>().ok()?;
    LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    Some(locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_served_by_its_own_words_then_by_wider_ones() {
        for (language, tags) in [
            ("en", "en en-Latn"),
            ("fr-CA", "fr-CA fr-Latn fr"),
            ("zh", "zh zh-Hans"),
            ("zh-TW", "zh-TW zh-Hant"),
            ("zh-HK", "zh-HK zh-Hant"),
            ("zh-Hant-TW", "zh-Hant-TW zh-Hant"),
            ("ZH-cn", "zh-CN zh-Hans zh"),
            ("iw", "he he-Hebr"),
            ("ar-u-nu-latn", "ar ar-Arab"),
            ("sr-Latn", "sr-Latn"),
            ("no language", ""),
        ] {
            assert_eq!(serving(language).join(" "), tags, "{language}");
        }
    }
}
