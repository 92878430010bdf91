//! What is promised of readings, over many generated groups of printings: what the article has
//! at a place is what a printing has there, and a sign for the unreadable loses to any letter.

use std::collections::BTreeSet;

use faircopy::script::is_unspaced;
use faircopy::{CollationEvidence, collate};
use fastrand::Rng;

/// Texts of our own, in several scripts.
const TEXTS: [&str; 8] = [
    "The harbour board met on Tuesday and heard Josiah Hammer, who wants a lamp on the pier before the winter comes.",
    "Die Feuerwehr von Altenried übte am Sonntag auf dem Marktplatz; der Brunnen war bald leer und die Kinder nass.",
    "La fanfare du village a joué sous les tilleuls, et le maire, Anselme Vidal, a promis un nouveau tambour.",
    "Паром через реку снова ходит каждый час, и старый смотритель Егор Лапин продаёт билеты у причала.",
    "Το παλιό ρολόι της πλατείας χτυπά πάλι κάθε ώρα, και ο δάσκαλος το κουρδίζει κάθε πρωί.",
    "镇上的渡口昨天重新开放，船工任仲山想要先把缆绳换新，再请老师傅来看看码头的木桩。",
    "鎮上的渡口昨天重新開放，船工任仲山想要先把纜繩換新，再請老師傅來看看碼頭的木樁。",
    "港の灯台守は昨日、新しいランプを受け取り、村の子どもたちに夜の海の話をした。",
];

/// Signs that recognisers print for what they could not read.
const SIGNS: &str = "\u{FFFD}■□〓○●*?…😀";

/// Characters from one sign to the next: more than a word has.
const APART: usize = 18;

/// A printing of a text, some of its letters misread, lost, doubled or transposed.
fn printing(text: &str, noise: f64, rng: &mut Rng) -> String {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let mut read: Vec<char> = Vec::new();
    for c in text.chars() {
        if !c.is_alphabetic() || rng.f64() >= noise {
            read.push(c);
            continue;
        }
        match rng.u8(0..6) {
            0 => {}
            1 => read.extend([c, c]),
            2 if read.last().is_some_and(|last| last.is_alphabetic()) => {
                read.insert(read.len() - 1, c)
            }
            _ => read.push(letters[rng.usize(0..letters.len())]),
        }
    }
    read.into_iter().collect()
}

/// The words of a text; of one that has no spaces, each two characters that follow one another.
fn words(text: &str) -> BTreeSet<String> {
    if !text.contains(is_unspaced) {
        return text.split_whitespace().map(str::to_string).collect();
    }
    let chars: Vec<char> = text.chars().collect();
    let pairs = chars.windows(2).filter(|pair| pair.iter().all(|c| c.is_alphanumeric()));
    pairs.map(|pair| pair.iter().collect()).collect()
}

#[test]
fn no_word_stands_in_the_article_that_no_printing_has() {
    let evidence = CollationEvidence::default();
    for (number, text) in (0..480).zip(TEXTS.iter().cycle()) {
        let mut rng = Rng::with_seed(number);
        let noise = [0.03, 0.08, 0.15][rng.usize(0..3)];
        let printings: Vec<String> =
            (0..rng.usize(2..6)).map(|_| printing(text, noise, &mut rng)).collect();
        let printings: Vec<&str> = printings.iter().map(String::as_str).collect();
        let article = collate(&printings, &evidence).text(printings[0]);
        let known: BTreeSet<String> = printings.iter().flat_map(|text| words(text)).collect();
        let invented: Vec<String> =
            words(&article).into_iter().filter(|word| !known.contains(word)).collect();
        assert!(invented.is_empty(), "{invented:?} in\n{article}\nof\n{}", printings.join("\n"));
    }
}

#[test]
fn a_sign_for_the_unreadable_loses_to_any_letter() {
    let evidence = CollationEvidence::default();
    let signs: Vec<char> = SIGNS.chars().collect();
    for (number, text) in (0..480).zip(TEXTS.iter().cycle()) {
        let mut rng = Rng::with_seed(number);
        let chars: Vec<char> = text.chars().collect();
        let mut printings = vec![chars.clone(); rng.usize(2..5)];
        let mut next = 0;
        for (at, c) in chars.iter().enumerate() {
            // Where two have signs in one word neither has all of it.
            if at >= next && c.is_alphabetic() && rng.u8(0..8) == 0 {
                next = at + APART;
                let whose = rng.usize(0..printings.len());
                printings[whose][at] = signs[rng.usize(0..signs.len())];
            }
        }
        let printings: Vec<String> = printings.into_iter().map(String::from_iter).collect();
        let printings: Vec<&str> = printings.iter().map(String::as_str).collect();
        let article = collate(&printings, &evidence).text(printings[0]);
        assert_eq!(&article, text, "{}", printings.join("\n"));
    }
}

#[test]
fn known_blends_do_not_come_again() {
    let settled =
        |printings: &[&str]| collate(printings, &CollationEvidence::default()).text(printings[0]);
    let hall =
        |name: &str| format!("the well behind the shop of Josiah {name} holds a drowned cat");
    let [hammer, hommel] = [hall("Hammer"), hall("Hommel")];
    assert_eq!(settled(&[&hammer, &hommel, &hommel]), hommel);
    let base = "他们想要赚到钱就得早起";
    let other = "他们要想赚到钱就得早起";
    assert!([base, other].contains(&settled(&[base, other]).as_str()));
    let name = "海州晚报任仲山文章掌握修堤主动";
    let lost = "海州晚报�仲山文章掌握修堤主动";
    assert_eq!(settled(&[name, lost]), name);
    assert_eq!(settled(&[lost, name]), name);
}
