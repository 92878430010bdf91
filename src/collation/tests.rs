//! What is settled, and above all what is not.

use super::*;

fn settled(witnesses: &[&str]) -> String {
    collate(witnesses, &Evidence::default()).text(witnesses[0])
}

/// Witnesses that must leave the first as it is.
fn stands(witnesses: &[&str]) {
    assert_eq!(settled(witnesses), witnesses[0]);
}

#[test]
fn two_of_three_settle_letters_marks_spaces_and_case() {
    let right = "The harbour was closed at nine; Mr. Hale spoke of ice, and of coal.";
    let wrong = "Tbe harbour was closed at nine, Mr. hale spokeof ice, and of coal.";
    assert_eq!(settled(&[wrong, right, right]), right);
    assert_eq!(
        settled(&[
            wrong,
            right,
            "The harbour was closed at nine; Mr. Hale spoke of lce, and of coal."
        ]),
        right
    );
    stands(&[right, wrong, right]);
}

#[test]
fn a_word_beats_what_is_none() {
    let right = "The market was crowded before the bell was rung.";
    assert_eq!(settled(&["The markct was crowded before tlie bell was rung.", right]), right);
    stands(&[right, "The markct was crowded before tlie bell was rung."]);
    assert_eq!(
        settled(&["渡口整修 and 老桥翻新同时开工", "渡口整修和老桥翻新同时开工"]),
        "渡口整修和老桥翻新同时开工"
    );
}

#[test]
fn two_words_are_two_texts() {
    stands(&["The bread was dear this winter.", "The broad was dear this winter."]);
    stands(&["那是一家国营企业的仓库", "那是一家国营商店的仓库"]);
    stands(&["Mr. Brown was seen at the station.", "Mr. Braun was seen at the station."]);
}

#[test]
fn numbers_change_by_majority_or_not_at_all() {
    stands(&["The fund has 3,150 dollars left.", "The fund has 8,150 dollars left."]);
    stands(&["接连六年没有停课", "接连七年没有停课"]);
    stands(&["It rose by 3 per cent.", "It rose by 8 per cent.", "It rose by 5 per cent."]);
    let right = "The fund has 3,150 dollars left.";
    assert_eq!(settled(&["The fund has 8,150 dollars left.", right, right]), right);
}

#[test]
fn copies_of_one_scan_count_once() {
    let scan = "The ferry left the pier at six with forty people aboard, and was not seen agam; \
                the coast guard searched until the fog came down over the whole of the bay.";
    let other = scan.replace("agam", "again").replace("forty", "fifty");
    let collation = collate(&[&other, scan, scan], &Evidence::default());
    assert_eq!(collation.voters, [0, 1]);
    assert_eq!(collation.text(&other), other);
}

#[test]
fn a_sentence_more_is_shown_and_not_added() {
    let short = "The council met on Monday. It rose at ten.";
    let long = "The council met on Monday. Nobody spoke of the new bridge. It rose at ten.";
    stands(&[short, long, long]);
    stands(&[long, short, short]);
    let places = collate(&[short, long], &Evidence::default()).places;
    assert!(places.iter().any(|p| p.settled.is_none() && !p.is_about_marks));
}

#[test]
fn readings_lead_back_to_bytes() {
    let witnesses = ["在洪水中存街的老树", "在洪水中存活的老树", "在洪水中存活的老树"];
    let collation = collate(&witnesses, &Evidence::default());
    let [place] = collation.places.as_slice() else { panic!("{:?}", collation.places) };
    let texts: Vec<&str> = witnesses
        .iter()
        .zip(&place.readings)
        .map(|(text, bytes)| &text[bytes.clone().unwrap()])
        .collect();
    assert_eq!(texts, ["存街", "存活", "存活"]);
    assert_eq!(place.settled.as_ref().unwrap().ground, Ground::Vote);
}

#[test]
fn what_one_text_teaches_settles_another() {
    let lines = ["Die Stadt war still.", "Der Staat ist alt.", "Das Stück ist neu."];
    let evidence = Evidence::default();
    let mut learned = Learned::default();
    for line in lines {
        let misread = line.replace("St", "Sl");
        learned.merge(&collate(&[&misread, line, line], &evidence).learned);
    }
    assert!(learned.misreadings().any(|(right, wrong, count)| {
        (right.as_str(), wrong.as_str()) == ("t", "l") && count >= 3.0
    }));
}

#[test]
fn nothing_to_compare_is_nothing_to_do() {
    assert!(collate(&[], &Evidence::default()).places.is_empty());
    assert!(collate(&["", ""], &Evidence::default()).places.is_empty());
    stands(&["", "a"]);
    stands(&["a", ""]);
}

#[test]
fn of_very_many_witnesses_some_dozens_are_read() {
    let right = "The ferry left at six.";
    let wrong = "Tbe ferry left at six.";
    let own = "The ferry lelt at six.";
    let mut witnesses = vec![wrong];
    witnesses.extend([right; 5000]);
    // Not among those at even distances.
    witnesses.insert(2, own);
    let collation = collate(&witnesses, &Evidence::default());
    assert_eq!(collation.text(wrong), right);
    let places = &collation.places;
    assert_eq!(places.len(), 1, "{places:?}");
    assert_eq!(places[0].readings[2], None);
    assert!(places[0].readings.iter().flatten().count() == 5001);
}
