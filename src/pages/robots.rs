//! robots.txt (RFC 9309): everything may be read.

use super::{
    artifact::{Artifact, Made, Plan},
    context::PageContext,
};
use crate::archive::config::Config;

/// `robots.txt`.
#[derive(Debug)]
pub(super) struct Robots;

impl Artifact for Robots {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "robots"
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let mut robots = "User-agent: *\nAllow: /\n".to_owned();
        if let Some(base) = &context.reader.config().base_url {
            robots.push_str(&format!("\nSitemap: {base}sitemap.xml\n"));
        }
        Made::Bytes(robots.into_bytes())
    }
}
