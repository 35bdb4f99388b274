//! A view as the values that a template sees: without the fields that no template of the page names, and with a digest of the rest.
//!
//! One pass does both, because a view is as large as its page. Two views with equal digests give equal pages with equal templates.
//! Tera's own serializer makes the values; what stands here goes between it and the view.

use std::rc::Rc;

use serde::ser::{self, Serialize, Serializer};

use super::gate::{Gate, Shape};
use crate::view::SHARED;

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
    type SerializeStruct = Fields<'g, 'r, S::SerializeStruct>;
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
        match name {
            SHARED => self.gate.shared(value).serialize(self.to),
            _ => self
                .to
                .serialize_newtype_struct(name, &self.gate.through(value)),
        }
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
        let shape = self.gate.shapes.borrow().get(name).cloned();
        let room = shape.as_ref().map_or(length, |shape| shape.passing);
        Ok(Fields {
            to: self.to.serialize_struct(name, room)?,
            gate: self.gate,
            name,
            at: 0,
            seen: Shape::default(),
            shape,
        })
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
    /// A part of a view, as it may pass. `name` is the variable that it becomes.
    pub(super) fn value(&self, name: &str, view: &impl Serialize) -> tera::Value {
        self.note(b'v', name.as_bytes());
        tera::Value::from_serializable(&Through { view, gate: self })
    }

    fn through<'g, T: ?Sized>(&'g self, view: &'g T) -> Through<'g, 'r, T> {
        Through { view, gate: self }
    }

    /// The value of what may have been here before. Its digest is that of where it was first.
    fn shared<T: Serialize + ?Sized>(&self, view: &T) -> tera::Value {
        let address = std::ptr::from_ref(view).cast::<()>().addr();
        let known = self.shared.borrow().get(&address).cloned();
        if let Some((number, value)) = known {
            self.sign(b'=', &number.to_le_bytes());
            return value;
        }
        let value = tera::Value::from_serializable(&self.through(view));
        let mut shared = self.shared.borrow_mut();
        let number = shared.len();
        shared.insert(address, (number, value.clone()));
        value
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
struct Fields<'g, 'r, S> {
    to: S,
    gate: &'g Gate<'r>,
    name: &'static str,
    /// How many were here.
    at: usize,
    /// Of one of the same name before.
    shape: Option<Rc<Shape>>,
    /// Of this one, if none was here before.
    seen: Shape,
}

impl<S> Fields<'_, '_, S> {
    /// Whether the next field passes.
    fn pass(&mut self, key: &'static str) -> bool {
        let known = self.shape.as_ref();
        let known = known.and_then(|shape| shape.fields.get(self.at));
        let passes = match known {
            Some(&(before, passes)) if std::ptr::eq(before, key) => passes,
            _ => self.gate.reads.name(key),
        };
        self.at += 1;
        if self.shape.is_none() {
            self.seen.fields.push((key, passes));
            self.seen.passing += usize::from(passes);
        }
        passes
    }
}

impl<S: ser::SerializeStruct> ser::SerializeStruct for Fields<'_, '_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        match self.pass(key) {
            true => self.to.serialize_field(key, &self.gate.through(value)),
            false => Ok(()),
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.gate.sign(b'}', &[]);
        if self.shape.is_none() {
            let mut shapes = self.gate.shapes.borrow_mut();
            shapes.insert(self.name, Rc::new(self.seen));
        }
        self.to.end()
    }
}

/// The same of an enum's variant.
impl<S: ser::SerializeStructVariant> ser::SerializeStructVariant for Watched<'_, '_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        match self.gate.reads.name(key) {
            true => self.to.serialize_field(key, &self.gate.through(value)),
            false => Ok(()),
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.gate.sign(b'}', &[]);
        self.to.end()
    }
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
