//! Indexes that say which list they are of, and lists that take no other.
//!
//! An archive has many lists that refer to one another by number. A number that is a transcript's cannot be taken for an entry's here: each list
//! has a type of indexes of its own, and [`IndexVec`] is looked into with that type alone. In memory and on the disk an index is a `u32`, and a list
//! what a `Vec` is.

use std::{
    fmt,
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The place of a thing in one kind of list, from 0.
pub trait ListIndex: Copy + Ord + fmt::Debug {
    /// The index of a place.
    fn at(place: usize) -> Self;

    /// The place.
    fn place(self) -> usize;
}

macro_rules! indexes {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl ListIndex for $name {
            fn at(place: usize) -> Self {
                Self(u32::try_from(place).expect("lists have fewer than 2^32 items"))
            }

            fn place(self) -> usize {
                self.0 as usize
            }
        }

        impl From<$name> for u64 {
            fn from(index: $name) -> Self {
                index.0.into()
            }
        }
    )+};
}

indexes! {
    /// Which transcript of the archive.
    TranscriptIndex;
    /// Which entry of the archive.
    EntryIndex;
    /// Which free page of the archive.
    PageIndex;
    /// Which annotation of its transcript.
    AnnotationIndex;
    /// Which passage of its transcript.
    PassageIndex;
    /// Which paragraph of its transcript; what a paragraph is called is its [`super::ParagraphId`].
    ParagraphIndex;
    /// Which turn of its transcript.
    TurnIndex;
    /// Which speaker of its transcript's header.
    SpeakerIndex;
    /// Which footnote of the source of its transcript.
    FootnoteIndex;
    /// Which distinct word of a text.
    WordIndex;
    /// Which of the names that are looked for in texts.
    NameIndex;
    /// Which place of a transcript where names of entries occur.
    MentionIndex;
}

impl PassageIndex {
    /// In the place of a passage: all of the transcript. Behind every passage there is.
    pub const WHOLE: Self = Self(u32::MAX);
}

/// All indexes of a list with so many items.
pub fn indexes<I: ListIndex>(
    count: usize,
) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator {
    (0..count).map(I::at)
}

/// Indexes that follow one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexRange<I> {
    /// The first.
    pub start: I,
    /// The one behind the last.
    pub end: I,
}

impl<I: ListIndex> IndexRange<I> {
    /// Each of them, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator {
        (self.start.place()..self.end.place()).map(I::at)
    }

    /// The last of them; the first there would be, if there are none.
    pub fn last(self) -> I {
        let before_end = self.end.place().saturating_sub(1);
        I::at(before_end.max(self.start.place()))
    }
}

/// A list that is looked into with indexes of one type. As a slice it has no other way to get at one item than its ends.
pub struct IndexVec<I, T> {
    items: Vec<T>,
    of: PhantomData<fn(I)>,
}

impl<I: ListIndex, T> IndexVec<I, T> {
    /// A list of nothing.
    pub fn new() -> Self {
        Vec::new().into()
    }

    /// So many copies of an item.
    pub fn filled(item: T, count: usize) -> Self
    where
        T: Clone,
    {
        vec![item; count].into()
    }

    /// An item, if there is one.
    pub fn get(&self, index: I) -> Option<&T> {
        self.items.get(index.place())
    }

    /// The items at some indexes.
    pub fn slice(&self, range: IndexRange<I>) -> &[T] {
        &self.items[range.start.place()..range.end.place()]
    }

    /// An item to be changed, if there is one.
    pub fn get_mut(&mut self, index: I) -> Option<&mut T> {
        self.items.get_mut(index.place())
    }

    /// Adds an item; gives its index.
    pub fn push(&mut self, item: T) -> I {
        let index = I::at(self.items.len());
        self.items.push(item);
        index
    }

    /// Every index, in order.
    pub fn indexes(&self) -> impl ExactSizeIterator<Item = I> + DoubleEndedIterator + use<I, T> {
        indexes(self.items.len())
    }

    /// Every item with its index, in order.
    pub fn enumerated(&self) -> impl ExactSizeIterator<Item = (I, &T)> + DoubleEndedIterator {
        let indexed = |(place, item)| (I::at(place), item);
        self.items.iter().enumerate().map(indexed)
    }
}

impl<I, T> From<Vec<T>> for IndexVec<I, T> {
    fn from(items: Vec<T>) -> Self {
        Self {
            items,
            of: PhantomData,
        }
    }
}

impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<L: IntoIterator<Item = T>>(items: L) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<I: ListIndex, T> std::ops::Index<I> for IndexVec<I, T> {
    type Output = T;

    fn index(&self, index: I) -> &T {
        &self.items[index.place()]
    }
}

impl<I: ListIndex, T> std::ops::IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, index: I) -> &mut T {
        &mut self.items[index.place()]
    }
}

impl<I, T> Deref for IndexVec<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<I, T> DerefMut for IndexVec<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<'v, I, T> IntoIterator for &'v IndexVec<I, T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'v, I, T> IntoIterator for &'v mut IndexVec<I, T> {
    type Item = &'v mut T;
    type IntoIter = std::slice::IterMut<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

impl<I, T> IntoIterator for IndexVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<I, T> Extend<T> for IndexVec<I, T> {
    fn extend<L: IntoIterator<Item = T>>(&mut self, more: L) {
        self.items.extend(more);
    }
}

impl<I, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<I, T: Clone> Clone for IndexVec<I, T> {
    fn clone(&self) -> Self {
        self.items.clone().into()
    }
}

impl<I, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

impl<I, T: Serialize> Serialize for IndexVec<I, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(to)
    }
}

impl<'de, I, T: Deserialize<'de>> Deserialize<'de> for IndexVec<I, T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_looked_into_with_its_own_indexes() {
        let mut list: IndexVec<EntryIndex, &str> = IndexVec::new();
        let (first, second) = (list.push("a"), list.push("b"));
        assert_eq!((list[first], list[second]), ("a", "b"));
        list[first] = "c";
        assert_eq!(list.get(EntryIndex::at(0)), Some(&"c"));
        assert_eq!(list.get(EntryIndex::at(2)), None);
        let range = IndexRange {
            start: second,
            end: EntryIndex::at(2),
        };
        assert_eq!((list.slice(range), range.last()), (&["b"][..], second));
        assert!(range.iter().eq([second]));
        assert!(list.indexes().eq([first, second]));
        assert!(list.enumerated().eq([(first, &"c"), (second, &"b")]));
    }

    #[test]
    fn on_the_disk_a_list_is_a_list_and_an_index_a_number() {
        let list: IndexVec<EntryIndex, EntryIndex> =
            [7, 300].map(EntryIndex::at).into_iter().collect();
        let bytes = postcard::to_stdvec(&list).expect("written");
        assert_eq!(
            bytes,
            postcard::to_stdvec(&[7u32, 300][..].to_vec()).expect("written")
        );
        let read: IndexVec<EntryIndex, EntryIndex> = postcard::from_bytes(&bytes).expect("read");
        assert!(read.iter().eq(&*list));
    }

    #[test]
    fn the_whole_comes_behind_every_passage() {
        assert!(PassageIndex::at(u32::MAX as usize - 1) < PassageIndex::WHOLE);
    }
}
