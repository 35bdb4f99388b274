//! `docs/theming.md` lists every field of every view, as the source documents it.

use std::{fmt::Write, fs, path::Path};

const VIEWS: [(&str, &str); 2] = [
    ("Views of page kinds", "src/pages/kinds.rs"),
    ("Parts that they share", "src/pages/view.rs"),
];

/// A struct of the source with its fields: (name, type, meaning).
struct View {
    name: String,
    meaning: String,
    fields: Vec<(String, String, String)>,
}

fn views(source: &str) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    let mut doc = String::new();
    for line in source.lines() {
        let code = line.trim();
        if let Some(words) = code.strip_prefix("///") {
            if !doc.is_empty() {
                doc.push(' ');
            }
            doc.push_str(words.trim());
        } else if let Some(rest) = code.strip_prefix("pub struct ") {
            let name = rest.trim_end_matches(" {").to_owned();
            let meaning = std::mem::take(&mut doc);
            views.push(View {
                name,
                meaning,
                fields: Vec::new(),
            });
        } else if let Some((name, kind)) = code
            .strip_prefix("pub ")
            .and_then(|field| field.strip_suffix(','))
            .and_then(|field| field.split_once(": "))
        {
            let view = views.last_mut().expect("a field stands in a struct");
            let field = (name.to_owned(), plain_type(kind), std::mem::take(&mut doc));
            view.fields.push(field);
        } else if !code.starts_with("#[") {
            doc.clear();
        }
    }
    views
}

/// `Option<Vec<LinkView>>` in words.
fn plain_type(kind: &str) -> String {
    if let Some(inner) = kind
        .strip_prefix("Option<")
        .and_then(|k| k.strip_suffix('>'))
    {
        return format!("{} or none", plain_type(inner));
    }
    if let Some(inner) = kind.strip_prefix("Vec<").and_then(|k| k.strip_suffix('>')) {
        return format!("list of {}", plain_type(inner));
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "usize" | "f64" => "number".to_owned(),
        "bool" => "true or false".to_owned(),
        "serde_json::Value" => "anything".to_owned(),
        view => format!("[{view}](#{})", view.to_lowercase()),
    }
}

fn reference() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for (title, path) in VIEWS {
        let source = fs::read_to_string(root.join(path)).expect("the source is there");
        writeln!(text, "### {title}").expect("text");
        for view in views(&source) {
            writeln!(text, "\n#### {}\n\n{}\n", view.name, view.meaning).expect("text");
            writeln!(text, "| Field | Is | Meaning |\n|---|---|---|").expect("text");
            for (name, kind, meaning) in view.fields {
                assert!(
                    !meaning.is_empty(),
                    "{}.{name} has no doc comment",
                    view.name
                );
                writeln!(
                    text,
                    "| `{name}` | {kind} | {} |",
                    meaning.replace('|', "\\|")
                )
                .expect("text");
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn the_documentation_lists_every_field_of_every_view() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/theming.md");
    let written = fs::read_to_string(&path).expect("the page is there");
    let expected = reference();
    let start = written
        .find("### Views of page kinds")
        .unwrap_or(written.len());
    if std::env::var_os("POSTIL_WRITE_DOCS").is_some() {
        fs::write(&path, format!("{}{expected}", &written[..start]))
            .expect("the page can be written");
        return;
    }
    assert!(
        written[start..] == expected,
        "docs/theming.md is not what the views' doc comments say: run POSTIL_WRITE_DOCS=1 cargo test --test theming"
    );
}
