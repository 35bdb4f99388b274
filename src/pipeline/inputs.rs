//! What a site is made from: its settings and the files that it has now.

use std::path::PathBuf;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{Options, Session};
use crate::{
    archive::{
        Absent,
        config::{Config, normal_base_url},
    },
    load::{self, ContentFile, Role},
    render::Theme,
    source::{
        SourceId, Sources,
        diag::Diagnostics,
        files::{Refusal, real_place},
    },
    store::digest::{Digest, Digester},
};

/// Which links lead to the output folder, or to a folder that holds it and lies in the site: what is built would be built again.
fn links_to_output<'a>(
    linked: impl Iterator<Item = &'a (String, PathBuf)>,
    options: &Options,
) -> Vec<&'a str> {
    let output = real_place(&options.output);
    let holds_site = real_place(&options.root).starts_with(&output);
    linked
        .filter(|(_, real)| output.starts_with(real) || (!holds_site && real.starts_with(&output)))
        .map(|(path, _)| path.as_str())
        .collect()
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
    ///
    /// # Errors
    /// Trouble with the machine, or an address on the command line that is none.
    pub(super) fn survey(
        session: &Session<'_>,
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) -> Result<Self> {
        let options = session.options;
        if load::may_read_config(&options.config_file, sources) {
            session.changes.take(&options.config_file);
        }
        let survey = load::survey(&options.config_file, sources, diags);
        let mut config = survey.config;
        if let Some(url) = &options.base_url {
            config.base_url = Some(normal_base_url(url).with_context(|| {
                format!(
                    "`{url}` is not the full address of a site, such as https://archive.example.org/"
                )
            })?);
        }
        let path = |source: SourceId| sources.path(source).to_owned();
        let mut paths: Vec<(String, bool)> = Vec::with_capacity(survey.files.len() + 32);
        for file in &survey.files {
            paths.push((path(file.source), matches!(file.role, Role::Asset(_))));
            if let Role::Transcript {
                sidecar: Some(sidecar),
            } = file.role
            {
                paths.push((path(sidecar), false));
            }
        }
        let theme = Theme::files(config.theme.as_ref(), sources);
        let linked = survey.linked.iter().chain(&theme.linked);
        for path in links_to_output(linked, options) {
            let source = sources.add(path);
            diags.push(Refusal::Output.told(source));
        }
        let told = !theme.refused.is_empty() || !theme.left_out.is_empty();
        paths.extend(theme.files.into_iter().map(|path| (path, false)));
        if load::may_read_config(&options.config_file, sources) {
            paths.push((options.config_file.clone(), false));
        }
        paths.sort();
        Ok(Self {
            config,
            files: survey.files,
            left_out: survey.left_out,
            absent: survey.absent,
            unsettled: survey.unsettled,
            paths,
            told,
        })
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
    pub(super) fn reading(&self, options: &Options) -> Digest {
        let mut digester = Digester::new();
        digester.number(options.drafts).number(options.lenient);
        for (_, names) in self.config.kinds.iter() {
            digester.value(names);
        }
        digester.finish()
    }

    /// The digest of everything that the output depends on; none if a file is not known to be what it was, or if there is something to say.
    pub(super) fn whole(&self, session: &Session<'_>) -> Option<Digest> {
        let (options, changes) = (session.options, &session.changes);
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
        digester
            .number(options.drafts)
            .number(options.lenient)
            .text(&options.config_file)
            .maybe(options.base_url.as_deref());
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
            } else if path.starts_with("templates/") || path.starts_with("themes/") {
                changes.take(path);
            }
        }
    }
}
