//! Filters in place of Tera's own, where those would make the output depend on more than the input.

use std::collections::HashMap;

use tera::{Kwargs, Map, State, TeraResult, Value, value::Key};

/// `list | group_by(attribute="kind")`: a map from what the items have there to the items, in the order in which each first occurs. Items
/// without the value are left out.
///
/// # Errors
/// When an item has no such field at all.
pub(super) fn group_by(list: &[Value], arguments: Kwargs, _: &State) -> TeraResult<Map> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for item in list {
        let found = item.get_from_path(attribute).ok_or_else(|| {
            tera::Error::message(format!("an item of the list has no `{attribute}`"))
        })?;
        if found.is_none() {
            continue;
        }
        let name = found.to_string();
        let place = *places.entry(name.clone()).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(item.clone());
    }
    let groups = groups.into_iter();
    Ok(groups
        .map(|(name, items)| (Key::String(name.into()), Value::from(items)))
        .collect())
}
