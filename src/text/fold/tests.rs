use proptest::prelude::*;

use super::*;

#[test]
fn quotes_dashes_blanks_and_marks_are_folded() {
    assert_eq!(
        fold("“Never\u{a0} \nagain” – it’s—so\u{ad}ft\u{200b} ﬁ…"),
        "'Never again' - it's-soft fi..."
    );
    assert_eq!(fold("e\u{301} É Ａ"), "é É A");
}

#[test]
fn one_sign_in_many_forms_is_one() {
    for (alike, forms) in [
        (
            "it's",
            "it’s it´s it`s it′s itʼs it＇s it‘s it\u{1ffd}s it\u{1fef}s",
        ),
        ("Qur'an", "Qurʾan Qurʼan Qurʿan Qurˀan Qurʔan"),
        ("Hawai'i", "Hawaiʻi Hawai‘i Hawaiʽi"),
        ("צה'ל", "צה\"ל צה״ל צה''ל צה׳׳ל צה”ל"),
        (
            "'a'",
            "\"a\" “a” «a» ‹a› „a“ 「a」 『a』 ''a'' ``a'' ″a″ ′′a′′ 〝a〟",
        ),
        ("5''", "5‴ 5″′"),
        ("a-b", "a–b a—b a--b a——b a־b a〜b a～b a~b a‑b a⸺b a−b"),
        (
            "ab",
            "a\u{fe0f}b a\u{200d}b a\u{2060}b a\u{34f}b a\u{e0001}b a\u{61c}b a\u{fe00}b a\u{180e}b",
        ),
    ] {
        for form in forms.split_whitespace() {
            assert_eq!(fold(form), alike, "{form}");
        }
    }
}

#[test]
fn letters_and_their_accents_stay() {
    for words in [
        "été",
        "l'e\u{301}te\u{301}",
        "ماء",
        "ע",
        "ー",
        "naïve",
        "a.b,c;d",
    ] {
        assert_eq!(fold(words), words.nfkc().collect::<String>());
    }
    assert_ne!(fold("cafe\u{301}"), fold("cafe´"));
    assert_ne!(fold("the boys"), fold("the boy's"));
}

#[test]
fn a_sign_that_takes_in_its_neighbour_maps_back_to_both() {
    let text = "he''d -- no";
    let folded = Folded::new(text);
    assert_eq!(folded.as_str(), "he'd - no");
    assert_eq!(folded.original(2..3), Some(2..4));
    assert_eq!(folded.original(5..6), Some(6..8));
    assert_eq!(folded.original(3..9), Some(4..11));
}

#[test]
fn what_cuts_a_grapheme_is_known_by_its_ends() {
    let folded = Folded::new("a ﬁn e\u{301}…");
    assert_eq!(folded.as_str(), "a fin é...");
    assert_eq!(folded.whole(3..5), Some((2..6, [true, false])));
    assert_eq!(folded.whole(2..3), Some((2..5, [false, true])));
    assert_eq!(folded.whole(2..5), Some((2..6, [false, false])));
}

#[test]
fn places_map_back_and_no_sign_is_cut() {
    let text = "a “b”  c ﬁn";
    let folded = Folded::new(text);
    let at = |needle: &str| {
        let start = folded.as_str().find(needle)?;
        folded
            .original(start..start + needle.len())
            .map(|r| &text[r])
    };
    assert_eq!(at("'b' c"), Some("“b”  c"));
    assert_eq!(at("fin"), Some("ﬁn"));
    assert_eq!(at("in"), None);
}

proptest! {
    /// The properties of Unicode that the table takes in whole.
    #[test]
    fn every_quote_dash_and_invisible_sign_of_unicode_is_folded(
        quote in "\\p{Quotation_Mark}",
        dash in "\\p{Dash}",
        invisible in "\\p{Default_Ignorable_Code_Point}",
        blank in "\\p{White_Space}",
    ) {
        prop_assert_eq!(fold(&format!("a{quote}b")), "a'b");
        prop_assert_eq!(fold(&format!("a{dash}b")), "a-b");
        prop_assert_eq!(fold(&format!("a{invisible}b")), "ab");
        prop_assert_eq!(fold(&format!("a{blank}b")), "a b");
    }

    #[test]
    fn what_is_plain_folds_to_itself(text in "([a-z ]|[À-ı]|[Α-Ωα-ω]|[А-я]|[א-ת]|[ぁ-ゖァ-ヺ、。]|[，！（）…‧\u{3000}]|[一-龥가-힣]|[\u{300}-\u{308}\u{3099}\u{11a8}\u{5b0}\u{200d}]){0,20}") {
        let by_cluster = text.graphemes(true).map(|g| g.chars().filter(|&c| !signs::is_invisible(c)).nfkc().collect::<String>());
        let by_cluster: String = by_cluster.collect();
        let blanks = |text: &str| text.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(blanks(&fold(&text)), blanks(&by_cluster));
    }

    #[test]
    fn every_whole_piece_maps_back_to_grapheme_borders(text in "(\\PC|[a-z ]|[一-龥か가é]|[\u{301}\u{3099}\u{11a8}]|e\u{301}|👨\u{200d}👩|\u{1100}\u{1161}|\u{200f}|ﬁ|…| |['`\"~-]|’|״|—|´|‴){0,40}") {
        let folded = Folded::new(&text);
        let borders: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
        let places: Vec<usize> = folded.as_str().char_indices().map(|(i, _)| i).chain([folded.as_str().len()]).collect();
        for (i, &start) in places.iter().enumerate() {
            for &end in &places[i + 1..] {
                if let Some(range) = folded.original(start..end) {
                    prop_assert!(borders.contains(&range.start) && borders.contains(&range.end), "{range:?} of {text:?}");
                    let again = fold(&text[range.clone()]);
                    prop_assert_eq!(again.trim(), folded.as_str()[start..end].trim());
                }
            }
        }
    }
}

#[test]
fn a_run_of_han_is_what_is_plain_sign_by_sign() {
    for c in ('\u{3000}'..='\u{a000}').filter(|&c| han_run(c.to_string().as_bytes()) > 0) {
        assert!(is_plain(c), "{c:?}");
    }
    assert_eq!(han_run("一龥。、䷀".as_bytes()), 12);
    assert_eq!(han_run("é一".as_bytes()), 0);
}
