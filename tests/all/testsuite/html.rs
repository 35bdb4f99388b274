//! Pages as a browser's parser reads them, and whether their links lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

use super::Site;

pub fn select(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// An attribute of every element that fits.
pub fn attributes(html: &str, css: &str, name: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    page.select(&select(css))
        .map(|e| e.value().attr(name).unwrap_or_default().to_owned())
        .collect()
}

/// The text of every element that fits.
pub fn texts(html: &str, css: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    page.select(&select(css))
        .map(|e| e.text().collect())
        .collect()
}

/// Every address in the output leads to a file and a place in it; ids and routes are unique.
pub fn check_links(site: &Site) {
    let files: BTreeMap<String, String> = site
        .output()
        .into_iter()
        .map(|(path, (bytes, _))| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect();
    let lower: BTreeSet<String> = files.keys().map(|p| p.to_lowercase()).collect();
    assert_eq!(lower.len(), files.len(), "routes that differ in case only");
    let ids: BTreeMap<&String, Vec<String>> = files
        .iter()
        .filter(|(p, _)| p.ends_with(".html"))
        .map(|(p, html)| (p, attributes(html, "[id]", "id")))
        .collect();
    let mut links = 0;
    for (path, html) in files
        .iter()
        .filter(|(p, _)| p.ends_with(".html") && *p != "404.html")
    {
        let unique: BTreeSet<&String> = ids[path].iter().collect();
        assert_eq!(unique.len(), ids[path].len(), "{path} has an id twice");
        let hrefs = attributes(
            html,
            "a[href], link[rel=stylesheet], link[rel=icon]",
            "href",
        )
        .into_iter()
        .chain(attributes(html, "img", "src"));
        // A `data:` address has what it leads to in itself.
        let leads_out =
            |h: &String| h.contains("://") || h.starts_with("mailto:") || h.starts_with("data:");
        for href in hrefs.filter(|h| !leads_out(h)) {
            links += 1;
            let (file, fragment) = href.split_once('#').unwrap_or((&href, ""));
            // What is asked of a page behind `?` is for its scripts.
            let file = file.split('?').next().unwrap_or_default();
            let target = resolve(path, file);
            assert!(files.contains_key(&target), "{path} -> {href}: no {target}");
            if !fragment.is_empty() && target.ends_with(".html") {
                let fragment = percent(fragment);
                assert!(
                    ids.get(&target).is_some_and(|ids| ids.contains(&fragment)),
                    "{path} -> {href}: no such place"
                );
            }
        }
    }
    assert!(links > 20);
}

fn resolve(from: &str, href: &str) -> String {
    if href.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop().expect("it stays inside");
            }
            part => parts.push(percent(part)),
        }
    }
    let path = parts.join("/");
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path
    }
}

fn percent(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first == b'%' {
            let hex = std::str::from_utf8(&tail[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("hexadecimal"));
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}
