//! A view as the values that a template sees: without the fields that no template of the page names, and with a digest of the rest.
//!
//! One pass does both, because a view is as large as its page. Two views with equal digests give equal pages with equal templates.
//! Tera's own serializer makes the values; what stands here goes between it and the view.

use std::cell::RefCell;

use serde::ser::{self, Serialize, Serializer};

use crate::{
    source::digest::{Digest, Digester},
    view::Reads,
};

/// The digest of what has passed, and what may pass.
pub(super) struct Gate<'r> {
    reads: &'r Reads,
    passed: RefCell<Passed>,
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
        }
    }

    /// A part of a view, as it may pass. `name` is the variable that it becomes.
    pub(super) fn value(&self, name: &str, view: &impl Serialize) -> tera::Value {
        self.note(b'v', name.as_bytes());
        tera::Value::from_serializable(&Through { view, gate: self })
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
    fn note(&self, sign: u8, bytes: &[u8]) {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let [a, b, c, d] = length.to_le_bytes();
        let mut passed = self.passed.borrow_mut();
        passed.take(&[sign, a, b, c, d]);
        passed.take(bytes);
    }

    /// Notes a border, a kind of value, or a value whose length goes without saying.
    fn sign(&self, sign: u8, bytes: &[u8]) {
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

/// A view on its way through the gate.
struct Through<'g, 'r, T: ?Sized> {
    view: &'g T,
    gate: &'g Gate<'r>,
}

impl<T: Serialize + ?Sized> Serialize for Through<'_, '_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.view.serialize(Watched {
            to,
            gate: self.gate,
        })
    }
}

/// A serializer, or a part of one, behind the gate.
struct Watched<'g, 'r, S> {
    to: S,
    gate: &'g Gate<'r>,
}

/// A leaf: noted, and handed on.
macro_rules! leaves {
    ($($method:ident: $type:ty => $bytes:expr;)*) => {$(
        fn $method(self, v: $type) -> Result<S::Ok, S::Error> {
            let bytes: fn(&$type) -> _ = $bytes;
            self.gate.sign(b'n', &bytes(&v));
            self.to.$method(v)
        }
    )*};
}

impl<'g, 'r, S: Serializer> Serializer for Watched<'g, 'r, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Watched<'g, 'r, S::SerializeSeq>;
    type SerializeTuple = Watched<'g, 'r, S::SerializeTuple>;
    type SerializeTupleStruct = Watched<'g, 'r, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Watched<'g, 'r, S::SerializeTupleVariant>;
    type SerializeMap = Watched<'g, 'r, S::SerializeMap>;
    type SerializeStruct = Watched<'g, 'r, S::SerializeStruct>;
    type SerializeStructVariant = Watched<'g, 'r, S::SerializeStructVariant>;

    leaves! {
        serialize_bool: bool => |v| [u8::from(*v)];
        serialize_i8: i8 => |v| v.to_le_bytes();
        serialize_i16: i16 => |v| v.to_le_bytes();
        serialize_i32: i32 => |v| v.to_le_bytes();
        serialize_i64: i64 => |v| v.to_le_bytes();
        serialize_u8: u8 => |v| v.to_le_bytes();
        serialize_u16: u16 => |v| v.to_le_bytes();
        serialize_u32: u32 => |v| v.to_le_bytes();
        serialize_u64: u64 => |v| v.to_le_bytes();
        serialize_f32: f32 => |v| v.to_bits().to_le_bytes();
        serialize_f64: f64 => |v| v.to_bits().to_le_bytes();
        serialize_char: char => |v| u32::from(*v).to_le_bytes();
    }

    fn serialize_str(self, v: &str) -> Result<S::Ok, S::Error> {
        self.gate.note(b's', v.as_bytes());
        self.to.serialize_str(v)
    }

    fn serialize_bytes(self, v: &[u8]) -> Result<S::Ok, S::Error> {
        self.gate.note(b'y', v);
        self.to.serialize_bytes(v)
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.gate.sign(b'0', &[]);
        self.to.serialize_none()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.gate.sign(b'1', &[]);
        self.to.serialize_some(&self.gate.through(value))
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.gate.sign(b'0', &[]);
        self.to.serialize_unit()
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<S::Ok, S::Error> {
        self.gate.sign(b'0', &[]);
        self.to.serialize_unit_struct(name)
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.gate.note(b'e', variant.as_bytes());
        self.to.serialize_unit_variant(name, index, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.to
            .serialize_newtype_struct(name, &self.gate.through(value))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.gate.note(b'e', variant.as_bytes());
        self.to
            .serialize_newtype_variant(name, index, variant, &self.gate.through(value))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.gate.sign(b'[', &[]);
        Ok(self.gate.watch(self.to.serialize_seq(length)?))
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.gate.sign(b'[', &[]);
        Ok(self.gate.watch(self.to.serialize_tuple(length)?))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.gate.sign(b'[', &[]);
        Ok(self
            .gate
            .watch(self.to.serialize_tuple_struct(name, length)?))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.gate.note(b'e', variant.as_bytes());
        let to = self
            .to
            .serialize_tuple_variant(name, index, variant, length)?;
        Ok(self.gate.watch(to))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.gate.sign(b'{', &[]);
        Ok(self.gate.watch(self.to.serialize_map(length)?))
    }

    fn serialize_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        self.gate.sign(b'{', &[]);
        // Most fields stay outside when a template names few: room for all of them would be room for nothing.
        let room = if self.gate.reads.is_all() {
            length
        } else {
            length.min(8)
        };
        Ok(self.gate.watch(self.to.serialize_struct(name, room)?))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.gate.note(b'e', variant.as_bytes());
        let to = self
            .to
            .serialize_struct_variant(name, index, variant, length)?;
        Ok(self.gate.watch(to))
    }
}

impl<'r> Gate<'r> {
    fn through<'g, T: ?Sized>(&'g self, view: &'g T) -> Through<'g, 'r, T> {
        Through { view, gate: self }
    }

    fn watch<S>(&self, to: S) -> Watched<'_, 'r, S> {
        Watched { to, gate: self }
    }
}

/// The parts of a list.
macro_rules! items {
    ($($trait:ident::$method:ident;)*) => {$(
        impl<S: ser::$trait> ser::$trait for Watched<'_, '_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                self.to.$method(&self.gate.through(value))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.gate.sign(b']', &[]);
                self.to.end()
            }
        }
    )*};
}

items! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
    SerializeTupleVariant::serialize_field;
}

/// The fields of a struct: those that no template names stay outside. Their names are not noted: as long as the templates are the same, the
/// same fields of a struct pass, in their order.
macro_rules! fields {
    ($($trait:ident;)*) => {$(
        impl<S: ser::$trait> ser::$trait for Watched<'_, '_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), S::Error> {
                if !self.gate.reads.name(key) {
                    return Ok(());
                }
                self.to.serialize_field(key, &self.gate.through(value))
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.gate.sign(b'}', &[]);
                self.to.end()
            }
        }
    )*};
}

fields! {
    SerializeStruct;
    SerializeStructVariant;
}

/// A map is the author's (`extra:`) and passes whole.
impl<S: ser::SerializeMap> ser::SerializeMap for Watched<'_, '_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.to.serialize_key(&self.gate.through(key))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.to.serialize_value(&self.gate.through(value))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.gate.sign(b'}', &[]);
        self.to.end()
    }
}
