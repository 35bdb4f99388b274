//! The recording that a file is of.

use serde_json::{Map, Value};

use crate::{
    archive::{Header, Media},
    import::{Account, Place, Report},
};

/// Names the recording in a header. An address of the web is kept; of a file on somebody's disk its name alone, which is told.
pub(in crate::import) fn name(
    header: &mut Header,
    address: &str,
    duration: Option<f64>,
    account: &mut Account,
) {
    let duration = duration.filter(|d| *d > 0.0 && d.is_finite());
    let address = address.trim();
    if address.starts_with("http://") || address.starts_with("https://") {
        header.media = Some(Media {
            url: address.to_owned(),
            rights: None,
            duration,
        });
        return;
    }
    let file = address.rsplit(['/', '\\']).next().unwrap_or_default();
    if !file.is_empty() {
        keep(header, "recording", "file", file.into());
        let what = format!(
            "the recording is the file `{file}` of a disk: put it into content/assets/, or on the web, and name it as `media`"
        );
        account.remark(Report::new("media", Place::default(), what, ""));
    }
    if let Some(duration) = duration {
        keep(header, "recording", "duration", duration.into());
    }
}

/// Keeps a value under `extra`, in a map of this name.
pub(in crate::import) fn keep(header: &mut Header, map: &str, key: &str, value: Value) {
    let extra = &mut header.common.extra;
    if !extra.is_object() {
        *extra = Value::Object(Map::new());
    }
    extra[map][key] = value;
}
