//! What a text in XML is, told by its first element, without reading the rest.

/// The first element of a text in XML: its name without a prefix, and its tag as it is written.
pub(super) fn root(text: &str) -> Option<(&str, &str)> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let inside = rest.strip_prefix('<')?;
        let behind = if inside.starts_with('?') {
            inside.split_once("?>")?.1
        } else if let Some(comment) = inside.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if inside.starts_with('!') {
            doctype(inside)?
        } else {
            let end = inside.find('>').unwrap_or(inside.len());
            let tag = inside.get(..end)?;
            let name = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
            let name = name.rsplit(':').next()?;
            return (!name.is_empty()).then_some((name, tag));
        };
        rest = behind.trim_start();
    }
}

/// What stands behind `<!DOCTYPE a [ ... ]>`.
fn doctype(inside: &str) -> Option<&str> {
    let end = inside.find(['[', '>'])?;
    let behind = inside.get(end..)?;
    match behind.strip_prefix('[') {
        Some(own) => own.split_once(']')?.1.split_once('>').map(|(_, rest)| rest),
        None => behind.get(1..),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_is_found_behind_what_stands_before_it() {
        for (text, name) in [
            ("\n\n<akomaNtoso>", "akomaNtoso"),
            (
                "<?xml version='1.0'?><!-- <x> --><!DOCTYPE TEI [<!ENTITY a 'b>'>]><tei:TEI xmlns:tei='urn:x'>",
                "TEI",
            ),
            ("<!DOCTYPE TEI.2 SYSTEM 'x.dtd'>\n<TEI.2/>", "TEI.2"),
        ] {
            assert_eq!(root(text).map(|(name, _)| name), Some(name), "{text}");
        }
        assert_eq!(root("no XML"), None);
        assert_eq!(root("<!-- never closed <a>"), None);
    }
}
