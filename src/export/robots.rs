//! robots.txt (RFC 9309): everything may be read.

use super::{Catalogue, Exporter, File, Given};
use crate::{reader::Whole, source::diag::Diagnostic};

/// `robots.txt`.
#[derive(Debug)]
pub(super) struct Robots;

impl Exporter for Robots {
    fn name(&self) -> &'static str {
        "robots"
    }

    fn omit(&self) -> Option<&'static str> {
        Some("robots")
    }

    fn lists(&self, whole: Whole<'_>, _catalogue: &Catalogue<'_>) -> Vec<File> {
        match whole.config().omit.robots {
            true => Vec::new(),
            false => vec![File::at("robots.txt")],
        }
    }

    fn make(&self, _file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut robots = "User-agent: *\nAllow: /\n".to_owned();
        for list in &given.catalogue.for_robots {
            if let Some(address) = given.standpoint.canonical(list) {
                robots.push_str(&format!("\nSitemap: {address}\n"));
            }
        }
        Ok(robots.into_bytes())
    }
}
