//! Waiting for the end of a burst: one save makes many events, and a checkout makes thousands. Knows no file system.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

/// When a burst is over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    /// After so long without anything that matters.
    pub(crate) quiet: Duration,
    /// At the latest so long after its first event.
    pub(crate) limit: Duration,
}

/// What a message is to a burst.
#[derive(Debug)]
pub(crate) enum Heed<T> {
    /// Part of it; begins one, and keeps one going.
    Take(T),
    /// Noise: neither begins a burst nor keeps one going.
    Skip,
    /// The last message of all.
    Close,
}

/// Waits for the next burst and gives what it was made of, in order and never empty; `None` once the channel is closed
/// and nothing is left. `heed` judges each message once.
///
/// A burst that is cut off by [`Heed::Close`] is dropped: nobody waits for it.
pub(crate) fn gather<M, T>(
    messages: &Receiver<M>,
    timing: Timing,
    mut heed: impl FnMut(M) -> Heed<T>,
) -> Option<Vec<T>> {
    let first = loop {
        match heed(messages.recv().ok()?) {
            Heed::Take(first) => break first,
            Heed::Skip => {}
            Heed::Close => return None,
        }
    };
    let mut burst = vec![first];
    let end = Instant::now() + timing.limit;
    let mut quiet_from = Instant::now();
    loop {
        let until = end.min(quiet_from + timing.quiet);
        let left = until.saturating_duration_since(Instant::now());
        // Noise without pause would keep the channel busy for ever, so the clock decides, not the channel.
        if left.is_zero() {
            return Some(burst);
        }
        match messages.recv_timeout(left) {
            Ok(message) => match heed(message) {
                Heed::Take(next) => {
                    burst.push(next);
                    quiet_from = Instant::now();
                }
                Heed::Skip => {}
                Heed::Close => return None,
            },
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(burst),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{sync::mpsc, thread};

    const NEVER: Duration = Duration::from_secs(3600);

    fn timing(quiet: Duration, limit: Duration) -> Timing {
        Timing { quiet, limit }
    }

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// Odd numbers matter, even ones are noise, zero closes.
    fn odd(number: u32) -> Heed<u32> {
        match number {
            0 => Heed::Close,
            number if number % 2 == 1 => Heed::Take(number),
            _ => Heed::Skip,
        }
    }

    #[test]
    fn burst_is_all_that_comes_without_a_pause() {
        let (sender, messages) = mpsc::channel();
        for number in [1, 3, 2, 5] {
            sender.send(number).unwrap();
        }
        assert_eq!(
            gather(&messages, timing(millis(20), NEVER), odd),
            Some(vec![1, 3, 5])
        );
        sender.send(7).unwrap();
        assert_eq!(
            gather(&messages, timing(millis(20), NEVER), odd),
            Some(vec![7])
        );
    }

    #[test]
    fn burst_that_does_not_pause_ends_at_its_limit() {
        let (sender, messages) = mpsc::channel();
        let flood = thread::spawn(move || {
            while sender.send(1).is_ok() {
                thread::yield_now()
            }
        });
        let began = Instant::now();
        assert!(
            gather(&messages, timing(NEVER, millis(50)), odd)
                .is_some_and(|burst| !burst.is_empty())
        );
        assert!(began.elapsed() >= millis(50));
        drop(messages);
        flood.join().unwrap();
    }

    #[test]
    fn noise_neither_begins_a_burst_nor_keeps_it_going() {
        let (sender, messages) = mpsc::channel();
        sender.send(2).unwrap();
        sender.send(1).unwrap();
        let noise = thread::spawn(move || {
            while sender.send(2).is_ok() {
                thread::yield_now()
            }
        });
        let began = Instant::now();
        assert_eq!(
            gather(&messages, timing(millis(20), NEVER), odd),
            Some(vec![1])
        );
        assert!(began.elapsed() >= millis(20));
        drop(messages);
        noise.join().unwrap();
    }

    #[test]
    fn closing_ends_the_waiting() {
        let (sender, messages) = mpsc::channel();
        for number in [2, 1, 0] {
            sender.send(number).unwrap();
        }
        assert_eq!(gather(&messages, timing(NEVER, NEVER), odd), None);
    }

    #[test]
    fn burst_before_the_senders_went_is_still_given() {
        let (sender, messages) = mpsc::channel();
        sender.send(1).unwrap();
        drop(sender);
        assert_eq!(gather(&messages, timing(NEVER, NEVER), odd), Some(vec![1]));
        assert_eq!(gather(&messages, timing(NEVER, NEVER), odd), None);
    }
}
