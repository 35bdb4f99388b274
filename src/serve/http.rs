//! The preview's HTTP server: binds to a port, serves a [`Site`], and stops promptly.
//!
//! It knows nothing of archives or builds; [`Site`] stands between. How a request becomes a response is in
//! `respond`, how open pages hear of changes in [`crate::serve::events`].

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use axum::extract::State;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{net::TcpStream, task::JoinSet};

use crate::serve::{
    events::{Changes, Stop},
    hosts::Hosts,
    request::Base,
    respond::{self, Preview},
    site::Site,
};

/// How many ports after the wanted one are tried.
const MORE_PORTS: u16 = 10;

/// How long a stopping server waits for answers under way, once for connections and once for renders.
const GRACE: Duration = Duration::from_millis(300);

/// How long a connection may be open without a whole request's head: whoever connects and is silent is cut off.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long the server waits before it accepts again, if the system has no room for a connection.
const BREATH: Duration = Duration::from_millis(200);

/// Where the preview is to be served.
#[derive(Debug, Clone)]
pub struct Listen {
    /// The address to listen on.
    pub interface: IpAddr,
    /// The port wanted; 0 takes any free one.
    pub port: u16,
    /// The path the site is mounted at: `/` or `/sub/path/`.
    pub base_path: String,
}

/// A server that has its port, and answers nobody yet.
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
    wanted: u16,
    base: Base,
}

impl fmt::Debug for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Bound({})", self.url())
    }
}

/// Takes the port, or the next free one of the ten after it.
///
/// # Errors
/// When the base path is no path, when all these ports are taken, or when the system refuses the address.
pub fn bind(at: &Listen) -> anyhow::Result<Bound> {
    let base = Base::new(&at.base_path)?;
    let listener = listen(at.interface, at.port)?;
    listener
        .set_nonblocking(true)
        .context("cannot set up the listening socket")?;
    let address = listener
        .local_addr()
        .context("cannot read the address of the listening socket")?;
    Ok(Bound {
        listener,
        address,
        wanted: at.port,
        base,
    })
}

/// The first port that is free. Only a port in use is a reason to try the next one.
fn listen(interface: IpAddr, wanted: u16) -> anyhow::Result<TcpListener> {
    let last = match wanted {
        0 => 0,
        port => port.saturating_add(MORE_PORTS),
    };
    for port in wanted..=last {
        match TcpListener::bind((interface, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                let address = SocketAddr::new(interface, port);
                return Err(error).with_context(|| format!("cannot listen on {address}"));
            }
        }
    }
    anyhow::bail!("the ports {wanted} to {last} of {interface} are all in use")
}

impl Bound {
    /// The address it listens on, with the port it got.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The site's address for a browser on this machine, base path included.
    pub fn url(&self) -> String {
        let mut address = self.address;
        // "Every interface" is nothing a browser can open; this machine is among them.
        if address.ip().is_unspecified() {
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
                IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
            });
        }
        format!("http://{address}{}", self.base.encoded())
    }

    /// The port that was wanted, if it was taken and the server is at a later one.
    pub fn moved_from(&self) -> Option<u16> {
        (self.wanted != 0 && self.wanted != self.address.port()).then_some(self.wanted)
    }

    /// Serves until Ctrl-C, SIGTERM or `stop`; blocks. A signal fires `stop`, so that others who hold it hear too.
    ///
    /// Afterwards the process no longer dies by these signals by itself: the caller should come to its end.
    ///
    /// # Errors
    /// When the system gives no threads, sockets or signal handlers.
    pub fn run(self, site: Arc<dyn Site>, changes: Changes, stop: Stop) -> anyhow::Result<()> {
        // Rendering goes to the blocking threads; two are plenty for moving bytes.
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(32)
            .thread_name("serve")
            .enable_all()
            .build()
            .context("cannot start the server's threads")?;
        let ended = runtime.block_on(self.serve(site, changes, stop));
        // A render under way may take its time; nobody waits for its result any more.
        runtime.shutdown_timeout(GRACE);
        ended
    }

    async fn serve(self, site: Arc<dyn Site>, changes: Changes, stop: Stop) -> anyhow::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)
            .context("cannot serve on the listening socket")?;
        let preview = Preview {
            site,
            changes,
            stop: stop.clone(),
            base: self.base,
            hosts: Hosts::reached_at(self.address.ip()),
        };
        let signal = end_signal()?;
        let heard = stop.clone();
        tokio::spawn(async move {
            signal.await;
            heard.fire();
        });
        let serving = accept(listener, Arc::new(preview), stop.clone());
        tokio::select! {
            () = serving => Ok(()),
            // A paused video keeps its connection open for as long as it likes.
            () = async { stop.fired().await; tokio::time::sleep(GRACE).await } => Ok(()),
        }
    }
}

/// Takes connections until `stop` fires, and ends when the last of them does.
async fn accept(listener: tokio::net::TcpListener, preview: Arc<Preview>, stop: Stop) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(converse(stream, preview.clone(), stop.clone()));
                }
                // One that went away again is no trouble; too many open files may be fewer soon.
                Err(_) => tokio::time::sleep(BREATH).await,
            },
            Some(_) = connections.join_next() => {}
            () = stop.fired() => break,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// Answers the requests of one connection. One that is silent for too long is closed; a stream or a file under way is not.
async fn converse(stream: TcpStream, preview: Arc<Preview>, stop: Stop) {
    // Events are few bytes, and late ones are felt. Without the option they still arrive.
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request: Request<Incoming>| {
        let preview = preview.clone();
        async move {
            let (head, _) = request.into_parts();
            let answer = respond::respond(State(preview), head.method, head.uri, head.headers);
            Ok::<_, std::convert::Infallible>(answer.await)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    // What goes wrong with a connection is its client's matter.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = stop.fired() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

/// Resolves at the first Ctrl-C or SIGTERM. The handlers are in place when this returns.
fn end_signal() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for Ctrl-C")?;
        let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        // Without a handler Ctrl-C ends the process by itself, which is right as well.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
