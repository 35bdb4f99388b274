//! Which words can be an id.

use crate::text::name;

/// Why words cannot be one: an id is the stem of a file that all systems can have, and stands in links.
pub(in crate::pipeline) fn fault(id: &str) -> Option<String> {
    if id.is_empty() || id.contains(['/', '\\', '#', '|', '[', ']']) || id.starts_with('.') {
        return Some(
            "an id is the name of a file without its ending; it has no `/ # | [ ]` and does not begin with a full stop"
                .to_owned(),
        );
    }
    let path = format!("{id}.md");
    let fault = name::impossible(&path).or_else(|| name::unportable(&path));
    fault.map(|fault| fault.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_out_of_its_folder_or_is_no_name_is_no_id() {
        for id in [
            "", "..", "../x", "a/b", ".hidden", "con", "a#b", "a]b", "a\nb",
        ] {
            assert!(fault(id).is_some(), "{id:?}");
        }
        for id in ["a", "2014-04-01-brussels", "grüße", "東京"] {
            assert_eq!(fault(id), None, "{id:?}");
        }
    }
}
