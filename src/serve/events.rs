//! Open pages hear of changes: each holds an event stream, on which it is told to reload or what to lay over itself.
//!
//! A stream compares what its page has with what the site would answer now, so that a change elsewhere disturbs
//! nobody, and a page that was away meanwhile is put right when it comes back.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc, time::Duration};

use axum::response::{
    IntoResponse, Response, Sse,
    sse::{Event, KeepAlive},
};
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use crate::serve::{page, request, site::Site};

const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Tells open pages that the site was updated. Clones speak to the same pages.
#[derive(Debug, Clone)]
pub struct Changes(watch::Sender<()>);

impl Changes {
    /// A sender for [`Bound::run`](crate::serve::http::Bound::run).
    pub fn new() -> Changes {
        Changes(watch::Sender::new(()))
    }

    /// Says that the site was updated: every open page is looked at again. Many calls in a row count as one.
    pub fn announce(&self) {
        self.0.send_replace(());
    }
}

impl Default for Changes {
    fn default() -> Changes {
        Changes::new()
    }
}

/// Ends a running server. Clones end the same one; once fired it stays so.
#[derive(Debug, Clone)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// Not fired yet.
    pub fn new() -> Stop {
        Stop(watch::Sender::new(false))
    }

    /// Asks the server to end; may be called from any thread.
    pub fn fire(&self) {
        self.0.send_replace(true);
    }

    /// Whether it was fired, by anyone or by a signal to the process.
    pub fn is_fired(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is fired.
    pub(crate) async fn fired(&self) {
        // Cannot fail: we hold a sender ourselves.
        drop(self.0.subscribe().wait_for(|fired| *fired).await);
    }
}

impl Default for Stop {
    fn default() -> Stop {
        Stop::new()
    }
}

/// A page in a browser that listens.
pub(crate) struct Client {
    path: String,
    /// The version of the page that it shows; none if it did not say.
    version: Option<String>,
    overlay: Overlay,
}

/// What lies over a client's page.
#[derive(PartialEq)]
enum Overlay {
    /// What an earlier stream said.
    Unknown,
    /// Finished HTML, or nothing.
    Known(Option<String>),
}

impl Client {
    /// Reads the query of a stream's address; `None` if its path is one that no page has.
    pub(crate) fn read(mut query: BTreeMap<String, String>) -> Option<Client> {
        let path = query
            .remove("path")
            .filter(|path| request::is_plain(path))?;
        Some(Client {
            path,
            version: query
                .remove("digest")
                .map(|digest| digest.to_ascii_lowercase()),
            overlay: match query.contains_key("overlay") {
                true => Overlay::Unknown,
                false => Overlay::Known(None),
            },
        })
    }

    /// What the client has to be told now that its page has this version and overlay.
    fn update(&mut self, now: State) -> Vec<Event> {
        let mut events = Vec::new();
        let before = self.version.replace(now.version.clone());
        if before.is_some_and(|before| before != now.version) {
            // Browsers drop events without data.
            events.push(Event::default().event("reload").data(now.version));
        }
        let overlay = Overlay::Known(now.overlay.clone());
        if self.overlay != overlay {
            let html = now
                .overlay
                .map_or("null".to_owned(), |html| json_string(&html));
            events.push(Event::default().event("overlay").data(html));
            self.overlay = overlay;
        }
        events
    }
}

/// How a page stands in the site.
struct State {
    version: String,
    overlay: Option<String>,
}

/// Opens the event stream of a page. It ends when the page goes away or `stop` fires.
pub(crate) fn stream(
    site: Arc<dyn Site>,
    changes: &Changes,
    stop: Stop,
    client: Client,
) -> Response {
    let (sender, receiver) = mpsc::channel(8);
    // Subscribed before the first look, so that no change falls between.
    let changes = changes.0.subscribe();
    tokio::spawn(async move {
        tokio::select! {
            () = follow(site, changes, client, &sender) => {}
            () = sender.closed() => {}
            () = stop.fired() => {}
        }
    });
    let keep_alive = KeepAlive::new().interval(KEEP_ALIVE);
    Sse::new(ReceiverStream::new(receiver))
        .keep_alive(keep_alive)
        .into_response()
}

async fn follow(
    site: Arc<dyn Site>,
    mut changes: watch::Receiver<()>,
    mut client: Client,
    sender: &mpsc::Sender<Result<Event, Infallible>>,
) {
    loop {
        let (asked, path) = (site.clone(), client.path.clone());
        let look = move || State {
            version: page::version(&asked.answer(&path)),
            overlay: asked.overlay(),
        };
        // A page that fails to render is left as it is; the next change may mend it.
        if let Ok(now) = tokio::task::spawn_blocking(look).await {
            for event in client.update(now) {
                if sender.send(Ok(event)).await.is_err() {
                    return;
                }
            }
        }
        // All that was announced during the look counts as one change, and is looked at next.
        if changes.changed().await.is_err() {
            return;
        }
    }
}

/// A JSON string; all on one line, as an event's data must be.
fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(query: &[(&str, &str)]) -> Option<Client> {
        Client::read(
            query
                .iter()
                .map(|(key, value)| (key.to_string(), value.to_string()))
                .collect(),
        )
    }

    fn told(client: &mut Client, version: &str, overlay: Option<&str>) -> usize {
        client
            .update(State {
                version: version.to_owned(),
                overlay: overlay.map(str::to_owned),
            })
            .len()
    }

    #[test]
    fn client_is_told_only_what_differs() {
        let mut client = client(&[("path", "a/"), ("digest", "AB")]).unwrap();
        assert_eq!(told(&mut client, "ab", None), 0);
        assert_eq!(told(&mut client, "cd", None), 1);
        assert_eq!(told(&mut client, "cd", Some("x")), 1);
        assert_eq!(told(&mut client, "cd", Some("x")), 0);
        assert_eq!(told(&mut client, "ef", None), 2);
    }

    #[test]
    fn client_that_shows_an_old_overlay_is_told_what_holds() {
        let mut client = client(&[("path", ""), ("digest", "ab"), ("overlay", "shown")]).unwrap();
        assert_eq!(told(&mut client, "ab", None), 1);
        assert_eq!(told(&mut client, "ab", None), 0);
    }

    #[test]
    fn client_without_a_proper_path_is_refused() {
        assert!(client(&[("digest", "ab")]).is_none());
        assert!(client(&[("path", "../x")]).is_none());
    }

    #[test]
    fn json_string_is_one_line() {
        assert_eq!(json_string("a\"b\\c\nd\te\r ü"), r#""a\"b\\c\nd\te\r ü""#);
    }
}
