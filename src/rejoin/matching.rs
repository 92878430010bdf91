//! Matching: how likely each pair is when every end goes on at one start at most, and every
//! start continues one end at most.
//!
//! ```text
//!            start 1   start 2   none
//! end A        3.0       2.5      0       scores: A and 1 alone would be nearly sure;
//! end B        4.0        –       0       but B has only 1, so A goes on at 2
//! ```
//! A page's joins are a matching, and each matching is as likely as the exponential of the
//! sum of its scores; "none" scores 0. The probability of one pair is its share in all
//! matchings that have it. That share is found by belief propagation: every end tells
//! every start how free it is, and the other way round, until nothing changes (B. Huang and
//! T. Jebara, Approximating the permanent with belief propagation, 2009). On graphs without circles the
//! result is exact; on pages it is close enough that a few rounds serve.

/// Rounds of messages; on pages of a newspaper nothing moves after some twenty.
const ROUNDS: usize = 30;

/// The largest score that counts: beyond it nothing is surer, and sums lose the others.
const MOST: f64 = 25.0;

/// What is known of all matchings of a page.
pub struct Matching {
    /// For each pair the logarithm of its odds.
    pub odds: Vec<f64>,
    /// Natural logarithm of the weight of all matchings together (Bethe's estimate).
    pub log_partition: f64,
}

impl Matching {
    /// The matchings of pairs of an end and a start, by number, with their scores.
    pub fn of(pairs: &[(usize, usize)], scores: &[f64]) -> Matching {
        let weights: Vec<f64> = scores.iter().map(|z| z.clamp(-MOST, MOST).exp()).collect();
        let ends = pairs.iter().map(|pair| pair.0 + 1).max().unwrap_or(0);
        let starts = pairs.iter().map(|pair| pair.1 + 1).max().unwrap_or(0);
        // How free the end of a pair is of all other pairs, and how free its start.
        let (mut end_free, mut start_free) = (vec![1.0; pairs.len()], vec![1.0; pairs.len()]);
        let times = |free: &[f64]| -> Vec<f64> {
            weights.iter().zip(free).map(|(weight, free)| weight * free).collect()
        };
        for _ in 0..ROUNDS {
            let asked = times(&start_free);
            let sums = sums(pairs.iter().map(|pair| pair.0), &asked, ends);
            for (at, (end, _)) in pairs.iter().enumerate() {
                end_free[at] = 1.0 / (1.0 + (sums[*end] - asked[at]).max(0.0));
            }
            let asked = times(&end_free);
            let sums = self::sums(pairs.iter().map(|pair| pair.1), &asked, starts);
            for (at, (_, start)) in pairs.iter().enumerate() {
                start_free[at] = 1.0 / (1.0 + (sums[*start] - asked[at]).max(0.0));
            }
        }
        let of_ends = sums(pairs.iter().map(|pair| pair.0), &times(&start_free), ends);
        let of_starts = sums(pairs.iter().map(|pair| pair.1), &times(&end_free), starts);
        let both =
            times(&end_free).into_iter().zip(&start_free).map(|(weight, free)| weight * free);
        let both: Vec<f64> = both.collect();
        let nodes: f64 = of_ends.iter().chain(&of_starts).map(|sum| sum.ln_1p()).sum();
        let edges: f64 = both.iter().map(|odds| odds.ln_1p()).sum();
        Matching { odds: both.into_iter().map(f64::ln).collect(), log_partition: nodes - edges }
    }
}

/// The sum of all values of each group.
fn sums(groups: impl Iterator<Item = usize>, values: &[f64], count: usize) -> Vec<f64> {
    let mut sums = vec![0.0; count];
    groups.zip(values).for_each(|(group, value)| sums[group] += value);
    sums
}

/// How far each pair stands above the best other pair of its end, and of its start; a pair
/// without a rival stands above "none".
pub fn margins(pairs: &[(usize, usize)], scores: &[f64]) -> Vec<[f64; 2]> {
    let over = |group: fn(&(usize, usize)) -> usize| -> Vec<f64> {
        let count = pairs.iter().map(|pair| group(pair) + 1).max().unwrap_or(0);
        // The best two of each group, "none" among them.
        let mut best = vec![[0.0f64, f64::MIN]; count];
        for (pair, score) in pairs.iter().zip(scores) {
            let [first, second] = &mut best[group(pair)];
            if score > first {
                (*first, *second) = (*score, *first);
            } else {
                *second = second.max(*score);
            }
        }
        let rival = |(pair, score): (&(usize, usize), &f64)| {
            let [first, second] = best[group(pair)];
            score - if *score == first { second } else { first }
        };
        pairs.iter().zip(scores).map(rival).collect()
    };
    let (ends, starts) = (over(|pair| pair.0), over(|pair| pair.1));
    ends.into_iter().zip(starts).map(|(end, start)| [end, start]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of each pair, and the weight of all matchings, by going through all of them.
    fn all_matchings(pairs: &[(usize, usize)], scores: &[f64]) -> (Vec<f64>, f64) {
        let (mut shares, mut all) = (vec![0.0; pairs.len()], 0.0);
        for chosen in 0u32..1 << pairs.len() {
            let of = || (0..pairs.len()).filter(|at| chosen >> at & 1 == 1);
            let free = of().all(|a| {
                of().all(|b| a == b || pairs[a].0 != pairs[b].0 && pairs[a].1 != pairs[b].1)
            });
            if free {
                let weight = of().map(|at| scores[at]).sum::<f64>().exp();
                all += weight;
                of().for_each(|at| shares[at] += weight);
            }
        }
        (shares.into_iter().map(|share| share / all).collect(), all.ln())
    }

    fn differs(pairs: &[(usize, usize)], scores: &[f64]) -> f64 {
        let (shares, all) = all_matchings(pairs, scores);
        let found = Matching::of(pairs, scores);
        let share = |odds: &f64| 1.0 / (1.0 + (-odds).exp());
        let odds = found.odds.iter().map(share).zip(shares).map(|(a, b)| (a - b).abs());
        odds.fold((found.log_partition - all).abs(), f64::max)
    }

    #[test]
    fn without_circles_shares_are_exact() {
        assert!(differs(&[(0, 0)], &[1.5]) < 1e-9);
        assert!(differs(&[(0, 0), (0, 1), (1, 0)], &[3.0, 2.5, 4.0]) < 1e-9);
        assert!(
            differs(&[(0, 0), (0, 1), (1, 1), (1, 2), (2, 2)], &[3.0, 2.5, 4.0, -1.0, 0.5]) < 1e-6
        );
    }

    #[test]
    fn with_circles_shares_are_close() {
        let pairs = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)];
        let scores = [2.0, -1.0, -3.0, -2.0, 1.5, 0.0, -4.0, -1.0, 3.0];
        assert!(differs(&pairs, &scores) < 0.05, "{}", differs(&pairs, &scores));
    }

    #[test]
    fn an_end_leaves_its_best_start_to_another_that_has_no_other() {
        let odds = Matching::of(&[(0, 0), (0, 1), (1, 0)], &[3.0, 2.5, 6.0]).odds;
        assert!(odds[1] > odds[0] && odds[2] > 0.0, "{odds:?}");
    }

    #[test]
    fn margins_are_over_the_best_rival() {
        let found = margins(&[(0, 0), (0, 1), (1, 0)], &[3.0, 2.5, 4.0]);
        assert_eq!(found, [[0.5, -1.0], [-0.5, 2.5], [4.0, 1.0]]);
    }
}
