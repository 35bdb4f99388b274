//! A string whose bytes remember where in the file they stood.

use crate::archive::Origin;

/// Words put together from pieces of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Traced {
    /// The words.
    pub(super) text: String,
    /// (byte of `text`, byte of the file), ascending.
    pieces: Vec<(u32, u32)>,
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).expect("files are limited to less than 4 GiB")
}

impl Traced {
    /// Appends words that stand at byte `file` of the file.
    pub(super) fn push(&mut self, words: &str, file: usize) {
        if words.is_empty() {
            return;
        }
        let at = offset(self.text.len());
        let file = offset(file);
        let runs_on = self
            .pieces
            .last()
            .is_some_and(|&(text, origin)| origin + (at - text) == file);
        if !runs_on {
            self.pieces.push((at, file));
        }
        self.text.push_str(words);
    }

    /// Appends words that stand for a shorter sign of the file, at byte `file` and `length` (not 0) bytes long: those that are more stand at
    /// its last byte, so that what ends with them ends with it.
    pub(super) fn push_for(&mut self, words: &str, file: usize, length: usize) {
        let at = offset(self.text.len());
        self.push(words, file);
        let last = offset(file + length - 1);
        let more = (length..words.len()).map(|i| (at + offset(i), last));
        self.pieces.extend(more);
    }

    /// The byte of the file at which byte `at` of the text stands.
    pub(super) fn file(&self, at: usize) -> usize {
        let i = self
            .pieces
            .partition_point(|&(text, _)| text as usize <= at);
        i.checked_sub(1).map_or(0, |i| {
            let (text, file) = self.pieces[i];
            file as usize + (at - text as usize)
        })
    }

    /// Appends bytes `range` of another traced string.
    pub(super) fn push_slice(&mut self, other: &Traced, range: std::ops::Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let i = other
                .pieces
                .partition_point(|&(text, _)| text as usize <= at);
            let next = other
                .pieces
                .get(i)
                .map_or(range.end, |&(text, _)| (text as usize).min(range.end));
            self.push(&other.text[at..next], other.file(at));
            at = next;
        }
    }

    /// The part of it, traced.
    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> Traced {
        let mut part = Traced::default();
        part.push_slice(self, range);
        part
    }

    /// Without white space at its ends; also how many bytes went at the start.
    pub(super) fn trimmed(&self) -> (Traced, usize) {
        let cut = self.text.len() - self.text.trim_start().len();
        (self.slice(cut..cut + self.text.trim().len()), cut)
    }

    /// An origin whose places are bytes of this text, `length` bytes long, as one whose places are bytes of the file.
    pub(super) fn through(&self, origin: &Origin, length: usize) -> Origin {
        let mut pieces: Vec<(u32, u32)> = Vec::with_capacity(origin.pieces.len());
        for (i, &(text, here)) in origin.pieces.iter().enumerate() {
            let end = origin.pieces.get(i + 1).map_or(offset(length), |p| p.0);
            let until = here + (end - text);
            pieces.push((text, offset(self.file(here as usize))));
            let next = self.pieces.partition_point(|&(at, _)| at <= here);
            let inside = self.pieces[next..]
                .iter()
                .take_while(|&&(at, _)| at < until);
            pieces.extend(inside.map(|&(at, file)| (text + (at - here), file)));
        }
        Origin { pieces }
    }

    /// The map alone.
    pub(super) fn into_parts(self) -> (String, Origin) {
        (
            self.text,
            Origin {
                pieces: self.pieces,
            },
        )
    }
}
