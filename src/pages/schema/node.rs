//! An object of JSON-LD.

use serde_json::{Map, Value};

/// An object of JSON-LD while it is made. What is missing or empty is no key of it.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Node(Map<String, Value>);

impl Node {
    /// An object of a type of schema.org.
    pub(super) fn new(kind: &str) -> Self {
        Self(Map::new()).with("@type", kind)
    }

    /// The same with a property.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let is_empty = match &value {
            Value::Null => true,
            Value::String(words) => words.is_empty(),
            Value::Array(all) => all.is_empty(),
            Value::Object(_) | Value::Bool(_) | Value::Number(_) => false,
        };
        if !is_empty {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    /// The same with a property, if there is a value.
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The same with a property that has several values; one stands alone.
    pub(super) fn all(self, key: &str, values: impl IntoIterator<Item = impl Into<Value>>) -> Self {
        let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
        match values.len() {
            1 => self.with(key, values.remove(0)),
            _ => self.with(key, values),
        }
    }

    /// The object with its context, as a whole document.
    pub(super) fn whole(self) -> Value {
        let mut document = Map::new();
        document.insert("@context".to_owned(), Value::from("https://schema.org"));
        document.extend(self.0);
        Value::Object(document)
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Value::Object(node.0)
    }
}
