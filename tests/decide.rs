//! Decisions on changes: undecided, the draft is the article; decided, its text is
//! what was decided, with paragraphs apart.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use faircopy::decide::decisions::{self, Decisions, Misfit};
use faircopy::decide::{By, Change, Draft, Kind, State, carry_out};
use faircopy::reason::{Reason, Tier};
use faircopy::source::Page;
use faircopy::{FairCopy, Settings, clean};
use proptest::prelude::*;

fn copy_of(page: impl Into<Vec<u8>>, level: Tier) -> FairCopy {
    let mut settings = Settings::default();
    settings.settle.level = level;
    clean(&[Page::new("page.txt", page)], &settings).pages.remove(0)
}

/// Every sample page, with its name.
fn pages() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut pages: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("samples")
        .map(|entry| entry.expect("an entry").path())
        .filter_map(|path| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            Some((name, fs::read(path.join("page.txt")).ok()?))
        })
        .collect();
    pages.sort();
    assert!(pages.len() >= 20);
    pages
}

const LEVELS: [Tier; 3] = [Tier::Safe, Tier::Witness, Tier::Likely];

#[test]
fn undecided_the_draft_is_the_article() {
    for (name, page) in pages() {
        for level in LEVELS {
            let copy = copy_of(page.clone(), level);
            let draft = Draft::of(&copy);
            let played = draft.play(&copy.source, &draft.defaults());
            assert_eq!(played, copy.article(), "{name} at {level:?}");
        }
    }
}

#[test]
fn every_change_has_a_name_of_its_own() {
    for (name, _, draft) in drafts() {
        let mut keys: Vec<_> = draft.changes.iter().map(|c| &c.key).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all, "{name}");
    }
}

/// Decide each change in turn and see that it shows.
#[test]
fn each_decision_makes_a_difference() {
    let mut seen = 0;
    for (name, copy, draft) in drafts() {
        let article = copy.article();
        for (at, change) in draft.changes.iter().enumerate() {
            let mut states = draft.defaults();
            let play = |state: State, states: &mut Vec<State>| {
                states[at] = state;
                draft.play(&copy.source, states)
            };
            if change.can_type {
                let typed = play(State::Text("⟦typed⟧".into()), &mut states);
                let within =
                    |c: &Change| c.key != change.key && c.spans[0].contains(change.spans[0]);
                let hidden = draft.changes.iter().any(|c| c.is_applied() && within(c));
                let shown = typed.matches("⟦typed⟧").count();
                assert!(shown == 1 || shown == 0 && hidden, "{name}: {change:#?}");
            }
            if change.can_accept {
                let other = match change.default {
                    State::Accept => State::Reject,
                    State::Reject => State::Accept,
                    _ => State::Reading(1),
                };
                assert_ne!(play(other, &mut states), article, "{name}: {change:#?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 150, "{seen}");
}

/// Every sample page at the usual level, with its draft.
fn drafts() -> &'static [(String, FairCopy, Draft)] {
    static DRAFTS: LazyLock<Vec<(String, FairCopy, Draft)>> = LazyLock::new(|| {
        let copies = pages().into_iter().map(|(name, page)| (name, copy_of(page, Tier::Witness)));
        copies.map(|(name, copy)| (name, copy.clone(), Draft::of(&copy))).collect()
    });
    &DRAFTS
}

fn decided(choices: &[u8], draft: &Draft) -> Vec<State> {
    let state = |(at, change): (usize, &Change)| match choices[at % choices.len()] % 5 {
        0 => State::Accept,
        1 => State::Reject,
        2 if change.can_type && change.kind != Kind::Join => State::Text("typed".into()),
        3 if !change.readings.is_empty() => State::Reading(change.readings.len() - 1),
        _ => change.default.clone(),
    };
    draft.changes.iter().enumerate().map(state).collect()
}

/// Lines without words in a row, at most.
fn blank_lines(text: &str) -> usize {
    let mut most = 0;
    let mut run = 0;
    for line in text.trim().lines() {
        run = if line.trim().is_empty() { run + 1 } else { 0 };
        most = most.max(run);
    }
    most
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is decided, no blank line is doubled, and no restored passage is
    /// glued to its neighbour.
    #[test]
    fn decided_text_stays_in_paragraphs(choices in prop::collection::vec(any::<u8>(), 7..40)) {
        for (name, copy, draft) in drafts() {
            let states = decided(&choices, draft);
            let article = draft.play(&copy.source, &states);
            let most = blank_lines(copy.source.text()).max(1);
            prop_assert!(blank_lines(&article) <= most, "{name}\n{article}");
            for (at, change) in draft.changes.iter().enumerate() {
                let span = change.spans[0];
                let plain = draft.changes.iter().filter(|c| span.contains(c.spans[0])).count() == 1;
                let whole = copy.blocks.iter().any(|b| b.span == span);
                if change.kind == Kind::Fold && states[at] == State::Reject && plain && whole {
                    let starts = format!("\n{article}\n").contains(&format!("\n{}\n", change.before));
                    prop_assert!(starts, "{name}: glued: {}\n{article}", change.before);
                }
            }
        }
    }
}

#[test]
fn what_is_decided_shows_in_its_place() {
    let line = "清晨的渡口起了薄雾,摆渡人把缆绳一圈一圈收好,等着第一班客人从石阶上慢慢走下来。";
    let page = format!("渡口\n\n{line}\n\n水库已经修好了,下游的人不再发愁。\n\n{line}\n\n完。\n");
    let copy = copy_of(page.clone(), Tier::Witness);
    let draft = Draft::of(&copy);
    let fold = draft.changes.iter().position(|c| c.kind == Kind::Fold).expect("a fold");
    assert_eq!(draft.changes[fold].key.reason, Reason::RepeatFold);
    let mut states = draft.defaults();
    states[fold] = State::Reject;
    assert_eq!(draft.play(&copy.source, &states), page);
}

/// Play the draft as a browser does, from its JSON alone.
mod browser {
    use faircopy::decide::State;
    use serde_json::Value;

    struct Player<'a> {
        data: &'a Value,
        page: Vec<u16>,
        states: &'a [State],
        article: String,
        held: Option<&'a Value>,
    }

    pub(crate) fn play(data: &Value, states: &[State]) -> String {
        let page = data["page"].as_str().unwrap().encode_utf16().collect();
        let mut player = Player { data, page, states, article: String::new(), held: None };
        player.nodes(&data["nodes"], None, "");
        player.article + data["end"].as_str().unwrap()
    }

    impl<'a> Player<'a> {
        fn write(&mut self, text: &str, passage: Option<u64>) {
            if text.is_empty() {
                return;
            }
            if let Some(held) = self.held.take().filter(|_| !self.article.is_empty()) {
                let near = held["next"].as_u64().is_some_and(|next| Some(next) == passage);
                self.article += held[if near { "near" } else { "far" }].as_str().unwrap();
            }
            self.article += text;
        }

        fn nodes(&mut self, list: &'a Value, passage: Option<u64>, typed: &str) {
            for node in list.as_array().unwrap() {
                match node {
                    Value::Null => self.write(typed, passage),
                    Value::String(text) => self.write(text, passage),
                    Value::Number(number) => {
                        let index = number.as_u64().unwrap();
                        self.nodes(&self.data["passages"][index as usize], Some(index), "");
                    }
                    Value::Array(place) => {
                        let [from, to] = [0, 1].map(|i| place[i].as_u64().unwrap() as usize);
                        let text = String::from_utf16(&self.page[from..to]).unwrap();
                        self.write(&text, passage);
                    }
                    Value::Object(_) if !node["near"].is_null() => {
                        self.held = self.held.or(Some(node));
                    }
                    _ => self.slot(node, passage),
                }
            }
        }

        fn slot(&mut self, slot: &'a Value, passage: Option<u64>) {
            let states = self.states;
            let (own, typed) = match &states[slot["change"].as_u64().unwrap() as usize] {
                State::Accept => (&slot["accept"], ""),
                State::Reject => (&slot["reject"], ""),
                State::Text(text) => (&slot["text"], text.as_str()),
                State::Reading(index) => (&slot["readings"][index], ""),
            };
            let own = if own.is_null() { &slot["reject"] } else { own };
            self.nodes(own, passage, typed);
        }
    }
}

/// That a ledger carried out, the same decided anew, and a browser give one article;
/// which.
fn same_everywhere(name: &str, copy: &FairCopy, draft: &Draft, states: &[State]) -> String {
    let played = draft.play(&copy.source, states);
    let carried = carry_out(copy, states, By::Reader);
    carried.ledger.audit(&carried.source).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(carried.article(), played, "{name}");
    // What was decided is undecided no more, and plays the same.
    let again = Draft::of(&carried);
    assert_eq!(again.play(&carried.source, &again.defaults()), played, "{name}");
    let mut made = Decisions::on("page.txt", "");
    draft.changes.iter().zip(states).for_each(|(change, state)| made.put(change, state));
    let fitted = made.fit(&again);
    assert_eq!(again.play(&carried.source, &fitted.states), played, "{name}");
    let json = faircopy::report::html::draft::json(copy, draft);
    assert!(!json.contains('<'));
    let data = serde_json::from_str(&json).expect("the data is JSON");
    assert_eq!(browser::play(&data, states), played, "{name}");
    played
}

/// A page whose repeat starts in mid-paragraph: what stands before it breaks off.
const CUT: &str = "\
THE LAMP ON THE QUAY

The keeper of the lamp rowed over before dawn with two cans of oil and a new wick, and was seen by nobody but the gulls. The lamp has burned since the winter of the long frost, and the harbour board pays for it in coals.

It will be painted in the spring, and the steps will be mended by the mason.

A SEXTON AT LAST

The parish has found a sexton, a quiet man from the hills. He says that the bell is sound, but that the rope rowed over before dawn with two cans of oil and a new wick, and was seen by nobody but the gulls. The lamp has burned since the winter of the long frost, and the harbour board pays for it in coals. It will be painted in the spring, and the steps will be mended by the mason.

He begins on Sunday, and the vicar has lent him a pair of boots.
";

#[test]
fn letters_typed_at_a_cut_stay_when_the_repeat_after_it_comes_back() {
    let mut cut = 0;
    let own = ("cut".to_string(), CUT.as_bytes().to_vec());
    for (name, page) in pages().into_iter().chain([own]) {
        let copy = copy_of(page, Tier::Witness);
        let draft = Draft::of(&copy);
        let folds: Vec<usize> =
            (0..draft.changes.len()).filter(|at| draft.changes[*at].kind == Kind::Fold).collect();
        for (gap, change) in draft.changes.iter().enumerate() {
            if change.key.reason != Reason::GapCut || change.default != State::Accept {
                continue;
            }
            cut += 1;
            let mut states = draft.defaults();
            states[gap] = State::Text("⟦typed⟧".into());
            for restored in [State::Reject, State::Text("⟦restored⟧".into())] {
                folds.iter().for_each(|fold| states[*fold] = restored.clone());
                let article = same_everywhere(&name, &copy, &draft, &states);
                assert_eq!(article.matches("⟦typed⟧").count(), 1, "{name}\n{article}");
                assert_eq!(draft.unwritten(&states), [0; 0], "{name}");
                let shown = match restored {
                    State::Reject => {
                        folds.iter().all(|f| article.contains(&draft.changes[*f].before))
                    }
                    _ => article.matches("⟦restored⟧").count() == folds.len(),
                };
                assert!(shown, "{name}\n{article}");
            }
            // Without letters of a reader's the mark goes, for nothing is cut off then.
            let mut states = draft.defaults();
            folds.iter().for_each(|fold| states[*fold] = State::Reject);
            let restored = same_everywhere(&name, &copy, &draft, &states);
            let marks = copy.article().matches("[…]").count();
            assert!(restored.matches("[…]").count() < marks, "{name}\n{restored}");
        }
    }
    assert!(cut >= 3, "{cut}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_browser_and_a_ledger_give_the_same(choices in prop::collection::vec(any::<u8>(), 7..40)) {
        for (name, copy, draft) in drafts() {
            same_everywhere(name, copy, draft, &decided(&choices, draft));
        }
    }
}

#[test]
fn decisions_are_found_again_and_misfits_listed() {
    let schema = serde_json::from_str(&decisions::schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let (mut lost, mut all) = (0, 0);
    for (name, copy, draft) in drafts() {
        let states = decided(&[0, 1, 2, 3, 1], draft);
        let mut made = Decisions::on("page.txt", "00");
        draft.changes.iter().zip(&states).for_each(|(change, state)| made.put(change, state));
        let written = made.write();
        assert!(validator.is_valid(&serde_json::from_str(&written).unwrap()));
        let read = decisions::read(&written).expect("they read back");
        assert_eq!(read, made, "{name}");
        // The same page under a new heading.
        let moved = format!("ANOTHER HEADING\n\n{}", copy.source.text());
        let again = copy_of(moved, Tier::Witness);
        let fitted = read.fit(&Draft::of(&again));
        lost += fitted.misfits.len();
        all += states.len();
        assert_eq!(read.fit(draft).states, states, "{name}");
        let nothing = Draft::of(&copy_of("Another page.\n", Tier::Witness));
        let misfits = read.fit(&nothing).misfits;
        assert!(misfits.iter().all(|(_, why)| *why == Misfit::Gone));
        assert_eq!(misfits.len(), states.len());
    }
    // What stands at the very top has another neighbour now.
    assert!(lost * 10 < all, "{lost} of {all} are lost");
}

#[test]
fn decisions_that_cannot_be_read_say_why() {
    let why = |text: &str| decisions::read(text).unwrap_err().to_string();
    assert!(why("[]").starts_with("not decisions of this tool"));
    assert_eq!(
        why(r#"{"version": 7}"#),
        "the decisions are of version 7; this faircopy reads version 1"
    );
    let one = |rest: &str| {
        format!(
            r#"{{"faircopy": "0", "version": 1, "source": {{"name": "", "sha256": ""}},
                "decisions": [{{"reason": "a", "digest": "b", "occurrence": 0, {rest}}}]}}"#
        )
    };
    assert_eq!(why(&one(r#""decision": "text""#)), "decisions[0] is \"text\" and has no \"text\"");
    assert!(why(&one(r#""decision": "maybe""#)).contains("unknown variant `maybe`"));
}

#[test]
fn typed_text_that_has_no_place_is_told() {
    let copy = copy_of(CUT, Tier::Witness);
    let draft = Draft::of(&copy);
    let change = |reason| draft.changes.iter().find(|c| c.key.reason == reason).expect("a change");
    let mut made = Decisions::on("page.txt", "");
    made.put(change(Reason::GapCut), &State::Text("was new".into()));
    assert_eq!(made.fit(&draft).misfits, []);
    // A slot that stands only while another change is rejected.
    let mut nested = draft.clone();
    let gap = draft.changes.iter().position(|c| c.key.reason == Reason::GapCut).expect("the gap");
    nested.nodes.clear();
    assert_eq!(made.fit(&nested).misfits, [(0, Misfit::Unwritten)]);
    assert_eq!(nested.unwritten(&made.fit(&draft).states), [gap]);
    // What is left empty on purpose is not missed.
    made.put(change(Reason::GapCut), &State::Text(String::new()));
    assert_eq!(made.fit(&nested).misfits, []);
    assert!(Misfit::Unwritten.to_string().contains("left out"));
}

#[test]
fn a_decision_without_words_says_what_it_stands_between() {
    let copy = copy_of(CUT, Tier::Witness);
    let draft = Draft::of(&copy);
    let mut made = Decisions::on("page.txt", "");
    draft.changes.iter().for_each(|change| made.put(change, &State::Reject));
    let around = |reason: &str| {
        let decision = made.decisions.iter().find(|d| d.reason == reason).expect(reason);
        decision.around.clone()
    };
    let [before, after] = around("gap.cut").expect("words around");
    assert!(CUT.contains("but that the rope rowed over before"));
    assert_eq!((before.as_str(), after.as_str()), ("ut that the rope", "rowed over befor"));
    assert_eq!(around("repeat.fold"), None);
    let torn = "The ferry was late on Tuesday, and the ferryman him-\n\nself had to row.\n";
    for change in Draft::of(&copy_of(torn, Tier::Likely)).changes {
        assert!(change.kind != Kind::Join || change.around[1].starts_with("self"), "{change:#?}");
    }
}

#[test]
fn notes_stay_with_their_change_decided_or_not() {
    let (_, _, draft) = &drafts()[0];
    let change = draft.changes.first().expect("a change");
    let mut made = Decisions::on("page.txt", "");
    made.put(change, &State::Reject);
    made.decisions[0].note = Some("see the paper copy".into());
    made.take(&change.key);
    assert_eq!((made.decisions.len(), made.notes.len()), (0, 1));
    let read = decisions::read(&made.write()).expect("they read back");
    assert_eq!(read.notes[0].note, "see the paper copy");
    let mut again = read;
    again.put(change, &State::Accept);
    assert_eq!(again.decisions[0].note.as_deref(), Some("see the paper copy"));
    assert!(again.notes.is_empty() && !again.write().contains("\"notes\""));
    let schema = serde_json::from_str(&decisions::schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    assert!(validator.is_valid(&serde_json::from_str(&made.write()).expect("JSON")));
}
