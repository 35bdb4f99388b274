//! Entities of HTML in texts that are not HTML, as spreadsheets and Markdown have them: `&#8212;`, `&amp;`.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// The longest that the name of an entity may be.
const LONGEST: usize = 32;

/// A text in which signs stand for their entities; what is none stays. `hidden` are signs that get a back-slash, since they would mean something.
pub(super) fn decoded<'t>(text: &'t str, hidden: &str) -> Cow<'t, str> {
    let Some(first) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut whole = String::with_capacity(text.len());
    whole.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let near = &rest[..rest.floor_char_boundary(rest.len().min(LONGEST))];
        let name = near.find(';').map(|end| &near[1..end]);
        match name.and_then(|name| Some((name, sign(name)?))) {
            Some((name, sign)) => {
                if sign.contains(|c| hidden.contains(c)) {
                    whole.push('\\');
                }
                whole.push_str(&sign);
                rest = &rest[name.len() + 2..];
            }
            None => {
                whole.push('&');
                rest = &rest[1..];
            }
        }
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

fn sign(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let hex = number.strip_prefix(['x', 'X']);
    let code = match hex {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let sign = char::from_u32(code).filter(|c| !c.is_control())?;
    Some(Cow::Owned(sign.to_string()))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn entities_are_signs_and_the_rest_stays() {
        assert_eq!(decoded("a &#8212; b &amp; c&#x41;", ""), "a — b & cA");
        assert_eq!(
            decoded("AT&T; R&D &nothing; &#0; &", ""),
            "AT&T; R&D &nothing; &#0; &"
        );
        assert_eq!(decoded("&#42;&lt;", "*<"), "\\*\\<");
    }
}
