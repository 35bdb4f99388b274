//! For a value that a page does not have: the `{% if %}` to write.

use std::ops::Range;

use super::remark::Text;
use crate::source::diag::Diagnostic;

/// For a field that is not there in this view, though it may be in another: the guard to write. `at` is the field.
pub(super) fn guard(remark: Diagnostic, text: Text<'_>, at: &Range<usize>) -> Diagnostic {
    let Some(path) = path_up_to(text.text, at) else {
        return remark;
    };
    let name = &text.text[path.clone()];
    let free = name.split(['.', '[', '?']).any(|part| part == "extra");
    // Where no fields are listed, what should have them is not there itself.
    let listed = remark
        .notes
        .iter()
        .any(|note| note.starts_with("what exists"));
    let none = remark.message.contains("`none`");
    let (name, remark) = if none && !free {
        (name, remark.note(format!("`{name}` is not given here")))
    } else if free {
        let note = "`extra` holds what the file itself says, and nothing where it says nothing";
        (name, remark.note(note))
    } else if let Some((parent, _)) = name.rsplit_once('.').filter(|_| !listed) {
        let note = format!("`{}` is not given here", parent.replace('?', ""));
        (parent, remark.note(note))
    } else {
        return remark;
    };
    let guarded = name.replace('?', "");
    match printing_tag(text.text, &path) {
        Some(tag) => {
            let whole = &text.text[tag.clone()];
            remark.fix(
                text.span(tag),
                format!("{{% if {guarded} %}}{whole}{{% endif %}}"),
                "show it only where it is given",
            )
        }
        None => remark.help(format!(
            "use it only where it is given: `{{% if {guarded} %}}` before it and `{{% endif %}}` behind it"
        )),
    }
}

/// The whole path that ends with a field: `entry.extra.colour`. If nothing of it stands before `field`, this is its first part, and it goes on.
fn path_up_to(text: &str, field: &Range<usize>) -> Option<Range<usize>> {
    let is_path =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?' | '[' | ']' | '"' | '\'');
    let before = text.get(..field.start)?.char_indices().rev();
    let start = before
        .take_while(|(_, c)| is_path(*c))
        .last()
        .map_or(field.start, |(i, _)| i);
    let behind = text.get(field.end..)?;
    let more = match start == field.start {
        true => behind.find(|c: char| !is_path(c)).unwrap_or(behind.len()),
        false => 0,
    };
    let path = start..field.end + more;
    text.get(path.clone()).map(|_| path)
}

/// The `{{ ... }}` in which bytes stand.
fn printing_tag(text: &str, inside: &Range<usize>) -> Option<Range<usize>> {
    let start = text[..inside.start].rfind("{{")?;
    if text[start..inside.start].contains("}}") || text[start..inside.start].contains("{%") {
        return None;
    }
    let end = inside.end + text[inside.end..].find("}}")? + 2;
    (!text[inside.end..end].contains("%}")).then_some(start..end)
}
