//! What built-in templates give a frame of the site's own.
//!
//! A site's own `base.html` may have fewer blocks than the built-in one, which gets more of them as time goes by. What a built-in page would put into a block that its frame does not
//! have is left out (but for `main`, without which a page would say nothing), so that a theme that was right once is right with all pages that come later.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    layer::{TemplateSource, is_own},
    tags::{parent, tags},
};

/// The block with what a page says. A frame without it would leave every page empty, so that this is told.
const WORDS: &str = "main";

/// A block that a template defines, outside all others or in one that is.
struct Block {
    name: String,
    /// With its tags.
    whole: std::ops::Range<usize>,
    /// The blocks within it.
    inner: Vec<String>,
}

/// Takes out of built-in templates the blocks that none of their parents has, where one of these is the site's own. `prefixes` are those that a name may have, the first first.
pub(super) fn fit(templates: &mut [TemplateSource], prefixes: &[String]) {
    if !templates.iter().any(|template| is_own(&template.name)) {
        return;
    }
    let numbers: BTreeMap<&str, usize> = templates
        .iter()
        .enumerate()
        .map(|(number, template)| (template.name.as_str(), number))
        .collect();
    let called = |name: &str| {
        let below = || {
            let mut names = prefixes.iter().map(|prefix| format!("{prefix}{name}"));
            names.find_map(|name| numbers.get(name.as_str()).copied())
        };
        numbers.get(name).copied().or_else(below)
    };
    let parents: Vec<Option<usize>> = templates
        .iter()
        .map(|template| called(parent(&template.text)?))
        .collect();
    let blocks: Vec<Vec<Block>> = templates.iter().map(|t| blocks(&t.text)).collect();
    let mut gone: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    for built_in in (0..templates.len()).filter(|&t| !is_own(&templates[t].name)) {
        let line = line(built_in, &parents);
        if !line.iter().any(|&t| is_own(&templates[t].name)) {
            continue;
        }
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for (above, &at) in line.iter().rev().enumerate() {
            for block in &blocks[at] {
                // What the site's own templates do wrong is told.
                let fits = above == 0 || is_own(&templates[at].name);
                if fits || known.contains(block.name.as_str()) {
                    known.insert(&block.name);
                    known.extend(block.inner.iter().map(String::as_str));
                } else if at == built_in && block.name != WORDS {
                    gone.push((at, block.whole.clone()));
                }
            }
        }
    }
    for (at, range) in gone {
        let template = &mut templates[at];
        // As long as it was, and with its lines, that mistakes are told where they are.
        let blank = template.text[range.clone()].bytes();
        let blank: String = blank.map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        template.text.replace_range(range, &blank);
    }
}

/// A template and its parents, up to the frame or to one that was there before.
fn line(template: usize, parents: &[Option<usize>]) -> Vec<usize> {
    let mut line = vec![template];
    let mut seen = BTreeSet::from([template]);
    while let Some(above) = parents[line[line.len() - 1]]
        && seen.insert(above)
    {
        line.push(above);
    }
    line
}

/// The blocks of a template that stand in no other.
fn blocks(text: &str) -> Vec<Block> {
    let (mut blocks, mut depth): (Vec<Block>, usize) = (Vec::new(), 0);
    for tag in tags(text) {
        match tag.word {
            "block" => {
                let written =
                    text[tag.inside].trim_matches(|c: char| c == '-' || c.is_whitespace());
                let name = written.strip_prefix("block").unwrap_or_default();
                let name = name.trim_start().to_owned();
                match blocks.last_mut().filter(|_| depth > 0) {
                    Some(outer) => outer.inner.push(name),
                    None => blocks.push(Block {
                        name,
                        whole: tag.whole,
                        inner: Vec::new(),
                    }),
                }
                depth += 1;
            }
            "endblock" => {
                depth = depth.saturating_sub(1);
                if let Some(outer) = blocks.last_mut().filter(|_| depth == 0) {
                    outer.whole.end = tag.whole.end;
                }
            }
            _ => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn fitted(all: &[(&str, &str)]) -> Vec<String> {
        let prefixes = ["templates/", "default/"].map(str::to_owned);
        let template = |(name, text): &(&str, &str)| TemplateSource {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            source: SourceId(0),
        };
        let mut templates: Vec<_> = all.iter().map(template).collect();
        fit(&mut templates, &prefixes);
        templates.into_iter().map(|t| t.text).collect()
    }

    const FRAME: &str = "{% block main %}{% endblock %}";
    const YEAR: &str = "{% extends \"base.html\" %}\n{% block head %}é\n{% block x %}{% endblock %}{% endblock head %}{% block main %}{% block body %}b{% endblock %}{% endblock %}";
    const ENTRY: &str =
        "{% extends 'year.html' %}{% block body %}c{% endblock %}{% block head %}h{% endblock %}";

    #[test]
    fn what_a_frame_has_no_block_for_is_left_out() {
        let texts = fitted(&[
            ("templates/base.html", FRAME),
            ("default/year.html", YEAR),
            ("default/entry.html", ENTRY),
        ]);
        assert_eq!(texts[0], FRAME);
        assert_eq!(texts[1].len(), YEAR.len());
        assert_eq!(texts[1].lines().count(), YEAR.lines().count());
        assert!(!texts[1].contains("head") && texts[1].ends_with("{% endblock %}{% endblock %}"));
        assert!(texts[2].contains("block body") && !texts[2].contains("head"));
    }

    #[test]
    fn a_frame_that_has_all_or_is_built_in_gets_all() {
        let frame = format!("{FRAME}{{%- block head -%}}{{% endblock head %}}");
        for all in [
            [
                ("templates/base.html", frame.as_str()),
                ("default/year.html", YEAR),
                ("default/base.html", FRAME),
            ],
            [
                (
                    "templates/base.html",
                    "{% extends \"default/base.html\" %}{% block head_extra %}{% endblock %}",
                ),
                ("default/year.html", YEAR),
                ("default/base.html", frame.as_str()),
            ],
            [
                ("templates/own.html", FRAME),
                ("default/year.html", YEAR),
                ("default/base.html", FRAME),
            ],
        ] {
            assert_eq!(fitted(&all)[1], YEAR);
        }
    }

    #[test]
    fn parents_in_a_circle_end() {
        let circle = "{% extends \"base.html\" %}{% block a %}{% endblock %}";
        let texts = fitted(&[("templates/base.html", circle), ("default/year.html", YEAR)]);
        assert!(!texts[1].contains("head"));
    }
}
