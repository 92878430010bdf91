//! Finding the weights that make a loss least: limited-memory BFGS.
//!
//! Source of the method: Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5,
//! with a line search that halves its step until the loss falls enough (Armijo).

/// Steps and changes of the gradient that are remembered.
const MEMORY: usize = 10;
/// Share of the promised fall that a step must bring.
const ARMIJO: f64 = 1e-4;
/// Halvings of a step before the search gives up.
const HALVINGS: usize = 40;
/// The search ends when no part of the gradient is larger.
const FLAT: f64 = 1e-6;

/// Weights near `start` that make `loss` least. `loss` gives the loss at some weights and
/// writes its gradient; the search ends after `steps` steps at most, or when
/// nothing is gained.
pub(crate) fn minimise(
    start: Vec<f64>,
    steps: usize,
    mut loss: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    let mut x = start;
    let mut gradient = vec![0.0; x.len()];
    let mut value = loss(&x, &mut gradient);
    let mut pairs: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..steps {
        if gradient.iter().all(|g| g.abs() < FLAT) {
            break;
        }
        let mut direction = two_loops(&gradient, &pairs);
        let mut slope = dot(&direction, &gradient);
        if slope >= 0.0 {
            pairs.clear();
            direction = gradient.iter().map(|g| -g).collect();
            slope = dot(&direction, &gradient);
        }
        let mut step = if pairs.is_empty() { 1.0 / slope.abs().sqrt().max(1.0) } else { 1.0 };
        let mut found = None;
        for _ in 0..HALVINGS {
            let next: Vec<f64> = x.iter().zip(&direction).map(|(x, d)| x + step * d).collect();
            let mut there = vec![0.0; x.len()];
            let lower = loss(&next, &mut there);
            if lower.is_finite() && lower <= value + ARMIJO * step * slope {
                found = Some((next, there, lower));
                break;
            }
            step /= 2.0;
        }
        let Some((next, there, lower)) = found else { break };
        let moved: Vec<f64> = next.iter().zip(&x).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = there.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let gained = value - lower;
        if dot(&moved, &turned) > 0.0 {
            pairs.push((moved, turned));
            if pairs.len() > MEMORY {
                pairs.remove(0);
            }
        }
        (x, gradient, value) = (next, there, lower);
        if gained <= FLAT * value.abs() * ARMIJO {
            break;
        }
    }
    x
}

/// The direction of steepest fall, bent by what the last steps showed of the curvature.
fn two_loops(gradient: &[f64], pairs: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut q = gradient.to_vec();
    let mut shares = Vec::with_capacity(pairs.len());
    for (moved, turned) in pairs.iter().rev() {
        let share = dot(moved, &q) / dot(moved, turned);
        add(&mut q, -share, turned);
        shares.push(share);
    }
    if let Some((moved, turned)) = pairs.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        q.iter_mut().for_each(|x| *x *= scale);
    }
    for ((moved, turned), share) in pairs.iter().zip(shares.iter().rev()) {
        let back = dot(turned, &q) / dot(moved, turned);
        add(&mut q, share - back, moved);
    }
    q.iter_mut().for_each(|x| *x = -*x);
    q
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], share: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += share * what);
}
