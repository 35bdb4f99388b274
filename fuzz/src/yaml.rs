//! YAML to a tree whose values remember where they stand; and every way to take a value out of it.

use postil::source::diag::Diagnostic;
use postil::load::yaml::{self, Fields, Node, Value};
use postil::source::SourceId;

use crate::places;

pub fn read(text: &str) {
    whole(text, 0);
    // As front matter: what is before it counts for places.
    if let Some(rest) = text.strip_prefix("---\n") {
        whole(text, text.len() - rest.len());
    }
}

fn whole(text: &str, start: usize) {
    let mut told = Vec::new();
    match yaml::parse(SourceId(0), text, start..text.len(), &mut told) {
        Some(node) => look(&node, text, &mut told),
        None => assert!(
            !told.is_empty(),
            "nothing is read and nothing told: {text:?}"
        ),
    }
    places::told(&told, &|_| text);
}

fn look(node: &Node, text: &str, told: &mut Vec<Diagnostic>) {
    places::holds(text, node.span.range());
    if let Some(comment) = &node.comment {
        assert_eq!(&text[comment.span.range()], comment.text);
        comment.is_glued();
    }
    if let Some(brackets) = &node.brackets {
        brackets.as_block();
    }
    yaml::words("title", node, told);
    yaml::words_list("aliases", node, told);
    yaml::ids("topics", node, told);
    yaml::verbatim("quote", node, told);
    yaml::prose("note", node, told);
    yaml::prose_list("sources", node, told);
    yaml::flag("draft", node, told);
    yaml::number("nth", node, told);
    yaml::free(node);
    if let Some(mut fields) = Fields::of(node, "an annotation", told) {
        fields.get("quote");
        fields.get("note");
        fields.finish(told);
    }
    match &node.value {
        Value::Null => {}
        Value::Scalar(scalar) => {
            for (at, place) in scalar.lines.to_vec() {
                places::holds(&scalar.text, at as usize..scalar.text.len());
                places::holds(text, place as usize..text.len());
            }
        }
        Value::List(items) => items.iter().for_each(|item| look(item, text, told)),
        Value::Map(entries) => {
            for (key, value) in entries {
                places::holds(text, key.span.range());
                look(value, text, told);
            }
        }
    }
}
