//! Numbers in a language: how they are written, and which form of a phrase goes with them, both by CLDR.

use icu_decimal::{
    DecimalFormatter,
    input::Decimal,
    options::{DecimalFormatterOptions, GroupingStrategy},
};
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use super::Category;

/// How a language counts.
pub struct Numbers {
    rules: PluralRules,
    grouped: DecimalFormatter,
    /// Without signs between groups: for years.
    plain: DecimalFormatter,
    /// Whether small numbers are written as in code.
    is_latin: bool,
}

impl std::fmt::Debug for Numbers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Numbers").field(&self.text(0)).finish()
    }
}

impl Numbers {
    /// Of a language (BCP 47); of CLDR's root for one that has none, or is none.
    pub fn new(language: &str) -> Self {
        let locale = language.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        let decimal = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new((&locale).into(), options)
                .or_else(|_| DecimalFormatter::try_new(Default::default(), options))
                .expect("the root's numbers are compiled in")
        };
        let rules = PluralRules::try_new_cardinal((&locale).into())
            .or_else(|_| PluralRules::try_new_cardinal(Default::default()));
        let plain = decimal(GroupingStrategy::Never);
        Self {
            rules: rules.expect("the root's plurals are compiled in"),
            grouped: decimal(GroupingStrategy::Auto),
            is_latin: plain.format(&Decimal::from(120)).to_string() == "120",
            plain,
        }
    }

    /// The category of a number.
    pub fn category(&self, n: u64) -> Category {
        of_cldr(self.rules.category_for(n))
    }

    /// The categories that the language tells apart, those of few things first.
    pub fn categories(&self) -> Vec<Category> {
        let mut all: Vec<Category> = self.rules.categories().map(of_cldr).collect();
        all.sort();
        all
    }

    /// The categories of whole numbers that are no millions, which several languages count otherwise, and nobody lists so many things.
    pub fn used(&self) -> Vec<Category> {
        let all = (0..=200).chain([1000, 10_000]);
        let mut used: Vec<Category> = all.map(|n| self.category(n)).collect();
        used.sort();
        used.dedup();
        used
    }

    /// Whether a category is that of a single number, so that the number need not be said.
    pub fn is_single(&self, category: Category) -> bool {
        let all = (0..=200).filter(|&n| self.category(n) == category);
        all.count() == 1
    }

    /// A number of things, in groups as the language has them: `12,000`.
    pub fn text(&self, n: u64) -> String {
        match self.is_latin && n < 1000 {
            true => n.to_string(),
            false => self.grouped.format(&Decimal::from(n)).to_string(),
        }
    }

    /// A number without groups, with as many digits at least: a year, an hour.
    pub fn plain(&self, n: u64, digits: i16) -> String {
        if self.is_latin {
            let width = usize::try_from(digits).unwrap_or_default();
            return format!("{n:0width$}");
        }
        let mut decimal = Decimal::from(n);
        decimal.pad_start(digits);
        self.plain.format(&decimal).to_string()
    }
}

fn of_cldr(category: PluralCategory) -> Category {
    match category {
        PluralCategory::Zero => Category::Zero,
        PluralCategory::One => Category::One,
        PluralCategory::Two => Category::Two,
        PluralCategory::Few => Category::Few,
        PluralCategory::Many => Category::Many,
        PluralCategory::Other => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_those_of_cldr() {
        let of = |language: &str| {
            let numbers = Numbers::new(language);
            let all = [0, 1, 2, 3, 11, 21, 100, 1_000_000].map(|n| numbers.category(n).word());
            all.join(" ")
        };
        for (language, categories) in [
            ("en", "other one other other other other other other"),
            ("fr", "one one other other other other other many"),
            ("es", "other one other other other other other many"),
            ("pt", "one one other other other other other many"),
            ("de", "other one other other other other other other"),
            ("he", "other one two other other other other other"),
            ("ru", "many one few few many one many many"),
            ("ar", "zero one two few many many other other"),
            ("zh-Hans", "other other other other other other other other"),
            ("zh-Hant", "other other other other other other other other"),
            (
                "no language",
                "other other other other other other other other",
            ),
        ] {
            assert_eq!(of(language), categories, "{language}");
        }
        use Category::{Few, Many, One, Other};
        assert_eq!(Numbers::new("ru").categories(), [One, Few, Many, Other]);
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let of = |language: &str| {
            let numbers = Numbers::new(language);
            [4, 4700, 12000].map(|n| numbers.text(n)).join(" ") + " " + &numbers.plain(7, 2)
        };
        for (language, written) in [
            ("en", "4 4,700 12,000 07"),
            ("fr", "4 4\u{202f}700 12\u{202f}000 07"),
            ("es", "4 4700 12.000 07"),
            ("de", "4 4.700 12.000 07"),
            ("ru", "4 4\u{a0}700 12\u{a0}000 07"),
            ("ar", "4 4,700 12,000 07"),
            ("ar-EG", "٤ ٤٬٧٠٠ ١٢٬٠٠٠ ٠٧"),
            ("fa", "۴ ۴٬۷۰۰ ۱۲٬۰۰۰ ۰۷"),
        ] {
            assert_eq!(of(language), written, "{language}");
        }
    }
}
