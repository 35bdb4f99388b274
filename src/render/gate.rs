//! What has passed from a view to its values, and what may: the digest of it all, and what need not be asked or made twice for a page.

use std::{cell::RefCell, rc::Rc};

use rapidhash::RapidHashMap;

use crate::{
    source::digest::{Digest, Digester},
    view::Reads,
};

/// The digest of what has passed, and what may pass.
pub(super) struct Gate<'r> {
    pub(super) reads: &'r Reads,
    passed: RefCell<Passed>,
    /// Of each struct that was here before, by its name.
    pub(super) shapes: RefCell<RapidHashMap<&'static str, Rc<Shape>>>,
    /// What stands in many places and was here before, by its address: its number, and its value. The view outlives the gate's way through it.
    pub(super) shared: RefCell<RapidHashMap<usize, (usize, tera::Value)>>,
}

/// Which fields of a struct pass: asked once a page and not for each of its kind.
#[derive(Default)]
pub(super) struct Shape {
    /// In their order.
    pub(super) fields: Vec<(&'static str, bool)>,
    /// How many pass.
    pub(super) passing: usize,
}

struct Passed {
    /// Of each piece.
    pieces: Digester,
    /// What makes the next piece.
    waiting: Vec<u8>,
}

/// How long a piece is, in bytes.
const PIECE: usize = 16 * 1024;

impl<'r> Gate<'r> {
    pub(super) fn new(reads: &'r Reads) -> Self {
        let passed = Passed {
            pieces: Digester::new(),
            waiting: Vec::with_capacity(PIECE),
        };
        Self {
            reads,
            passed: RefCell::new(passed),
            shapes: RefCell::default(),
            shared: RefCell::default(),
        }
    }

    /// The digest of all that has passed, in order.
    pub(super) fn digest(self) -> Digest {
        let Passed {
            mut pieces,
            waiting,
        } = self.passed.into_inner();
        pieces.digest(Digest::of(&waiting)).finish()
    }

    /// Notes a value of no fixed length.
    pub(super) fn note(&self, sign: u8, bytes: &[u8]) {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let [a, b, c, d] = length.to_le_bytes();
        let mut passed = self.passed.borrow_mut();
        passed.take(&[sign, a, b, c, d]);
        passed.take(bytes);
    }

    /// Notes a border, a kind of value, or a value whose length goes without saying.
    pub(super) fn sign(&self, sign: u8, bytes: &[u8]) {
        let mut passed = self.passed.borrow_mut();
        passed.take(&[sign]);
        passed.take(bytes);
    }
}

impl Passed {
    fn take(&mut self, bytes: &[u8]) {
        if self.waiting.len() + bytes.len() > PIECE {
            self.pieces.digest(Digest::of(&self.waiting));
            self.waiting.clear();
        }
        self.waiting.extend_from_slice(bytes);
    }
}
