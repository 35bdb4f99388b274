//! Names in the order of languages, and the letters that they stand under.

use super::*;

fn sorted(language: &str, names: &[&str]) -> Vec<String> {
    let collation = Collation::new(language);
    let mut names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
    names.sort_by_cached_key(|name| collation.key(name));
    names
}

#[test]
fn order_is_that_of_the_language() {
    let names = ["Öberg", "Zorn", "Åberg", "Ärlig", "Aberg"];
    assert_eq!(
        sorted("sv", &names),
        ["Aberg", "Zorn", "Åberg", "Ärlig", "Öberg"]
    );
    assert_eq!(
        sorted("de", &names),
        ["Aberg", "Åberg", "Ärlig", "Öberg", "Zorn"]
    );
    assert_eq!(sorted("da", &["Aabenraa", "Zahle"]), ["Zahle", "Aabenraa"]);
    assert_eq!(
        sorted("cs", &["Chaloupka", "Ivan", "Havel"]),
        ["Havel", "Chaloupka", "Ivan"]
    );
    assert_eq!(sorted("not a language", &["b", "A"]), ["A", "b"]);
    assert_eq!(
        sorted("ru", &["Юрий", "Ёлкин", "Иван", "Евгений"]),
        ["Евгений", "Ёлкин", "Иван", "Юрий"]
    );
    assert_eq!(
        sorted("ar", &["محمد", "أحمد", "بلال"]),
        ["أحمد", "بلال", "محمد"]
    );
    assert_eq!(
        sorted("he", &["שרה", "אברהם", "Zoe"]),
        ["אברהם", "שרה", "Zoe"]
    );
}

#[test]
fn numbers_are_ordered_by_value_and_signs_before_a_name_do_not_count() {
    assert_eq!(
        sorted("en", &["Hearing 10", "Hearing 9", "“Alpha”", "Beta"]),
        ["“Alpha”", "Beta", "Hearing 9", "Hearing 10"]
    );
}

#[test]
fn letters_are_the_index_characters_of_the_language() {
    let heading = |language: &str, name: &str| Collation::new(language).heading(name);
    assert_eq!(heading("sv", "Åberg"), "Å");
    assert_eq!(heading("en", "Åberg"), "A");
    assert_eq!(heading("en", "école"), "E");
    assert_eq!(heading("cs", "chaloupka"), "CH");
    assert_eq!(heading("en", "(7) Seven"), DIGITS);
    assert_eq!(heading("en", "…"), SIGNS);
    assert_eq!(heading("ko", "서울"), "ㅅ");
    assert_eq!(heading("en", "서울"), "ㅅ");
    assert_eq!(heading("en", "Жуков"), "Ж");
    assert_eq!(heading("zh", "王毅"), "W");
    assert_eq!(heading("zh", "Wang"), "W");
    assert_eq!(heading("zh-TW", "王毅"), "4劃");
    assert_eq!(heading("zh-Hant", "龍"), "16劃");
    assert_eq!(heading("ru", "Ёлкин"), "Е");
    assert_eq!(heading("ru", "Annan"), "A");
    assert_eq!(heading("ar", "أحمد"), "ا");
    assert_eq!(heading("ar", "محمد"), "م");
    assert_eq!(heading("he", "שרה"), "ש");
    assert_eq!(heading("en", "王毅"), "王");
    assert_eq!(heading("ja", "カミ"), "か");
    assert_eq!(heading("en", "ᎠᏂ"), "Ꭰ");
}

#[test]
fn within_a_letter_comes_the_next() {
    let letters = |language: &str, name: &str| {
        let collation = Collation::new(language);
        let all: Vec<String> = collation.letters(name).collect();
        all.join("/")
    };
    assert_eq!(letters("en", "d’Été 2"), "D/E/T/E/2");
    assert_eq!(letters("cs", "Chata"), "CH/A/T/A");
    assert_eq!(letters("da", "Aaen"), "Å/E/N");
    assert_eq!(letters("en", "1975"), "0–9/1/9/7/5");
    assert_eq!(letters("en", &"a".repeat(500)).len(), 127);
}

proptest::proptest! {
    #[test]
    fn names_in_order_have_their_headings_together(mut names in proptest::collection::vec("[a-zA-ZåÅéÖ0-9 .“王ждㅅ서]{0,4}", 0..12)) {
        static SWEDISH: std::sync::LazyLock<Collation> = std::sync::LazyLock::new(|| Collation::new("sv"));
        let collation = &*SWEDISH;
        names.sort_by_cached_key(|name| collation.key(name));
        let mut headings: Vec<String> = names.iter().map(|n| collation.heading(n)).collect();
        headings.dedup();
        let count = headings.len();
        headings.sort();
        headings.dedup();
        proptest::prop_assert_eq!(count, headings.len());
    }
}
