//! A request becomes a response: whom we answer, what is asked for, and how each [`Answer`] is sent.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use crate::serve::{
    events::{self, Changes, Client, Stop},
    file,
    hosts::Hosts,
    page,
    request::{self, Base, Place},
    site::{Answer, Site},
};

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = include_str!("script.js");

/// All that answering needs.
pub(crate) struct Preview {
    pub(crate) site: Arc<dyn Site>,
    pub(crate) changes: Changes,
    pub(crate) stop: Stop,
    pub(crate) base: Base,
    pub(crate) hosts: Hosts,
}

/// Answers one request, whatever it asks for, with [`GUARDS`].
pub(crate) async fn respond(
    State(preview): State<Arc<Preview>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let mut response = match is_ours(&preview.hosts, &headers) {
        false => refuse(
            StatusCode::FORBIDDEN,
            "this preview answers only to this machine's own names",
        ),
        true => route(&preview, &method, &uri, &headers).await,
    };
    let headers = response.headers_mut();
    for (name, value) in GUARDS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What goes with every answer: a preview is never kept, its bytes are what their type says, and no page of another site shows it in a frame
/// or takes from it. The policy says nothing of scripts, so that those of the page and our own run.
const GUARDS: [(HeaderName, &str); 4] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
];

fn is_ours(hosts: &Hosts, headers: &HeaderMap) -> bool {
    let mut named = headers.get_all(header::HOST).iter();
    // Two names would leave open which of them others have looked at.
    let (Some(host), None) = (named.next(), named.next()) else {
        return false;
    };
    host.to_str().is_ok_and(|host| hosts.admit(host))
}

fn refuse(status: StatusCode, sentence: &'static str) -> Response {
    (status, sentence).into_response()
}

async fn route(
    preview: &Arc<Preview>,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (
            StatusCode::METHOD_NOT_ALLOWED,
            allow,
            "a preview can only be read",
        )
            .into_response();
    }
    let path = match preview.base.locate(uri.path()) {
        Some(Place::Below(path)) => path,
        Some(Place::AtDoor) => return redirect(preview.base.encoded().to_owned()),
        Some(Place::Outside) => {
            let sentence = format!("nothing is here; the site is at {}", preview.base.encoded());
            return (StatusCode::NOT_FOUND, sentence).into_response();
        }
        None => return refuse(StatusCode::BAD_REQUEST, "no site can have this path"),
    };
    let is_head = method == Method::HEAD;
    match path.as_str() {
        page::SCRIPT => in_memory(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT),
        page::EVENTS => open_stream(preview, uri, is_head),
        _ => send(preview, path, uri, headers, is_head).await,
    }
}

fn open_stream(preview: &Preview, uri: &Uri, is_head: bool) -> Response {
    let client = Query::try_from_uri(uri)
        .ok()
        .and_then(|Query(query)| Client::read(query));
    match client {
        None => refuse(
            StatusCode::BAD_REQUEST,
            "an event stream needs the path of a page",
        ),
        // A stream without a body would be left open for nobody.
        Some(_) if is_head => in_memory(StatusCode::OK, "text/event-stream", ""),
        Some(client) => events::stream(
            preview.site.clone(),
            &preview.changes,
            preview.stop.clone(),
            client,
        ),
    }
}

async fn send(
    preview: &Preview,
    path: String,
    uri: &Uri,
    headers: &HeaderMap,
    is_head: bool,
) -> Response {
    let site = preview.site.clone();
    let asked = path.clone();
    let Ok(answer) = tokio::task::spawn_blocking(move || site.answer(&asked)).await else {
        return refuse(
            StatusCode::INTERNAL_SERVER_ERROR,
            "making this page failed; the terminal tells more",
        );
    };
    let page = Page {
        path: &path,
        for_reader: accepts_html(headers),
        answer: &answer,
    };
    match &answer {
        Answer::Bytes { bytes, kind, .. } => preview.send_page(StatusCode::OK, kind, bytes, &page),
        Answer::Missing { bytes } => preview.send_page(StatusCode::NOT_FOUND, HTML, bytes, &page),
        Answer::File { path, kind } => {
            // Ranges are defined for GET alone.
            let range = headers.get(header::RANGE).filter(|_| !is_head);
            // We give out no validators, so none can match.
            let range = range.filter(|_| !headers.contains_key(header::IF_RANGE));
            let range = range.and_then(|range| range.to_str().ok());
            file::send(path, kind, range, is_head).await
        }
        Answer::Moved(to) => {
            let query = uri
                .query()
                .map(|query| format!("?{query}"))
                .unwrap_or_default();
            redirect(format!("{}{query}", preview.base.address_of(to)))
        }
    }
}

/// What decides whether and how the script for live reload goes into a page.
struct Page<'a> {
    path: &'a str,
    /// Whether a browser asks in order to show it.
    for_reader: bool,
    answer: &'a Answer,
}

impl Preview {
    /// Sends bytes from memory, untouched unless they are a page that a browser is to show.
    fn send_page(
        &self,
        status: StatusCode,
        kind: &str,
        bytes: &Arc<[u8]>,
        page: &Page<'_>,
    ) -> Response {
        let is_html = kind.to_ascii_lowercase().starts_with("text/html");
        if !is_html || !page.for_reader {
            return in_memory(status, kind, Bytes::from_owner(bytes.clone()));
        }
        let version = page::version(page.answer);
        let scripted = page::with_script(bytes, &self.base, page.path, &version);
        in_memory(status, kind, scripted)
    }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let mut accept = headers.get_all(header::ACCEPT).iter();
    accept.any(|value| value.to_str().is_ok_and(request::accepts_html))
}

fn in_memory(status: StatusCode, kind: &str, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], body.into()).into_response()
}

/// A redirect for now: nothing in a preview lasts.
fn redirect(address: String) -> Response {
    (StatusCode::FOUND, [(header::LOCATION, address)]).into_response()
}
