//! The preview itself: a [`Live`] site behind the server, and the loop that follows the editor's changes.

use std::{
    borrow::Cow,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use super::{
    events::{Changes, Stop},
    http,
    site::{Answer, Site},
    watch::{self, Burst},
};
use crate::{
    pipeline::{CACHE, Live, Options, Remarks, Shown, Update},
    source::files::{FOLDERS, Litter, slashed},
};

/// What the preview is asked to do.
pub struct Settings {
    /// The site.
    pub options: Options,
    /// The address to listen on.
    pub interface: IpAddr,
    /// The port that is wanted.
    pub port: u16,
}

/// What the preview has to say, as it happens.
#[derive(Debug)]
pub enum News<'a> {
    /// The site can be looked at.
    Ready {
        /// Where.
        url: &'a str,
        /// The port that was wanted and is taken.
        instead_of: Option<u16>,
        /// How long that took.
        took: Duration,
        /// The first error, if there are any: then nothing can be shown yet.
        first: Option<&'a str>,
        /// How many errors there are.
        errors: usize,
    },
    /// Files changed.
    Changed {
        /// Which, relative to the site's folder; none if anything may have. What editors' programs write for themselves is not named.
        paths: &'a [String],
        /// What that meant.
        update: &'a Update,
        /// The first error, if there are any.
        first: Option<&'a str>,
        /// From the end of the burst until the pages could be asked for.
        took: Duration,
    },
    /// A page was asked for that cannot be made: the mistake of its template, with its place.
    Failed(&'a str),
    /// Something that the author should know.
    Trouble(&'a str),
}

/// How what is wrong is written for the overlay: as HTML.
pub type Report = dyn Fn(Remarks<'_>) -> String + Send + Sync;

/// How the first error is written in one line; none if there is none.
pub type First = fn(Remarks<'_>) -> Option<String>;

/// Who hears what happens, from any thread.
type Tell = Mutex<Box<dyn Fn(News<'_>) + Send>>;

fn tell(to: &Tell, news: News<'_>) {
    (to.lock().unwrap_or_else(PoisonError::into_inner))(news);
}

struct Preview {
    live: Arc<Live>,
    report: Arc<Report>,
    first: First,
    tell: Arc<Tell>,
}

impl Site for Preview {
    fn answer(&self, path: &str) -> Answer {
        match self.live.show(path) {
            Shown::Bytes {
                bytes,
                digest,
                route,
            } => Answer::Bytes {
                bytes,
                digest,
                kind: kind(route.as_str()),
            },
            Shown::File(path, route) => Answer::File {
                path,
                kind: kind(route.as_str()),
            },
            Shown::Moved(path) => Answer::Moved(path),
            Shown::Missing(bytes) => Answer::Missing { bytes },
            Shown::Failed(bytes, is_new) => {
                if is_new && let Some(Some(first)) = self.live.failure(self.first) {
                    tell(&self.tell, News::Failed(&first));
                }
                Answer::Missing { bytes }
            }
        }
    }

    fn overlay(&self) -> Option<String> {
        let report = |remarks: Remarks<'_>| (self.report)(remarks);
        let errors = self.live.remarks(|remarks| {
            let wrong = remarks.diagnostics.has_errors();
            wrong.then(|| report(remarks))
        });
        errors.or_else(|| self.live.failure(report))
    }
}

/// Shows a site until somebody stops it. `hear` hears what happens.
///
/// # Errors
/// When it cannot begin: no free port, no folder to watch, trouble with the machine.
pub fn run(
    settings: &Settings,
    report: Arc<Report>,
    first: First,
    hear: impl Fn(News<'_>) + Send + 'static,
) -> Result<()> {
    let to: Arc<Tell> = Arc::new(Mutex::new(Box::new(hear)));
    let start = Instant::now();
    let options = &settings.options;
    // Watched before it is read: what changes in between is seen.
    let mut inputs = FOLDERS.map(PathBuf::from).to_vec();
    inputs.push(PathBuf::from(&options.config_file));
    let output = options.output.clone();
    let root = options
        .root
        .canonicalize()
        .context("cannot find the site's folder")?;
    let inside = output
        .canonicalize()
        .ok()
        .and_then(|o| o.strip_prefix(&root).ok().map(Path::to_owned));
    let watcher = watch::watch(&options.root, &inputs, move |path| {
        path.starts_with(Path::new(CACHE).parent().unwrap_or(Path::new(CACHE)))
            || inside
                .as_deref()
                .is_some_and(|inside| !inside.as_os_str().is_empty() && path.starts_with(inside))
            || path
                .file_name()
                .is_some_and(|name| Litter::of(&name.to_string_lossy()) == Some(Litter::Editor))
    })?;
    let live = Arc::new(Live::open(options.clone())?);
    let bound = http::bind(&http::Listen {
        interface: settings.interface,
        port: settings.port,
        base_path: live.base_path(),
    })?;
    refresh_schemas(&live, |news| tell(&to, news));
    let errors = live.remarks(|remarks| remarks.diagnostics.errors());
    let (url, wrong) = (bound.url(), live.remarks(first));
    let ready = News::Ready {
        url: &url,
        instead_of: bound.moved_from(),
        took: start.elapsed(),
        first: wrong.as_deref(),
        errors,
    };
    tell(&to, ready);
    let preview = Arc::new(Preview {
        live: live.clone(),
        report,
        first,
        tell: to,
    });
    let (changes, stop) = (Changes::new(), Stop::new());
    let closer = watcher.closer();
    let following = {
        let (preview, changes) = (preview.clone(), changes.clone());
        thread::spawn(move || follow(watcher, &preview, &changes))
    };
    let served = bound.run(preview, changes, stop);
    closer.close();
    // A panic there was printed already; the preview ends in any case.
    let _ = following.join();
    served
}

/// Follows the changes of files until the watcher is closed.
fn follow(mut watcher: watch::Watcher, preview: &Preview, changes: &Changes) {
    let first = preview.first;
    let tell = |news: News<'_>| tell(&preview.tell, news);
    let mut last = preview
        .live
        .remarks(|remarks| (remarks.diagnostics.errors(), first(remarks)));
    while let Some(burst) = watcher.next() {
        let start = Instant::now();
        let paths = match burst {
            Burst::Paths(paths) => slashes(&paths),
            Burst::Unsure => Vec::new(),
        };
        if let Some(trouble) = watcher.trouble() {
            tell(News::Trouble(&trouble));
        }
        // What goes away is known before, what comes is known after.
        let mut named = preview.live.worth_naming(&paths);
        let update = if paths.is_empty() {
            preview.live.reload()
        } else {
            preview.live.update(&paths)
        };
        named.append(&mut preview.live.worth_naming(&paths));
        match update {
            Ok(update) => {
                changes.announce();
                // What is changed in place has the ids that it had.
                if !update.in_place {
                    refresh_schemas(&preview.live, tell);
                }
                let took = start.elapsed();
                let wrong = (update.errors, preview.live.remarks(first));
                let only_temporary = named.is_empty() && !paths.is_empty();
                let is_news = wrong != last || !update.touched.is_empty();
                last = wrong;
                if only_temporary && !is_news {
                    continue;
                }
                let named: Vec<String> = named.into_iter().collect();
                tell(News::Changed {
                    paths: &named,
                    update: &update,
                    first: last.1.as_deref(),
                    took,
                });
            }
            // A folder that is gone for a moment, say: the last good site stays.
            Err(error) => tell(News::Trouble(&format!("{error:#}"))),
        }
    }
}

/// Brings the archive's schemas up to date, which is no reason to stop if it cannot be done.
fn refresh_schemas(live: &Live, tell: impl Fn(News<'_>)) {
    if let Err(error) = live.refresh_schemas() {
        tell(News::Trouble(&format!("{error:#}")));
    }
}

fn slashes(paths: &[PathBuf]) -> Vec<String> {
    let all = paths.iter();
    all.map(|path| slashed(path).unwrap_or_else(|| path.to_string_lossy().into_owned()))
        .collect()
}

/// The media type of a file, by its ending.
fn kind(route: &str) -> Cow<'static, str> {
    let ending = route.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = match ending.to_ascii_lowercase().as_str() {
        // A browser shows plain text, and would offer Markdown for keeping.
        "md" => "text/plain",
        // The names that are registered, where the table has others.
        "m4a" => "audio/mp4",
        "m4v" => "video/mp4",
        "mjs" => "text/javascript",
        "otf" => "font/otf",
        other => mime_guess::from_ext(other)
            .first_raw()
            .unwrap_or("application/octet-stream"),
    };
    match kind.starts_with("text/") {
        true => Cow::Owned(format!("{kind}; charset=utf-8")),
        false => Cow::Borrowed(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_what_a_file_is() {
        for (route, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("a/theme.css", "text/css; charset=utf-8"),
            ("a/search.JS", "text/javascript; charset=utf-8"),
            ("assets/notes.md", "text/plain; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("subtitles.vtt", "text/vtt; charset=utf-8"),
            ("index.json", "application/json"),
            ("a.svg", "image/svg+xml"),
            ("a.avif", "image/avif"),
            ("a.mp3", "audio/mpeg"),
            ("a.opus", "audio/ogg"),
            ("a.m4a", "audio/mp4"),
            ("a.flac", "audio/flac"),
            ("a.mp4", "video/mp4"),
            ("a.m4v", "video/mp4"),
            ("a.webm", "video/webm"),
            ("a.woff2", "font/woff2"),
            ("a.otf", "font/otf"),
            ("a.mjs", "text/javascript; charset=utf-8"),
            ("a.csv", "text/csv; charset=utf-8"),
            ("a.ico", "image/x-icon"),
            ("a.wav", "audio/wav"),
            ("a.webmanifest", "application/manifest+json"),
            ("a.wasm", "application/wasm"),
            ("a.pdf", "application/pdf"),
            ("none", "application/octet-stream"),
        ] {
            assert_eq!(kind(route), expected, "{route}");
        }
    }
}
