use super::*;
use crate::block::{Block, BlockKind};
use crate::lexicon::Lexicon;
use crate::source::Source;
use crate::view::View;

/// The last and first characters of what a page joins.
fn joins(page: &str) -> Vec<(String, String)> {
    let source = &Source::from_text("t", page);
    let text = source.text();
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        blocks.push(Block { span: source.span(at..at + part.len()), kind: BlockKind::Paragraph });
        at += part.len() + 2;
    }
    let view = View::fold(source, &blocks);
    let lexicon = Lexicon::builtin();
    let sheet = Sheet { source, blocks: &blocks, view: &view, lexicon };
    let found = find(&sheet, &Passages::default());
    let proven = found.iter().filter(|candidate| candidate.is_sure());
    let text = |block: usize| source.slice(blocks[block].span);
    proven
        .map(|c| {
            let tail = text(c.left).chars().rev().take(4).collect::<Vec<char>>();
            (tail.iter().rev().collect(), text(c.right).chars().take(4).collect())
        })
        .collect()
}

const LEFT: &str = "The mayor spoke at length. He said that the new government build";
const RIGHT: &str = "ings by the river would be open to the public before winter.";

#[test]
fn a_word_cut_in_two_is_joined() {
    assert_eq!(joins(&format!("{LEFT}\n\n{RIGHT}")).len(), 1);
}

#[test]
fn specks_and_common_letters_join_nothing() {
    let page = "The society has new haven rooms. It was new, have no doubt, and he has new hats.";
    for (left, right) in [
        ("The ship went down in the storm. All was lost. . '", "in the morning they came home."),
        ("It was a time of peace. Of peace and Prosperity. -", "for the farmers it was so."),
        (
            "The train was late. It came at last from Boston and others",
            ". . A Far Country is the play.",
        ),
        (
            "The train was late. It came at last from Boston and others",
            ",;New Haven people came too.",
        ),
        (
            "The train was late. It came at last from Boston and others",
            "New Haven people came too.",
        ),
        ("The price went up again today. It now stands at .000", ".000 for each of the shares."),
    ] {
        assert_eq!(joins(&format!("{page}\n\n{left}\n\n{right}")), [], "{left} | {right}");
    }
}

#[test]
fn a_member_of_a_series_continues_nothing() {
    let left = "一是把渡口的石阶修好。石阶共四十八级，今年先修水下的二十级，石料已经备齐一万";
    let went_on = joins(&format!("{left}\n\n块，开春动工，两个月完工。"));
    assert_eq!(went_on.len(), 1);
    assert_eq!(joins(&format!("{left}\n\n二是把渡船换新，开春动工，两个月完工。")), []);
}

#[test]
fn names_of_a_list_meet_by_chance() {
    let list = |pair: &str| {
        let left = "Those landed at the pier were Robert Henry Bell, Rhys Albert Bevan, Walter";
        let between = "Lloyd Bowron, John Harold Boyd, and the two Messrs. Harper of the mill";
        let right = "Martin Brindley, Robert Edward Foot, Harry Bush. The rest stayed on board.";
        joins(&format!("{pair} was of the party.\n\n{left}\n\n{between}\n\n{right}"))
    };
    let over = ("lter".to_string(), "Mart".to_string());
    assert!(!list("Pte. Walter Martin").contains(&over));
}

#[test]
fn damaged_edges_join_nothing() {
    for (left, right) in
        [("The mayor spoke. He said the gov\u{FFFD}", RIGHT), (LEFT, "\u{FFFD}ings by the river.")]
    {
        assert_eq!(joins(&format!("{left}\n\n{right}")), []);
    }
}

/// Four columns, each torn in the middle of a word or a phrase.
const COLUMNS: [[&str; 2]; 4] = [
    [
        "镇上老人都记得从前过河要等渡船\n，船家姓赵，撑了一辈子篙，渡船\n每天来回十几趟，赵家的儿子也学",
        "会了撑篙，赵家父子轮流摆渡，过\n河的人给船家带些米和酒，渡船从\n不误事，老人说起来都很怀念。",
    ],
    [
        "学堂设在祠堂里，先生教学生写字\n算账，冬天学生自己带炭火取暖，\n先生的戒尺挂在墙上，写字不用心",
        "的学生最怕戒尺，后来学堂迁出祠\n堂，先生老了，学生中有几个也做\n了先生，墙上的戒尺还在。",
    ],
    [
        "今年粮市米价涨得厉害，粮商囤米\n不卖，市上的米一天比一天少，商\n会出面请粮商开仓，照去年的米价",
        "卖出一批，粮商起初不肯，商会答\n应贴补运费，仓里的米才运到市上\n，米价跌了两成。",
    ],
    [
        "戏班夜里在庙前搭台唱戏，锣鼓一\n响，台下坐满了看戏的人，班主亲\n自扮老生，唱到半夜锣鼓不停，台",
        "下没有一个人走，班主说戏班走过\n许多地方，没有见过这样爱看戏的\n，第二天又加演一场。",
    ],
];

fn page(order: [(usize, usize); 8]) -> String {
    order.map(|(column, half)| COLUMNS[column][half]).join("\n\n")
}

#[test]
fn on_a_shuffled_page_the_next_block_is_no_continuation() {
    let shuffled = [(0, 0), (1, 1), (2, 0), (3, 1), (1, 0), (0, 1), (3, 0), (2, 1)];
    let halves = COLUMNS.map(|[left, right]| (left.chars().last(), right.chars().next()));
    for (left, right) in joins(&page(shuffled)) {
        assert!(halves.contains(&(left.chars().last(), right.chars().next())), "{left} | {right}");
    }
}
