//! Names of authorities, and of their statements of rights, by their addresses: the same in every language.

use crate::view::RightsView;

/// The name of an authority from its address.
pub(super) fn named(address: &str) -> String {
    const KNOWN: [(&str, &str); 8] = [
        ("wikidata.org", "Wikidata"),
        ("viaf.org", "VIAF"),
        ("id.loc.gov", "Library of Congress"),
        ("isni.org", "ISNI"),
        ("d-nb.info", "GND"),
        ("geonames.org", "GeoNames"),
        ("wikipedia.org", "Wikipedia"),
        ("orcid.org", "ORCID"),
    ];
    let host = address
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or(address);
    KNOWN
        .iter()
        .find(|(part, _)| host.ends_with(part))
        .map_or_else(
            || host.trim_start_matches("www.").to_owned(),
            |(_, name)| (*name).to_owned(),
        )
}

/// A statement of rights: known addresses get their name.
pub(super) fn rights(written: &str) -> RightsView {
    if !(written.starts_with("http://") || written.starts_with("https://")) {
        return RightsView {
            text: written.to_owned(),
            href: None,
        };
    }
    let path = written
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    const STATEMENTS: [(&str, &str); 12] = [
        ("InC", "In Copyright"),
        ("InC-OW-EU", "In Copyright - EU Orphan Work"),
        ("InC-EDU", "In Copyright - Educational Use Permitted"),
        ("InC-NC", "In Copyright - Non-Commercial Use Permitted"),
        (
            "InC-RUU",
            "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
        ),
        ("NoC-CR", "No Copyright - Contractual Restrictions"),
        ("NoC-NC", "No Copyright - Non-Commercial Use Only"),
        ("NoC-OKLR", "No Copyright - Other Known Legal Restrictions"),
        ("NoC-US", "No Copyright - United States"),
        ("CNE", "Copyright Not Evaluated"),
        ("UND", "Copyright Undetermined"),
        ("NKC", "No Known Copyright"),
    ];
    let statement = path
        .strip_prefix("rightsstatements.org/vocab/")
        .and_then(|rest| rest.split('/').next());
    let name = statement
        .and_then(|s| STATEMENTS.iter().find(|(id, _)| *id == s))
        .map(|(_, name)| (*name).to_owned());
    let licence = path
        .strip_prefix("creativecommons.org/licenses/")
        .map(|rest| {
            let mut parts = rest.split('/');
            let terms = parts.next().unwrap_or_default().to_uppercase();
            format!("CC {terms} {}", parts.next().unwrap_or_default())
                .trim_end()
                .to_owned()
        });
    let zero = path
        .starts_with("creativecommons.org/publicdomain/zero/")
        .then(|| "CC0 1.0".to_owned());
    RightsView {
        text: name
            .or(licence)
            .or(zero)
            .unwrap_or_else(|| path.trim_end_matches('/').to_owned()),
        href: Some(written.to_owned()),
    }
}
