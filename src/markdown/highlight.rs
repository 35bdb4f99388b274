//! Colours for fenced code: a dozen short classes in place of syntect's scopes.
//!
//! Only code in editorial pages comes here, and only in the languages that such pages use. Without the feature
//! `highlight` code is written as it stands.

use super::escape;

/// Code longer than this is not coloured: YAML is read at a tenth of a megabyte a second.
#[cfg(feature = "highlight")]
const LONGEST: usize = 64 * 1024;

/// Nor is code with a longer line, on which regular expressions may take their time.
#[cfg(feature = "highlight")]
const LONGEST_LINE: usize = 4 * 1024;

/// Writes code as HTML: taking the tags off gives back exactly the code. `mark` stands at the front of each attribute.
#[cfg(feature = "highlight")]
pub(super) fn write(code: &str, language: &str, mark: &str, out: &mut String) {
    let short = code.len() <= LONGEST && code.lines().all(|line| line.len() <= LONGEST_LINE);
    let before = out.len();
    if short && coloured::write(code, language, mark, out).is_some() {
        return;
    }
    out.truncate(before);
    escape::text(code, out);
}

/// Writes code as HTML.
#[cfg(not(feature = "highlight"))]
pub(super) fn write(code: &str, _language: &str, _mark: &str, out: &mut String) {
    escape::text(code, out);
}

#[cfg(feature = "highlight")]
mod coloured {
    use std::sync::OnceLock;

    use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

    use super::escape;

    /// Scopes by their beginnings, and the class that each gets; the first that fits counts. A scope that is not here
    /// leaves the class to the one round it.
    const CLASSES: &[(&str, &str)] = &[
        ("comment", "com"),
        ("punctuation.definition.comment", "com"),
        ("entity.name.tag.yaml", "key"),
        ("meta.structure.dictionary.key", "key"),
        ("support.type.property-name", "attr"),
        ("constant.numeric", "num"),
        ("constant.character", "str"),
        ("constant.language", "kw"),
        ("entity.name.tag", "tag"),
        ("entity.other.attribute-name", "attr"),
        ("string", "str"),
        ("punctuation.definition.string", "str"),
        ("keyword.operator", "punc"),
        ("keyword", "kw"),
        ("storage", "kw"),
        ("markup.heading", "kw"),
        ("markup.raw", "str"),
        ("markup.underline.link", "str"),
        ("punctuation", "punc"),
    ];

    /// Languages as editors name them in a fence, and as syntect does.
    const LANGUAGES: &[(&str, &str)] = &[
        ("bash", "bash"),
        ("css", "css"),
        ("htm", "html"),
        ("html", "html"),
        ("json", "json"),
        ("markdown", "md"),
        ("md", "md"),
        ("py", "py"),
        ("python", "py"),
        ("rs", "rs"),
        ("rust", "rs"),
        ("sh", "bash"),
        ("shell", "bash"),
        ("svg", "xml"),
        ("tei", "xml"),
        ("xml", "xml"),
        ("yaml", "yaml"),
        ("yml", "yaml"),
    ];

    /// What is needed to colour code; loading it takes a millisecond.
    struct Colours {
        syntaxes: SyntaxSet,
        classes: Vec<(Scope, &'static str)>,
    }

    fn colours() -> &'static Colours {
        static COLOURS: OnceLock<Colours> = OnceLock::new();
        COLOURS.get_or_init(|| Colours {
            syntaxes: SyntaxSet::load_defaults_newlines(),
            classes: CLASSES
                .iter()
                .map(|&(scope, class)| (Scope::new(scope).expect("at most eight atoms"), class))
                .collect(),
        })
    }

    impl Colours {
        fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
            let (_, token) = LANGUAGES
                .iter()
                .find(|(name, _)| language.eq_ignore_ascii_case(name))?;
            self.syntaxes.find_syntax_by_token(token)
        }

        /// The class of text in these scopes, the innermost of which decides.
        fn class(&self, scopes: &[Scope]) -> Option<&'static str> {
            let of = |scope: &Scope| {
                let fits = |known: &&(Scope, &str)| known.0.is_prefix_of(*scope);
                self.classes.iter().find(fits).map(|known| known.1)
            };
            let innermost = scopes.iter().rev().find_map(of)?;
            // The words of a key are a string, too, within.
            let is_key = innermost == "str" && scopes.iter().any(|scope| of(scope) == Some("key"));
            Some(if is_key { "key" } else { innermost })
        }
    }

    /// `None` if the language is unknown or its grammar fails; `out` then holds a part.
    pub(super) fn write(code: &str, language: &str, mark: &str, out: &mut String) -> Option<()> {
        let known = LANGUAGES
            .iter()
            .any(|(name, _)| language.eq_ignore_ascii_case(name));
        if !known {
            return None;
        }
        let colours = colours();
        let mut state = ParseState::new(colours.syntax(language)?);
        let mut scopes = ScopeStack::new();
        let mut spans = Spans {
            out,
            mark,
            open: None,
        };
        for line in code.split_inclusive('\n') {
            let operations = state.parse_line(line, &colours.syntaxes).ok()?;
            let mut written = 0;
            for (at, operation) in operations {
                spans.write(&line[written..at], colours.class(scopes.as_slice()));
                written = at;
                scopes.apply(&operation).ok()?;
            }
            spans.write(&line[written..], colours.class(scopes.as_slice()));
        }
        spans.close();
        Some(())
    }

    /// Writes runs of text, neighbours of one class in one element. None runs over a line's end, so that each line is
    /// whole by itself.
    struct Spans<'a> {
        out: &'a mut String,
        mark: &'a str,
        open: Option<&'static str>,
    }

    impl Spans<'_> {
        fn write(&mut self, text: &str, class: Option<&'static str>) {
            if text.is_empty() {
                return;
            }
            if let Some(line) = text.strip_suffix('\n') {
                self.write(line, class);
                self.close();
                self.out.push('\n');
                return;
            }
            // White space has no colour: it stays with what is before it.
            let blank = text.chars().all(char::is_whitespace);
            if self.open != class && !(blank && self.open.is_some()) {
                self.close();
                if let Some(class) = class.filter(|_| !blank) {
                    self.out.push_str("<span class=\"");
                    self.out.push_str(self.mark);
                    self.out.push_str("hl-");
                    self.out.push_str(class);
                    self.out.push_str("\">");
                    self.open = Some(class);
                }
            }
            escape::text(text, self.out);
        }

        fn close(&mut self) {
            if self.open.take().is_some() {
                self.out.push_str("</span>");
            }
        }
    }
}
