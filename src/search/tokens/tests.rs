use std::{env, fs};

use serde_json::{Value, json};

use super::{LONGEST, tokens};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/tokens.json");

/// Texts that traps lie in, each for a reason that one reads in it.
const TEXTS: &[&str] = &[
    "",
    " \n\t—…",
    "The Agency's budget, 1961–1962: §3(a).",
    "UPPER Mixed lower 3rd 2x4 snake_case a-b e.g. U.S. 1,000.50",
    "café cafe\u{301} CAFÉ CAFE\u{301} naïve coöperate façade Ångström Żółć Đorđe Łódź smørrebrød Þór cœur Æsir",
    "l'État l’État aujourd’hui rock’n’roll d‘un ʻokina Hawaiʻi м'ята м’ята мʼята",
    "“curly” ‘single’ „low“ «guillemets» ‹single› \"straight\" 'straight' ``ticks''",
    "Straße STRASSE ẞ ﬁne ﬂow oﬃce ĳ ŉ ſ",
    "½ 1½ ¼cup x² H₂O №5 ™ ℃ Ⅷ ① ⑴ ㎏ ㍻ ℌ 𝐁𝐨𝐥𝐝 ｆｕｌｌ",
    "İstanbul ISTANBUL ısı ISI iğne IĞDIR i\u{307}",
    "ΟΔΥΣΣΕΥΣ Ὀδυσσεύς ὀδυσσεύσ ᾳ Άγιος α\u{301}",
    "Ёлка елка мой мои Мой МОЙ україна Україна ўсё и\u{306}",
    "שָׁלוֹם שלום בְּרֵאשִׁ֖ית בָּרָ֣א יִשְׂרָאֵל",
    "צה\"ל צה״ל צה”ל צה''ל צה׳׳ל ד\"ר ב\"כ ה\"הסכם\" ג'ורג' ג׳ורג׳ צ'רצ'יל חז\"ל, ארה\"ב. בית־המשפט תנ״ך",
    "\"שלום\" 'שלום' א\"\"\"ב א\"1 1\"א a\"ב ב\"a א\u{200f}\"\u{200f}ב א\"\u{5b8}ב שֵ\"ת ﬡ\"ל יּ",
    "مُحَمَّد محمد مـحـمـد أحمد احمد إلى آب مسؤول سائل الى على علی كتاب کتاب ٱلله لا ﻻ ﷺ",
    "نمی\u{200c}خواهم می‌روم ۱۳۹۹ ١٩٦٧ 2014",
    "हिन्दी में न्यायालय की कार्यवाही। क़ानून क\u{93c}ानून ज़िला २०१४",
    "தமிழ் மொழியில் நீதிமன்றம் கொ கொ ஔ",
    "বাংলা ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ తెలుగు ಕನ್ನಡ മലയാളം සිංහල ക്ഷ ന്\u{200d}റ",
    "ศาลรัฐธรรมนูญ ไทย กำ นํ้า น้ํา ๒๕๕๗ ก. ก",
    "ສານປະຊາຊົນ ພາສາລາວ ຳ",
    "តុលាការ ភាសាខ្មែរ ២០១៤ ខ្ញុំ\u{200b}ទៅ",
    "တရားရုံး မြန်မာ ၂၀၁၄ ယ်\u{103b}",
    "司法改革 法 司法\u{200b}改革，2014年。中華人民共和國 中华人民共和国 〇 〆切 人々 ﾊﾝｶｸ",
    "東京裁判の記録、ガ が カ\u{3099} か\u{3099} ｶﾞｷﾞ サーバー ジョン・スミス 株式会社㈱ ㍿ ﾞ \u{3099}",
    "대한민국 헌법재판소 \u{1112}\u{1161}\u{11ab} \u{3131}\u{314f} 가\u{11a8} ㅋㅋ ㈎ 한글2014년 中國어",
    "བོད་ཡིག ქართული ᲥᲐᲠᲗᲣᲚᲘ Հայերեն ՀԱՅԵՐԵՆ և አማርኛ፣ ᏣᎳᎩ ꭳ ܫܠܵܡܵܐ ދިވެހި ᠮᠣᠩᠭᠣᠯ",
    "😀 a😀b 👩\u{200d}👩\u{200d}👧 1\u{fe0f}\u{20e3} 🇮🇱 ❤\u{fe0f} C++ #tag @name €5 5€ a×b",
    "𠮷野家 𠮷 𐐔𐐯𐑅 𞤀𞤣 𝒳𝟗",
    "soft\u{ad}hyphen zero\u{200b}width word\u{2060}joiner \u{200e}mark\u{200e} \u{feff}bom no\u{a0}break thin\u{2009}space",
    "e\u{301}\u{323}\u{302}x a\u{34f}\u{301} \u{301}lone q\u{307}\u{323} ê\u{323}",
    "ไทยEnglish中文עברית混ぜる mixed漢字",
    "ʼtwas ˈstress aʰ nˠ ǀxam ǃkung ª º µ",
    "https://example.org/path?q=1&x=%20 name@example.org C:\\dir\\file.txt",
];

/// Signs of scripts whose tables are old, thrown together: the same ones each time.
fn thrown() -> Vec<String> {
    const BLOCKS: &[(u32, u32)] = &[
        (0x20, 0x7e),
        (0xa0, 0x24f),
        (0x2b0, 0x36f),
        (0x370, 0x4ff),
        (0x531, 0x74f),
        (0x900, 0xdff),
        (0xe00, 0xfff),
        (0x1000, 0x11ff),
        (0x1780, 0x18aa),
        (0x1e00, 0x1fff),
        (0x2000, 0x218b),
        (0x2460, 0x24ff),
        (0x3000, 0x33ff),
        (0x4e00, 0x4eff),
        (0xac00, 0xacff),
        (0xf900, 0xfaff),
        (0xfb00, 0xfdff),
        (0xfe00, 0xffef),
        (0x1d400, 0x1d7ff),
        (0x1f100, 0x1f1ff),
        (0x20000, 0x200ff),
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        // Numerical Recipes' generator: enough to throw signs together.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut text = |count: usize| {
        let mut text = String::new();
        while text.chars().count() < count {
            // A few of one block, so that they meet.
            let (first, last) = BLOCKS[next(BLOCKS.len())];
            for _ in 0..=next(4) {
                let at = first + u32::try_from(next((last - first + 1) as usize)).expect("small");
                text.extend(char::from_u32(at));
            }
        }
        text
    };
    (0..300).map(|_| text(24)).collect()
}

/// A text and its tokens as they stand in the shared file: word, UTF-16 units where it begins and ends, position, and 1 for a tail.
fn shared(text: &str) -> Value {
    let units = |at: usize| text[..at].encode_utf16().count();
    let found = tokens(text);
    let rows = found.iter().enumerate().map(|(position, token)| {
        let (start, end) = (units(token.range.start), units(token.range.end));
        json!([token.term, start, end, position, u8::from(token.tail)])
    });
    json!({ "text": text, "tokens": rows.collect::<Vec<_>>() })
}

/// `POSTIL_WRITE_DOCS=1` writes it; the script's tests read it.
#[test]
fn the_shared_texts_have_these_tokens() {
    let longest = "x".repeat(LONGEST + 6) + " " + &"é".repeat(LONGEST + 1);
    let thrown = thrown();
    let texts = TEXTS.iter().copied().chain([longest.as_str()]);
    let lines: Vec<String> = texts
        .chain(thrown.iter().map(String::as_str))
        .map(|text| shared(text).to_string())
        .collect();
    let should = format!("[\n{}\n]\n", lines.join(",\n"));
    if env::var_os("POSTIL_WRITE_DOCS").is_some() {
        fs::write(SHARED, &should).expect("writes the texts");
    }
    let is = fs::read_to_string(SHARED).unwrap_or_default();
    assert!(
        is == should,
        "tests/search/tokens.json: run `POSTIL_WRITE_DOCS=1 cargo test --lib -- search::tokens`, and read the differences"
    );
}

fn terms(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.term).collect()
}

#[test]
fn words_are_folded_as_people_type_them() {
    for (text, should) in [
        ("Café CAFE\u{301}", "cafe cafe"),
        ("l’État", "l etat"),
        ("צה\"ל צה״ל צה''ל", "צהל צהל צהל"),
        ("בית־המשפט", "בית המשפט"),
        ("\"שלום\"", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("½", "1 2"),
        ("İstanbul ısı", "istanbul isi"),
        ("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ οδυσσευσ"),
        ("мой Ёлка", "мой елка"),
        ("हिन्दी", "हिन्दी"),
        ("司法改革", "司法 法改 改革 革"),
        ("法", "法"),
        ("ｶﾞ か\u{3099}", "ガ が"),
        ("한글", "한글"),
        ("1\u{fe0f}\u{20e3} 😀", "1"),
        ("soft\u{ad}hyphen", "softhyphen"),
    ] {
        assert_eq!(terms(text).join(" "), should, "{text}");
    }
}

#[test]
fn a_token_stands_where_its_signs_do() {
    let text = "x צה״לים, cafe\u{301}s ตำ\u{e48}บ ｶﾞｷ";
    let found: Vec<_> = tokens(text)
        .into_iter()
        .map(|token| (token.term, &text[token.range], token.tail))
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(term, words, tail)| (term.as_str(), *words, *tail))
        .collect();
    assert_eq!(
        found,
        [
            ("x", "x", false),
            ("צהלים", "צה״לים", false),
            ("cafes", "cafe\u{301}s", false),
            ("ต\u{e4d}", "ตำ", false),
            ("\u{e4d}า", "ตำ\u{e48}", false),
            ("า\u{e48}", "ำ\u{e48}", false),
            ("\u{e48}บ", "ำ\u{e48}บ", false),
            ("บ", "บ", true),
            ("ガキ", "ｶﾞｷ", false),
            ("キ", "ｷ", true),
        ]
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_has_tokens_in_their_order(text in any::<String>()) {
            let mut before = 0;
            for token in tokens(&text) {
                prop_assert!(!token.term.is_empty());
                prop_assert!(token.term.chars().count() <= LONGEST);
                prop_assert!(token.range.start >= before, "they come in order");
                prop_assert!(text.get(token.range.clone()).is_some_and(|words| !words.is_empty()));
                before = token.range.start;
            }
        }

        #[test]
        fn composed_or_not_a_text_has_the_same_words(text in any::<String>()) {
            use unicode_normalization::UnicodeNormalization;
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(terms(&composed), terms(&decomposed));
        }
    }
}
