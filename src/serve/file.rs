//! A file on disk is streamed, whole or in part: players of audio and video ask for ranges.
//!
//! `tower_http`'s `ServeFile` does it otherwise: it gives out validators, which a preview must not, refuses several ranges where the standard
//! lets them be passed over, and opens what may be a pipe.

use std::{
    io::{self, SeekFrom},
    ops::Range,
    path::Path,
};

use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
    sync::mpsc,
};
use tokio_stream::wrappers::ReceiverStream;

/// How much of a file is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// What a `Range` header asks of a file.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// All of it: no range, or one of a form that may be passed over.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Bytes that the file does not have.
    Beyond,
}

/// Sends a file with the given content type; `range` is the request's `Range` header. Only the head if `is_head`.
pub(crate) async fn send(path: &Path, kind: &str, range: Option<&str>, is_head: bool) -> Response {
    let (file, len) = match open(path).await {
        Ok(opened) => opened,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return (StatusCode::NOT_FOUND, "this file is gone").into_response();
        }
        Err(error) => {
            let sentence = format!("cannot read {}: {error}", path.display());
            return (StatusCode::INTERNAL_SERVER_ERROR, sentence).into_response();
        }
    };
    let (status, bytes) = match range.map_or(Part::Whole, |range| part(range, len)) {
        Part::Whole => (StatusCode::OK, 0..len),
        Part::Bytes(bytes) => (StatusCode::PARTIAL_CONTENT, bytes),
        Part::Beyond => {
            let size = [(header::CONTENT_RANGE, format!("bytes */{len}"))];
            return (StatusCode::RANGE_NOT_SATISFIABLE, size).into_response();
        }
    };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (
            header::CONTENT_LENGTH,
            (bytes.end - bytes.start).to_string(),
        ),
    ];
    let content_range = (status == StatusCode::PARTIAL_CONTENT).then(|| {
        let place = format!("bytes {}-{}/{len}", bytes.start, bytes.end - 1);
        [(header::CONTENT_RANGE, place)]
    });
    let body = match is_head {
        true => Body::empty(),
        false => stream(file, bytes),
    };
    match content_range {
        Some(content_range) => (status, headers, content_range, body).into_response(),
        None => (status, headers, body).into_response(),
    }
}

/// Opens a file and tells its length in bytes. A folder counts as not found.
async fn open(path: &Path) -> io::Result<(File, u64)> {
    // Looked at before it is opened: opening a pipe would wait for its other end.
    if !tokio::fs::metadata(path).await?.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let file = File::open(path).await?;
    let len = file.metadata().await?.len();
    Ok((file, len))
}

fn stream(file: File, bytes: Range<u64>) -> Body {
    // Two chunks ahead of the reader, no more.
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        if let Err(error) = pump(file, bytes, &sender).await {
            // Breaks the connection off, which tells the reader that the file is not whole. If nobody reads any more,
            // nobody needs to know.
            drop(sender.send(Err(error)).await);
        }
    });
    Body::from_stream(ReceiverStream::new(receiver))
}

/// Reads the bytes chunk by chunk; ends early if nobody reads them.
async fn pump(
    mut file: File,
    bytes: Range<u64>,
    sender: &mpsc::Sender<io::Result<Bytes>>,
) -> io::Result<()> {
    if bytes.start > 0 {
        file.seek(SeekFrom::Start(bytes.start)).await?;
    }
    let mut left = bytes.end - bytes.start;
    let mut file = file.take(left);
    while left > 0 {
        let mut chunk = Vec::with_capacity(CHUNK);
        let read = file.read_buf(&mut chunk).await?;
        if read == 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the file was cut off while it was sent",
            ));
        }
        left = left.saturating_sub(read as u64);
        if sender.send(Ok(chunk.into())).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads a `Range` header for a file of `len` bytes. Several ranges, other units and nonsense are passed over, as the
/// standard allows.
fn part(header: &str, len: u64) -> Part {
    let Some((unit, range)) = header.trim().split_once('=') else {
        return Part::Whole;
    };
    let Some((first, last)) = range.trim().split_once('-') else {
        return Part::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    match (number(first), number(last)) {
        (Some(Some(first)), Some(last)) => {
            if last.is_some_and(|last| last < first) {
                return Part::Whole;
            }
            if first >= len {
                return Part::Beyond;
            }
            Part::Bytes(first..last.map_or(len, |last| len.min(last.saturating_add(1))))
        }
        // The last so many bytes.
        (Some(None), Some(Some(count))) if count == 0 || len == 0 => Part::Beyond,
        (Some(None), Some(Some(count))) => Part::Bytes(len.saturating_sub(count)..len),
        (Some(None), Some(None)) | (None, _) | (_, None) => Part::Whole,
    }
}

/// A number, or `Some(None)` if there is none; `None` for what is neither.
fn number(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    // `parse` would take a plus sign.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Some(text.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn range_names_a_part_of_the_file() {
        assert_eq!(part("bytes=0-9", 100), Part::Bytes(0..10));
        assert_eq!(part("bytes=90-", 100), Part::Bytes(90..100));
        assert_eq!(part("bytes=90-200", 100), Part::Bytes(90..100));
        assert_eq!(part("bytes=-5", 100), Part::Bytes(95..100));
        assert_eq!(part("bytes=-500", 100), Part::Bytes(0..100));
        assert_eq!(part("Bytes= 3 - 3 ", 100), Part::Bytes(3..4));
        assert_eq!(
            part("bytes=0-99999999999999999999999", 100),
            Part::Bytes(0..100)
        );
    }

    #[test]
    fn range_that_the_file_does_not_have_is_refused() {
        assert_eq!(part("bytes=100-", 100), Part::Beyond);
        assert_eq!(part("bytes=-0", 100), Part::Beyond);
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
        assert_eq!(part("bytes=-1", 0), Part::Beyond);
    }

    #[test]
    fn range_of_another_form_is_passed_over() {
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=5-3",
            "bytes=0-1,4-5",
            "lines=0-1",
            "bytes=+1-2",
            "bytes=a-b",
            "bytes=1",
        ] {
            assert_eq!(part(header, 100), Part::Whole, "{header}");
        }
    }
}
