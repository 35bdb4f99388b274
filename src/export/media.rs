//! Media types of files, by their endings.

/// The media type of a file; what is not known is bytes.
pub fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "txt" => "text/plain",
        "md" => "text/markdown",
        "html" => "text/html",
        "csv" => "text/csv",
        "ttl" => "text/turtle",
        "vtt" => "text/vtt",
        "json" if path.ends_with(".annotations.json") => "application/ld+json",
        "json" => "application/json",
        "xml" if path.ends_with(".tei.xml") => "application/tei+xml",
        "xml" if path.ends_with("feed.xml") => "application/atom+xml",
        "xml" => "application/xml",
        "zip" => "application/zip",
        "pdf" => "application/pdf",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        _ => sound(path).unwrap_or("application/octet-stream"),
    }
}

/// The media type of a recording of sound alone, if the address says that it is one.
pub(super) fn sound(address: &str) -> Option<&'static str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    Some(match ending.as_str() {
        "mp3" => "audio/mpeg",
        "m4a" | "aac" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "weba" => "audio/webm",
        _ => return None,
    })
}
