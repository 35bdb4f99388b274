//! Which templates take part in a page, and which names they write: so that what no template prints is not made.
//!
//! Tera keeps a template's parents and parts to itself, so the tags are looked through here, and in doubt a name counts as written: every
//! word inside a tag does, in every template that is named by a string, and in every component of a name that stands behind a `<`. Where a field could be reached without writing its name (`x[key]`, `for key, value in x`, `__tera_context`, `keys`), every
//! field counts.

use std::collections::{BTreeMap, BTreeSet};

use super::written::{Parts, Tags};
use crate::view::{Field, NamesRead, Reads};

/// What all templates write, by their registered names.
#[derive(Debug, Default)]
pub(super) struct Closure {
    templates: BTreeMap<String, Parts>,
    prefixes: Vec<String>,
}

impl Closure {
    /// Looks through templates: names as they are registered, and texts.
    pub(super) fn new<'a>(
        templates: impl Iterator<Item = (&'a str, &'a str)>,
        prefixes: &[String],
    ) -> Self {
        Self {
            templates: templates
                .map(|(name, text)| (name.to_owned(), Parts::of(text)))
                .collect(),
            prefixes: prefixes.to_vec(),
        }
    }

    /// Whether any template writes one of these fields.
    pub(super) fn names_anywhere(&self, fields: &[Field]) -> bool {
        let writes =
            |tags: &Tags| tags.open || fields.iter().any(|f| tags.words.contains(f.name()));
        self.templates.values().map(|parts| &parts.all).any(writes)
    }

    /// What the template of this name, and all that may take part in it, write.
    pub(super) fn reads(&self, template: &str) -> Reads {
        let mut open: Vec<&Tags> = self.bodies(template).collect();
        // Texts and components are told apart by where their tags lie.
        let mut seen: BTreeSet<*const Tags> = BTreeSet::new();
        let mut names = NamesRead::default();
        while let Some(tags) = open.pop() {
            if !seen.insert(std::ptr::from_ref(tags)) {
                continue;
            }
            if tags.open {
                return Reads::all();
            }
            let all = tags.words.iter().map(|w| w.as_str().into());
            names.all.extend(all);
            let deeper = tags.deeper.iter().map(|w| w.as_str().into());
            names.deeper.extend(deeper);
            open.extend(tags.strings.iter().flat_map(|name| self.bodies(name)));
            open.extend(tags.components.iter().flat_map(|name| {
                let all = self.templates.values();
                all.filter_map(move |parts| parts.components.get(name))
            }));
        }
        Reads::only(names)
    }

    /// What stands in no component of the templates that a string may name.
    fn bodies<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Tags> {
        self.called(name).map(|(_, parts)| &parts.body)
    }

    /// The names of all templates that may take part in what the template of this name makes.
    pub(super) fn family(&self, template: &str) -> BTreeSet<&str> {
        let mut open = vec![template.to_owned()];
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = open.pop() {
            for (name, parts) in self.called(&name) {
                if seen.insert(name) {
                    open.extend(parts.all.strings.iter().cloned());
                    open.extend(self.definers(&parts.all));
                }
            }
        }
        seen
    }

    /// The templates that define a component of a name that is used.
    fn definers<'a>(&'a self, tags: &'a Tags) -> impl Iterator<Item = String> + 'a {
        tags.components.iter().flat_map(|component| {
            let all = self.templates.iter();
            all.filter(move |(_, parts)| parts.components.contains_key(component))
                .map(|(name, _)| name.clone())
        })
    }

    /// The templates that a string may name: itself, and itself below each prefix.
    fn called<'a>(&'a self, name: &str) -> impl Iterator<Item = (&'a str, &'a Parts)> {
        let names = std::iter::once(name.to_owned())
            .chain(self.prefixes.iter().map(|p| format!("{p}{name}")))
            .collect::<Vec<_>>();
        names
            .into_iter()
            .filter_map(|n| self.templates.get_key_value(n.as_str()))
            .map(|(name, parts)| (name.as_str(), parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{render::BuiltIn, source::Sources, view::field};

    fn reads(templates: &[(&str, &str)], name: &str) -> Reads {
        let prefixes = ["templates/".to_owned(), "default/".to_owned()];
        Closure::new(templates.iter().copied(), &prefixes).reads(name)
    }

    #[test]
    fn words_count_inside_tags_only() {
        let found = reads(
            &[(
                "default/a.html",
                "notes {{ entry.title }} {# html #} {% if x %}together{% endif %}",
            )],
            "a.html",
        );
        for (word, read) in [
            ("title", true),
            ("x", true),
            ("notes", false),
            ("html", false),
            ("together", false),
        ] {
            assert_eq!(found.name(word), read, "{word}");
        }
    }

    #[test]
    fn parents_parts_and_components_count() {
        let found = reads(
            &[
                (
                    "templates/a.html",
                    "{% extends \"default/a.html\" %}{% block b %}{{ <card c={x} /> }}{% endblock %}",
                ),
                ("default/a.html", "{% extends 'base.html' %}{{ own }}"),
                ("default/base.html", "{% include \"part.html\" %}"),
                ("default/part.html", "{{ part }}"),
                (
                    "default/parts.html",
                    "{% component card(c) %}{{ c.date }}{{ <deep /> }}{% endcomponent %}",
                ),
                (
                    "default/deep.html",
                    "{% component deep() %}{{ bottom }}{% endcomponent %}",
                ),
                ("default/other.html", "{{ other }}"),
            ],
            "a.html",
        );
        for (word, read) in [
            ("own", true),
            ("part", true),
            ("date", true),
            ("bottom", true),
            ("other", false),
        ] {
            assert_eq!(found.name(word), read, "{word}");
        }
    }

    #[test]
    fn a_component_counts_where_it_is_called() {
        let templates = [
            (
                "default/parts.html",
                "{% set top = 1 %}{%- component card(c) -%}{{ c.date }}{%- endcomponent card -%}{% component note(n) %}{{ n.id }}{% endcomponent %}{{ loose }}",
            ),
            ("default/a.html", "{{ <card c={x} /> }}"),
        ];
        let found = reads(&templates, "a.html");
        for (word, read) in [
            ("date", true),
            ("c", true),
            ("id", false),
            ("top", false),
            ("loose", false),
        ] {
            assert_eq!(found.name(word), read, "{word}");
        }
        let found = reads(&templates, "parts.html");
        assert!(found.name("loose") && found.name("top") && !found.name("id"));
    }

    #[test]
    fn where_names_need_not_be_written_all_count() {
        for text in [
            "{{ entry[key] }}",
            "{{ __tera_context }}",
            "{% for k, v in entry %}{{ v }}{% endfor %}",
            "{{ entry | keys }}",
            "{{ entry | get(key=k) }}",
        ] {
            assert!(
                reads(&[("default/a.html", text)], "a.html").is_all(),
                "{text}"
            );
        }
        for text in [
            "{{ a[0].title }}",
            "{{ a[loop.index0 - 1] }}",
            "{% set x = [a, b] %}",
            "{{ entry['title'] }}",
            "{{ <keys /> }}{% component keys() %}{% endcomponent keys %}",
            "{{ entry.values }}",
            "{{ entry.voices[:8] }}{{ entry.voices[8:] }}",
        ] {
            assert!(
                !reads(&[("default/a.html", text)], "a.html").is_all(),
                "{text}"
            );
        }
    }

    /// Or pages would be made with all there is.
    #[test]
    fn built_in_pages_write_all_names_that_they_read() {
        for theme in BuiltIn::all() {
            let (mut templates, mut sources) = (Vec::new(), Sources::new("."));
            theme.layer(&mut templates, &mut BTreeMap::new(), &mut sources);
            let texts = templates.iter().map(|t| (t.name.as_str(), t.text.as_str()));
            let closure = Closure::new(texts, &[format!("{}/", theme.name())]);
            for template in &templates {
                assert!(!closure.reads(&template.name).is_all(), "{}", template.name);
            }
        }
    }

    #[test]
    fn what_stands_behind_a_variable_of_the_page_is_not_deeper() {
        let deeper = |text| {
            let found = reads(&[("default/a.html", text)], "a.html");
            assert!(found.name("html"), "{text}");
            found.any_deeper(&[field!(PassageView.html)])
        };
        assert!(!deeper(
            "{% extends 'a.html' %}{{ entry.html | safe }}{{ entry . html }}"
        ));
        assert!(deeper("{{ entry.html }}{{ p.html }}"));
        assert!(deeper("{{ entry.groups.html }}"));
        assert!(deeper("{{ <x e={entry} /> }}{{ entry.html }}"));
    }

    #[test]
    fn a_component_that_is_called_as_a_variable_is_none() {
        let deeper = |text: &str| {
            reads(&[("default/a.html", text)], "a.html").any_deeper(&[field!(PassageView.html)])
        };
        let define = "{% component links(all) %}{{ all }}{% endcomponent links %}";
        assert!(!deeper(&format!("{define}{{{{ entry.html }}}}")));
        assert!(!deeper(
            "{{ <links all={entry.places} /> }}{{ entry.html }}"
        ));
        assert!(deeper("{{ <x all={links} /> }}{{ entry.html }}"));
    }

    #[test]
    fn an_end_inside_a_string_is_none() {
        assert!(reads(&[("default/a.html", "{{ \"}}\" ~ title }}")], "a.html").name("title"));
    }
}
