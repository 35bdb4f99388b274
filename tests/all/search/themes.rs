//! Which themes have a page of the search, and with it an index.

use std::{fs, path::Path};

use crate::testsuite::Site;

/// A frame as it was before there was a search, or such blocks as `head`.
const FRAME: &str = "<!doctype html><html lang=\"en\"><head><title>{{ page.title }}</title></head><body><a href=\"{{ site.home_href }}\">Home</a>{% block main %}{% endblock main %}</body></html>\n";
const SEARCH: &str = "{% extends \"base.html\" %}{% block main %}<h1>Look for it</h1><script src=\"{{ page.root }}search/engine.js\"></script>{% endblock main %}\n";

fn has_search(site: &Site) -> bool {
    site.build();
    let page = site.has("search.html");
    assert_eq!(site.path("public/search").exists(), page);
    assert_eq!(site.has("search/root.js"), page);
    page
}

#[test]
fn a_frame_of_ones_own_without_a_page_of_the_search_has_no_index() {
    for folder in ["templates", "themes/paper/templates"] {
        let site = Site::small()
            .file("postil.yaml", "title: Mills\ntheme: paper\n")
            .file("themes/paper/theme.yaml", "title: Paper\n")
            .file(&format!("{folder}/base.html"), FRAME);
        assert!(!has_search(&site), "{folder}");
        // Pages that the theme does not have are made in its frame.
        for page in ["timeline.html", "404.html", "topics/index.html"] {
            let page = site.page(page);
            assert!(page.contains(">Home</a>") && !page.contains("static/search"));
        }
        // No page has an address of it.
        site.write(
            &format!("{folder}/home.html"),
            "{% extends \"base.html\" %}{% block main %}{% if site.search_href %}search{% else %}none{% endif %}{% endblock main %}",
        );
        assert!(!has_search(&site));
        assert!(site.page("index.html").contains("none"));
        // One of its own comes and goes.
        site.write(&format!("{folder}/search.html"), SEARCH);
        assert!(has_search(&site), "{folder}");
        assert!(site.page("search.html").contains("Look for it"));
        assert!(site.page("index.html").contains("search"));
        site.remove(&format!("{folder}/search.html"));
        assert!(!has_search(&site), "{folder}");
        assert!(site.page("index.html").contains("none"));
    }
}

#[test]
fn a_frame_that_leads_to_it_has_the_page_that_is_built_in() {
    let leads = FRAME.replace(
        "<body>",
        "<body>{% if site.search_href %}<a href=\"{{ site.search_href }}\">Search</a>{% endif %}",
    );
    for (frame, has) in [
        (leads, true),
        (FRAME.to_owned(), false),
        (
            "{% extends \"default/base.html\" %}{% block head_extra %}<meta name=\"x\">{% endblock head_extra %}".to_owned(),
            true,
        ),
    ] {
        let site = Site::small().file("templates/base.html", &frame);
        assert_eq!(has_search(&site), has, "{frame}");
        let home = site.page("index.html");
        assert_eq!(home.contains("search.html"), has, "{frame}");
        if has {
            assert!(site.page("search.html").contains("static/search.js"));
        }
    }
    // A page of one's own, in whatever frame.
    let own = Site::small().file("templates/search.html", SEARCH);
    assert!(has_search(&own));
    own.write("postil.yaml", "title: Mills\nsearch: false\n");
    assert!(!has_search(&own), "the settings come first");
}

#[test]
fn the_small_templates_of_the_benchmark_make_a_site() {
    let site = Site::small();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/site/templates");
    for file in fs::read_dir(folder).expect("templates") {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("a template");
        site.write(&format!("templates/{name}"), &text);
    }
    assert!(!has_search(&site));
    assert!(site.has("timeline.html") && site.has("404.html"));
}
