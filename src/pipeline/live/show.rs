//! What is at an address.

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError},
};

use super::super::{Site, make::Failure};
use super::{Live, State, pages::MadePage};
use crate::{anchor::Lost, pages::markup, source::diag::Diagnostic, text::route::Route};

/// What is at an address.
#[derive(Clone, Debug)]
pub enum Shown {
    /// A page, or a file of the theme.
    Bytes {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// Of its bytes.
        digest: [u8; 32],
        /// Its route.
        route: Route,
    },
    /// A file of the site's assets.
    File(PathBuf, Route),
    /// It is at this other address.
    Moved(String),
    /// Nothing; the page that says so.
    Missing(Arc<[u8]>),
    /// A page whose template has a mistake: one that says so, and whether that is news (see [`Live::failure`]).
    Failed(Arc<[u8]>, bool),
}

fn shown(bytes: &[u8], route: Route) -> Shown {
    Shown::Bytes {
        digest: *blake3::hash(bytes).as_bytes(),
        bytes: bytes.into(),
        route,
    }
}

impl Live {
    /// What is at an address below the site's root (decoded, without a leading `/`).
    pub fn show(&self, address: &str) -> Shown {
        let again = |_: Lost| {
            // What was kept is damaged: nothing of it is believed any more.
            self.reload_afresh()?;
            anyhow::Ok(self.look_up(address)?)
        };
        let shown = self.look_up(address).or_else(again);
        shown.unwrap_or_else(|trouble| Shown::Missing(plain(&format!("{trouble:#}"))))
    }

    fn look_up(&self, address: &str) -> Result<Shown, Lost> {
        let state = self.read();
        let Some(site) = &state.site else {
            let words = "This site cannot be shown yet: it has errors.";
            return Ok(Shown::Missing(plain(words)));
        };
        let path = match address {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        if let Some(&index) = state.by_route.get(&path) {
            return self.page(site, index);
        }
        if let Some(file) = self.file(&state, site, &path) {
            return Ok(file);
        }
        if let Some(bytes) = self.index_file(&state, site, &path)?
            && let Some(route) = Route::new(&path)
        {
            return Ok(shown(&bytes, route));
        }
        let inside = format!("{path}/index.html");
        if state.by_route.contains_key(&inside) {
            return Ok(Shown::Moved(format!("{path}/")));
        }
        let Some(&missing) = state.by_route.get("404.html") else {
            return Ok(Shown::Missing(plain("Nothing is here.")));
        };
        Ok(match self.page(site, missing)? {
            Shown::Bytes { bytes, .. } => Shown::Missing(bytes),
            other => other,
        })
    }

    /// A file of the theme, or an asset.
    fn file(&self, state: &State, site: &Site, path: &str) -> Option<Shown> {
        let route = Route::new(path)?;
        let mut statics = site.theme.statics.iter();
        if let Some(file) = statics.find(|file| file.route == route) {
            return Some(shown(&file.bytes, route));
        }
        let asset = site.plan.copies.iter().find(|copy| copy.route == route)?;
        // It may have become a link since its folder was listed.
        let sources = &state.sources;
        if sources.files().file(sources.path(asset.source)) != Some(Ok(())) {
            return None;
        }
        Some(match sources.on_disk(asset.source) {
            Some(file) => Shown::File(file, route),
            None => shown(&sources.bytes(asset.source).ok()?, route),
        })
    }

    /// Notes the mistake of a template; whether it is another than the last.
    fn fails(&self, failure: Diagnostic) -> bool {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = failed.as_ref() != Some(&failure);
        *failed = Some(failure);
        is_new
    }

    /// A page as it is now: as it was made before, if it is made of the same.
    fn page(&self, site: &Site, index: usize) -> Result<Shown, Lost> {
        let page = &site.plan.pages[index];
        let shown = |made: &MadePage| Shown::Bytes {
            bytes: made.bytes.clone(),
            digest: made.digest,
            route: page.route.clone(),
        };
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(same) = made.same(site, page) {
            return Ok(shown(same));
        }
        drop(made);
        let fresh = match MadePage::make(site, page) {
            Ok(fresh) => fresh,
            Err(Failure::Lost(lost)) => return Err(lost),
            Err(Failure::Export(failure)) => {
                let page = plain(&failure.message);
                return Ok(Shown::Failed(page, self.fails(*failure)));
            }
            Err(Failure::Template(failure)) => {
                let message = format!("The template has a mistake: {}", failure.message);
                let page = plain(&message);
                return Ok(Shown::Failed(page, self.fails(*failure)));
            }
        };
        let finished = shown(&fresh);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.put(page.route.as_str(), fresh);
        Ok(finished)
    }
}

/// A page of words, where the theme has none.
fn plain(words: &str) -> Arc<[u8]> {
    let mut escaped = String::new();
    markup::escape(words, &mut escaped);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>postil</title>\n</head>\n<body>\n<main id=\"main\"><p>{escaped}</p></main>\n</body>\n</html>\n"
    )
    .into_bytes()
    .into()
}
