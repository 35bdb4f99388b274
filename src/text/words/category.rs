//! Which form of a phrase a number takes.

/// A plural category, as [CLDR](https://cldr.unicode.org/index/cldr-spec/plural-rules) names them: which form of a phrase a language has for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// For no thing, where a language has a form for that.
    Zero,
    /// For one thing, mostly.
    One,
    /// For two things.
    Two,
    /// For a few things.
    Few,
    /// For many things.
    Many,
    /// For everything else: the one form that every phrase has.
    Other,
    /// No category of numbers: the form of a month's or season's name behind a day or a preposition.
    Of,
}

impl Category {
    /// All, by the words of CLDR, and our own.
    pub const WORDS: [(&str, Category); 7] = [
        ("zero", Category::Zero),
        ("one", Category::One),
        ("two", Category::Two),
        ("few", Category::Few),
        ("many", Category::Many),
        ("other", Category::Other),
        ("of", Category::Of),
    ];

    /// Its word in CLDR.
    pub fn word(self) -> &'static str {
        let all = Self::WORDS.iter();
        let mut own = all.filter(|(_, category)| *category == self);
        own.next().map_or("", |(word, _)| word)
    }
}
