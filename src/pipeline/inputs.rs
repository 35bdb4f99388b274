//! What a site is made from: its settings and the files that it has now.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Session, session::Reading};
use crate::{
    archive::{Absent, config::Config},
    load::{self, ContentFile, Role},
    render::Theme,
    source::{
        SourceId, Sources,
        diag::Diagnostics,
        digest::{Digest, Digester},
        files::{Refusal, real_place},
    },
};

/// Which links lead to the output folder, or to a folder that holds it and lies in the site: what is built would be built again.
fn links_to_output<'a>(
    linked: impl Iterator<Item = &'a (String, PathBuf)>,
    (root, output): (&Path, &Path),
) -> Vec<&'a str> {
    let output = real_place(output);
    let holds_site = real_place(root).starts_with(&output);
    linked
        .filter(|(_, real)| output.starts_with(real) || (!holds_site && real.starts_with(&output)))
        .map(|(path, _)| path.as_str())
        .collect()
}

/// Whether a file is one of templates or of what goes with them.
fn of_the_look(path: &str) -> bool {
    ["templates/", "static/", "themes/"]
        .iter()
        .any(|folder| path.starts_with(folder))
}

/// Settings, with the switches of the command line in them, and files.
#[derive(Debug)]
pub(super) struct Inputs {
    pub(super) config: Config,
    pub(super) files: Vec<ContentFile>,
    /// The routes that files would have whose names say that nobody means them.
    pub(super) left_out: Vec<String>,
    /// What files would be that may not be read.
    pub(super) absent: Vec<Absent>,
    /// Whether there are settings that could not be read: whatever else seems wrong may be right under them.
    pub(super) unsettled: bool,
    /// Paths of all files, and whether each is an asset, which is copied and not read.
    paths: Vec<(String, bool)>,
    /// Whether there is something to say about the files of templates and the theme, which is said when they are read.
    told: bool,
}

impl Inputs {
    /// Reads the settings and lists the files.
    pub(super) fn survey(
        session: &Session<'_>,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> Self {
        let config_file = session.config_file;
        if load::may_read_config(config_file, sources) {
            session.changes.take(config_file);
        }
        let words = load::word_files(sources);
        for path in &words {
            session.changes.take(path);
        }
        let survey = load::survey(config_file, sources, diags);
        let mut config = survey.config;
        if session.base_url.is_some() {
            config.base_url.clone_from(&session.base_url);
        }
        if session.reading.drafts {
            // Other formats do not mark drafts, as pages do.
            config.exports.clear();
        }
        let path = |source: SourceId| sources.path(source).to_owned();
        let mut paths: Vec<(String, bool)> = Vec::with_capacity(survey.files.len() + 32);
        for file in &survey.files {
            paths.push((path(file.source), matches!(file.role, Role::Asset(_))));
            paths.extend(file.role.beside().map(|beside| (path(beside), false)));
        }
        let theme = Theme::files(config.theme.as_ref(), sources);
        let linked = survey.linked.iter().chain(&theme.linked);
        for path in links_to_output(linked, (session.root, &session.destination.folder)) {
            let source = sources.add(path);
            diags.push(Refusal::Output.told(source));
        }
        let told = !theme.refused.is_empty() || !theme.left_out.is_empty();
        let others = theme.files.into_iter().chain(words);
        paths.extend(others.map(|path| (path, false)));
        if load::may_read_config(config_file, sources) {
            paths.push((config_file.to_owned(), false));
        }
        paths.sort();
        Self {
            config,
            files: survey.files,
            left_out: survey.left_out,
            absent: survey.absent,
            unsettled: survey.unsettled,
            paths,
            told,
        }
    }

    /// Whether a file is one of the inputs.
    pub(super) fn knows(&self, path: &str) -> bool {
        self.paths
            .binary_search_by(|(known, _)| known.as_str().cmp(path))
            .is_ok()
    }

    /// Whether inputs lie below a path.
    pub(super) fn is_folder(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let at = self
            .paths
            .partition_point(|(known, _)| known.as_str() < below.as_str());
        self.paths
            .get(at)
            .is_some_and(|(known, _)| known.starts_with(&below))
    }

    /// What reading a file depends on beside the file.
    pub(super) fn reading(&self, reading: Reading) -> Digest {
        let mut digester = Digester::new();
        reading.digest(&mut digester);
        for (_, names) in self.config.kinds.iter() {
            digester.value(names);
        }
        digester.finish()
    }

    /// The digest of everything that the output depends on; none if a file is not known to be what it was, or if there is something to say.
    pub(super) fn whole(&self, session: &Session<'_>) -> Option<Digest> {
        let changes = &session.changes;
        if self.told {
            return None;
        }
        let digests: Option<Vec<Digest>> = self
            .paths
            .par_iter()
            .with_min_len(256)
            .map(|(path, asset)| {
                if *asset {
                    changes.unchanged_asset(path)
                } else {
                    changes.unchanged(path)
                }
            })
            .collect();
        let mut digester = Digester::new();
        session.reading.digest(&mut digester);
        digester
            .text(session.config_file)
            .maybe(session.base_url.as_deref());
        for exporter in session.exporters {
            digester.text(exporter.name());
        }
        for ((path, _), digest) in self.paths.iter().zip(digests?) {
            digester.text(path).digest(digest);
        }
        Some(digester.finish())
    }

    /// Notes how templates and assets look, before they are read.
    pub(super) fn look_at_the_rest(&self, session: &Session<'_>) {
        let changes = &session.changes;
        for (path, asset) in &self.paths {
            if *asset {
                changes.take_asset(path);
            } else if of_the_look(path) {
                changes.take(path);
            }
        }
    }
}
