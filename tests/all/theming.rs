//! `docs/theming.md` lists every field of every view, as the source documents it, and names no other; nor do the built-in templates. What a version of
//! the views promises stays.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};

use postil::{text::Words, view};

use crate::themes::{THEMES, templates};

/// Which views stand in which files of `src/view`.
const VIEWS: [(&str, &[&str]); 2] = [
    (
        "Views of page kinds",
        &["transcript", "beside", "entry", "lists", "home", "free"],
    ),
    (
        "Parts that they share",
        &["site", "page", "parts", "passages", "chart", "map", "line"],
    ),
];

/// The other files of `src/view`.
const NO_VIEWS: [&str; 4] = ["mod", "field", "reads", "shared"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source_of(file: &str) -> String {
    let path = root().join("src/view").join(file).with_extension("rs");
    fs::read_to_string(path).expect("the source is there")
}

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
    // How it is held is nothing to a template.
    if let Some(inner) = kind
        .strip_prefix("Shared<")
        .and_then(|k| k.strip_suffix('>'))
    {
        return plain_type(inner);
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
    let mut text = String::new();
    for (title, files) in VIEWS {
        writeln!(text, "### {title}").expect("text");
        for view in files.iter().flat_map(|file| views(&source_of(file))) {
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
    text.push_str(&phrases());
    text.trim_end().to_owned() + "\n"
}

/// The table of phrases.
fn phrases() -> String {
    let mut text = "### Words of the interface\n\n| Function | English |\n|---|---|\n".to_owned();
    for phrase in Words::TABLE {
        let arguments = phrase.arguments.iter().map(|name| format!("{name}=..."));
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        let forms = phrase
            .english
            .iter()
            .map(|(_, form)| form.replace('|', "\\|"));
        let forms = forms.collect::<Vec<_>>().join(" / ");
        writeln!(text, "| `say_{}({arguments})` | {forms} |", phrase.name).expect("text");
    }
    text
}

#[test]
fn the_documentation_lists_every_field_of_every_view() {
    let path = root().join("docs/theming.md");
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
        "docs/theming.md is not what the views' doc comments say: run POSTIL_WRITE_DOCS=1 cargo test --test all theming"
    );
}

#[test]
fn every_file_of_the_contract_is_listed() {
    let found = fs::read_dir(root().join("src/view")).expect("the folder is there");
    let found: BTreeSet<String> = found
        .map(|file| file.expect("a file").path())
        .map(|path| {
            path.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let files = VIEWS.iter().flat_map(|(_, files)| files.iter());
    let listed = files.chain(&NO_VIEWS).map(|file| (*file).to_owned());
    assert_eq!(found, listed.collect());
}

#[test]
fn fields_have_one_name_in_code_and_templates() {
    for file in VIEWS.iter().flat_map(|(_, files)| files.iter()) {
        // Another name for templates would be one that `field!` does not know.
        assert!(!source_of(file).contains("#[serde"), "src/view/{file}.rs");
    }
}

#[test]
fn the_documentation_says_which_version_it_describes() {
    let written = fs::read_to_string(root().join("docs/theming.md")).expect("the page is there");
    let version = format!("version {} of what templates see", view::VERSION);
    assert!(written.contains(&version), "docs/theming.md: {version}");
}

/// The names behind a variable of the page (`entry.title`) in the tags of a text, each with its variable.
fn named(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for tag in text.split("{{").chain(text.split("{%")).skip(1) {
        let tag = &tag[..tag.find("}}").or(tag.find("%}")).unwrap_or(0)];
        let words = tag.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '?')));
        for word in words {
            let mut names = word.split(['.', '?']).filter(|name| !name.is_empty());
            if let (Some(variable), Some(field)) = (names.next(), names.next())
                && view::VARIABLES.contains(&variable)
            {
                found.push((variable, field));
            }
        }
    }
    found
}

#[test]
fn documentation_and_templates_name_fields_that_there_are() {
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for view in VIEWS
        .iter()
        .flat_map(|(_, files)| files.iter())
        .flat_map(|file| views(&source_of(file)))
    {
        let variable = view.name.trim_end_matches("View").to_lowercase();
        fields
            .entry(variable)
            .or_default()
            .extend(view.fields.into_iter().map(|(name, _, _)| name));
    }
    let guide = fs::read_to_string(root().join("docs/theming.md")).expect("the guide");
    let mut texts = vec![("docs/theming.md".to_owned(), guide)];
    // In components these are names of their own.
    let of_pages = THEMES.iter().flat_map(|theme| templates(theme));
    texts.extend(of_pages.filter(|(_, text)| !text.contains("{% component ")));
    let mut count = 0;
    for (name, text) in texts {
        for (variable, field) in named(&text) {
            assert!(
                fields[variable].contains(field),
                "{name}: {variable}.{field}"
            );
            count += 1;
        }
    }
    assert!(count > 400, "only {count} names were found");
}

/// The names of the blocks that the templates of a theme have.
fn blocks(theme: &str) -> BTreeSet<String> {
    let mut blocks = BTreeSet::new();
    for (_, template) in templates(theme) {
        let named = template.split("{% block ").skip(1);
        blocks.extend(named.filter_map(|rest| rest.split(' ').next().map(str::to_owned)));
    }
    blocks
}

/// The custom properties that the style sheet of a theme is set by.
fn properties(theme: &str) -> BTreeSet<String> {
    let sheet = root().join(format!("themes/{theme}/static/postil.css"));
    let sheet = fs::read_to_string(sheet).expect("the style sheet");
    let tokens = sheet.split("@layer tokens {").nth(1).expect("a layer");
    let tokens = tokens.split("@layer page {").next().expect("its end");
    let named = tokens
        .split("--")
        .skip(1)
        .filter_map(|rest| rest.split_once(':'));
    named
        .map(|(name, _)| name)
        .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .map(|name| format!("--{name}"))
        .collect()
}

#[test]
fn every_block_and_property_of_the_themes_is_listed() {
    let guide = fs::read_to_string(root().join("docs/theming.md")).expect("the guide");
    let usual = (blocks(THEMES[0]), properties(THEMES[0]));
    assert!(usual.0.len() > 12 && usual.1.len() > 20, "{usual:?}");
    for theme in THEMES {
        // What changes a block of one theme, or sets a property, does the same in another.
        assert_eq!(blocks(theme), usual.0, "{theme}");
        let own = properties(theme);
        assert!(own.is_subset(&usual.1) && own.len() > 8, "{theme}: {own:?}");
    }
    for name in usual.0.iter().chain(&usual.1) {
        assert!(
            guide.contains(&format!("`{name}`")),
            "{name} is not in docs/theming.md"
        );
    }
}

/// What themes rely on, a line each: fields with what they are, variables, phrases with what is given to them, blocks.
fn promised() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let files = VIEWS.iter().flat_map(|(_, files)| files.iter());
    for view in files.flat_map(|file| views(&source_of(file))) {
        let fields = view.fields.iter();
        lines.extend(fields.map(|(name, kind, _)| {
            let kind = kind.split('(').next().unwrap_or_default();
            format!(
                "field {}.{name}: {}",
                view.name,
                kind.replace(['[', ']'], "")
            )
        }));
    }
    let variables = view::VARIABLES.iter();
    lines.extend(variables.map(|name| format!("variable {name}")));
    let phrases = Words::TABLE.iter();
    lines.extend(phrases.map(|p| format!("phrase say_{}({})", p.name, p.arguments.join(", "))));
    lines.extend(blocks(THEMES[0]).iter().map(|name| format!("block {name}")));
    lines
}

#[test]
fn nothing_that_a_version_promises_is_taken_away() {
    let path = root().join(format!("tests/all/theming/{}.txt", view::VERSION));
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let kept: BTreeSet<String> = kept.lines().map(str::to_owned).collect();
    let now = promised();
    let gone: Vec<&str> = kept.difference(&now).map(String::as_str).collect();
    assert!(
        gone.is_empty(),
        "version {} of the views promises to themes what is no longer so:\n  {}\nKeep it beside what is new; or raise view::VERSION in src/view/mod.rs, tell in docs/theming.md and in \
         CHANGELOG.md what a theme must change, and take {} away",
        view::VERSION,
        gone.join("\n  "),
        path.display(),
    );
    if std::env::var_os("POSTIL_WRITE_DOCS").is_some() {
        let lines: String = now.iter().map(|line| format!("{line}\n")).collect();
        fs::write(&path, lines).expect("the listing can be written");
        return;
    }
    let new: Vec<&str> = now.difference(&kept).map(String::as_str).collect();
    assert!(
        new.is_empty(),
        "the views have more than {} lists:\n  {}\nIf they shall keep it, run POSTIL_WRITE_DOCS=1 cargo test --all-features --test all -- theming::",
        path.display(),
        new.join("\n  "),
    );
}
