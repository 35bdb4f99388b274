//! A part of a view that stands in many places of it.

use std::{borrow::Borrow, ops::Deref, sync::Arc};

use serde::{Serialize, Serializer};

/// A part that stands in many places of a view, held once. It is serialized as what it holds, as a newtype struct of the name [`SHARED`]:
/// whoever serializes a view may know by the address of what is in it that it was there before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shared<T>(Arc<T>);

/// The name by which a serializer knows a [`Shared`].
pub const SHARED: &str = "$postil::Shared";

impl<T> From<T> for Shared<T> {
    fn from(part: T) -> Self {
        Self(Arc::new(part))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Borrow<T> for Shared<T> {
    fn borrow(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct(SHARED, &*self.0)
    }
}
