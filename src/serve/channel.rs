//! A channel's receiving end as a stream, the one form in which axum takes a body that grows.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use tokio::sync::mpsc::Receiver;

/// Gives what a task sends; ends when the task drops its sender. Dropped with its connection, which the task sees.
pub(crate) struct Channel<T>(pub(crate) Receiver<T>);

impl<T> Stream for Channel<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(context)
    }
}
