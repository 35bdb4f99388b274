//! What pages say in postil's own voice stands in the table of words, and nowhere else.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use postil::{archive::Kinds, text::Words};

use super::{
    testsuite::Site,
    themes::{THEMES, templates},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder whose names have this ending, with their paths from there.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(&path).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).expect("a text");
                let name = path.strip_prefix(root().join(folder)).expect("below it");
                found.push((name.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

/// A template without its tags, and the tags.
fn parted(template: &str) -> (String, Vec<&str>) {
    let (mut html, mut tags) = (String::new(), Vec::new());
    let mut rest = template;
    while let Some(open) = rest
        .find("{{")
        .into_iter()
        .chain(rest.find("{%"))
        .chain(rest.find("{#"))
        .min()
    {
        html.push_str(&rest[..open]);
        let end = match &rest[open..open + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let length = rest[open..].find(end).expect("tags are closed");
        if end != "#}" {
            tags.push(&rest[open + 2..open + length]);
        }
        rest = &rest[open + length + 2..];
    }
    html.push_str(rest);
    (html, tags)
}

/// The texts between the signs of `<...>`, and the values of attributes that are read out or shown.
fn shown(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in html.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        found.push(text);
        for name in [
            "aria-label=\"",
            "aria-description=\"",
            "title=\"",
            "alt=\"",
            "placeholder=\"",
            "label=\"",
        ] {
            let values = tag.split(name).skip(1);
            found.extend(values.map(|value| value.split('"').next().unwrap_or_default()));
        }
    }
    found
}

#[test]
fn a_template_has_no_words_of_its_own() {
    for (name, template) in THEMES.iter().flat_map(|theme| templates(theme)) {
        for text in shown(&parted(&template).0) {
            let is_of_a_language = |c: char| c.is_alphabetic() || ",;.!?()“”«»".contains(c);
            assert!(
                !text.contains(is_of_a_language),
                "{name}: {text:?} belongs into src/text/words"
            );
        }
    }
    assert_eq!(shown("<p title=\"A\">b<br>c</p>"), ["", "b", "A", "c", ""]);
}

#[test]
fn strings_in_tags_are_signs_and_names_of_what_there_is() {
    // Values that fields have, names of templates, and what is put between items.
    let known: BTreeSet<&str> = [
        "404",
        "day",
        "event",
        "external",
        "h2",
        "h3",
        "h4",
        "home",
        "left",
        "many",
        "mentions",
        "note",
        "open",
        "order",
        "order-said",
        "page",
        "passages",
        "person",
        "probable",
        "record",
        "record-vague",
        "said",
        "search",
        "speaker",
        "span",
        "spoken",
        "topic",
        "topics",
        "transcript",
        "transcripts",
        "vague",
    ]
    .into();
    for (name, template) in THEMES.iter().flat_map(|theme| templates(theme)) {
        for tag in parted(&template).1 {
            let strings = tag.split('"').skip(1).step_by(2);
            let words = strings.filter(|s| {
                s.contains(|c: char| c.is_alphabetic() || ",;“”".contains(c))
                    && !s.ends_with(".html")
            });
            for string in words {
                assert!(known.contains(string), "{name}: {string:?} in {tag}");
            }
        }
    }
}

/// The string literals of Rust code before its tests, each with the line that it stands in; comments, and what panics say, left out.
fn literals(code: &str) -> Vec<(&str, String)> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("//")
            && !["expect(\"", "unreachable!(\"", "doc = "]
                .iter()
                .any(|own| line.contains(own))
    });
    let strings = |line: &str| -> Vec<String> {
        let line = line.replace("\\\"", "\u{1}");
        line.split('"')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    lines
        .flat_map(|line| strings(line).into_iter().map(move |s| (line, s)))
        .collect()
}

/// Whether a string looks like words for people: a capital before small letters, or two words with a blank between.
fn is_prose(string: &str) -> bool {
    let plain: String = string
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let is_word = |word: &&str| {
        word.len() > 1
            && word
                .chars()
                .all(|c| c.is_alphabetic() || ".,:;?!’'".contains(c))
    };
    let capital = |word: &&str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    };
    words.windows(2).any(|pair| pair.iter().all(is_word)) || words.iter().any(capital)
}

#[test]
fn pages_are_made_without_words_in_the_code() {
    // Remarks to editors; names that are the same in every language.
    let others = [
        "claims.rs",
        "plan.rs",
        "redirects.rs",
        "authorities.rs",
        "exported.rs",
        "asked.rs",
        "bundles.rs",
        "exporter.rs",
        "oai_pmh.rs",
        "resource_sync.rs",
    ];
    // Words of formats.
    let formats = ["Text", "User-agent: *\\nAllow: /\\n"];
    let mut found = Vec::new();
    let exports = files("src/export", ".rs");
    for (name, code) in files("src/pages", ".rs").into_iter().chain(exports) {
        // The types of schema.org, of Web Annotations and of GeoJSON; formats that say of themselves, in English, what they hold.
        let is_vocabulary = [
            "schema",
            "annotations",
            "selectors",
            "tables",
            "tei",
            "map/geojson",
            "ro_crate",
            "iiif",
        ]
        .iter()
        .any(|room| name.starts_with(room));
        if others.contains(&name.as_str()) || is_vocabulary || name.ends_with("tests.rs") {
            continue;
        }
        for (line, string) in literals(&code) {
            if is_prose(&string) && !formats.contains(&string.as_str()) {
                found.push(format!(
                    "{name}: {string:?} belongs into src/text/words: {}",
                    line.trim()
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_built_in_kind_has_its_titles() {
    let words = Words::english();
    for (_, names) in Kinds::default().iter() {
        for word in [&names.slug, &names.folder] {
            assert!(words.title_of(word).is_some(), "{word} has no phrase");
        }
    }
    assert_eq!(words.title_of("people").as_deref(), Some("People"));
}

#[test]
fn every_phrase_is_asked_for() {
    let templates: Vec<(String, String)> = THEMES.iter().flat_map(|t| templates(t)).collect();
    let mut code = files("src/pages", ".rs");
    for room in ["src/export", "src/date", "src/bind"] {
        code.extend(files(room, ".rs"));
    }
    // Asked for by their numbers.
    let at = |name: &str| Words::TABLE.iter().position(|entry| entry.name == name);
    let months = at("january")..=at("second_half");
    let kinds = Kinds::default();
    let titles = kinds.iter().flat_map(|(_, n)| [&n.slug, &n.folder]);
    let titles: BTreeSet<&str> = titles.map(String::as_str).collect();
    for phrase in Words::TABLE {
        let function = format!("say_{}()", phrase.name);
        let function = &function[..function.len() - 1];
        let method = format!(".{}(", phrase.name);
        // Forms of transcripts are asked for by what authors write.
        let asked = phrase.name.starts_with("form_")
            || titles.contains(phrase.name)
            || months.contains(&at(phrase.name))
            || templates.iter().any(|(_, text)| text.contains(function))
            || code.iter().any(|(_, text)| text.contains(&method));
        assert!(
            asked,
            "`{}` is asked for by no template and no page",
            phrase.name
        );
    }
}

/// What a free page shows whose template is this.
fn with_template(template: &str) -> Site {
    Site::empty()
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n")
        .file("templates/page.html", template)
}

#[test]
fn a_template_says_phrases_with_what_belongs_into_them() {
    let site = with_template(
        "{% component strong(n) %}<b>{{ n }}</b>{% endcomponent strong %}\
         {{ say_contents() }}|{{ say_notes(n=1) }}|{{ say_notes(n=2) }}|{{ say_notes(n=0, shown=<strong n={0} />) }}|{{ say_linked_to(title=\"<i> & 'co'\") }}|\
         {{ say_linked_to(title=<strong n={\"<i>\"} />) }}|{{ say_cited_title(title=\"x\") | upper }}",
    );
    site.build();
    assert_eq!(
        site.page("about.html"),
        "Contents|1 note|2 notes|<b>0</b> notes|Linked to &lt;i&gt; &amp; &#39;co&#39;|Linked to <b>&lt;i&gt;</b>|“X”"
    );
}

#[test]
fn a_phrase_that_there_is_not_is_told_where_it_stands() {
    let told = with_template("<p>\n{{ say_contentz() }} {{ say_wherever() }}\n")
        .run(&["build"])
        .stderr;
    for words in [
        "there is no phrase `say_contentz`",
        "templates/page.html:2:4",
        "did you mean `say_contents`?",
        "there is no phrase `say_wherever`",
        "docs/theming.md lists the words of the interface",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told = with_template("<p>\n{{ say_notes() }}\n")
        .run(&["build"])
        .stderr;
    for words in ["templates/page.html:2:4", "`n`"] {
        assert!(told.contains(words), "{words}: {told}");
    }
}
