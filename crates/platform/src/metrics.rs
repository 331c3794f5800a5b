//! What an operator's monitoring reads: requests by route and answer, how long they took, and what is open now. No id, no
//! address and no answer is in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the buckets of durations, in seconds.
const BOUNDS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];

/// Counters of one platform.
#[derive(Default)]
pub(crate) struct Metrics {
    series: Mutex<BTreeMap<Series, Counted>>,
    overdue: AtomicUsize,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Series {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Default)]
struct Counted {
    count: u64,
    seconds: f64,
    within: [u64; BOUNDS.len()],
}

impl Metrics {
    /// Counts an answer. Routes are those of the program; methods that it does not know are one.
    pub(crate) fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let method =
            ["GET", "PUT", "POST", "HEAD"].into_iter().find(|known| *known == method).unwrap_or("other");
        let series = Series { method, route: route.to_owned(), status };
        let seconds = took.as_secs_f64();
        let mut all = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = all.entry(series).or_default();
        counted.count += 1;
        counted.seconds += seconds;
        for (within, bound) in counted.within.iter_mut().zip(BOUNDS) {
            *within += u64::from(seconds <= bound);
        }
    }

    /// Days that are over and whose key is still there.
    pub(crate) fn overdue(&self, days: usize) {
        self.overdue.store(days, Ordering::Relaxed);
    }

    /// Everything as Prometheus reads it.
    pub(crate) fn exposition(&self, connections: usize) -> String {
        let mut text = String::from("# TYPE guitu_connections gauge\n");
        // Writing to a string does not fail.
        let _ = writeln!(text, "guitu_connections {connections}\n# TYPE guitu_retention_overdue_days gauge");
        let overdue = self.overdue.load(Ordering::Relaxed);
        let _ =
            writeln!(text, "guitu_retention_overdue_days {overdue}\n# TYPE guitu_request_seconds histogram");
        for (Series { method, route, status }, counted) in
            &*self.series.lock().unwrap_or_else(PoisonError::into_inner)
        {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (bound, within) in BOUNDS.iter().zip(counted.within) {
                let _ = writeln!(text, "guitu_request_seconds_bucket{{{labels},le=\"{bound}\"}} {within}");
            }
            let Counted { count, seconds, .. } = counted;
            let _ = writeln!(text, "guitu_request_seconds_bucket{{{labels},le=\"+Inf\"}} {count}");
            let _ = writeln!(text, "guitu_request_seconds_sum{{{labels}}} {seconds}");
            let _ = writeln!(text, "guitu_request_seconds_count{{{labels}}} {count}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_counted_in_every_bucket_that_it_fits() {
        let metrics = Metrics::default();
        metrics.answered("PUT", "/v2/x/{id}", 200, Duration::from_millis(7));
        metrics.answered("BREW", "-", 405, Duration::from_secs(9));
        let text = metrics.exposition(3);
        let put = "method=\"PUT\",route=\"/v2/x/{id}\",status=\"200\"";
        assert!(text.contains("guitu_connections 3\n"), "what is open now: {text}");
        assert!(text.contains(&format!("bucket{{{put},le=\"0.005\"}} 0\n")), "7 ms are more than 5: {text}");
        assert!(text.contains(&format!("bucket{{{put},le=\"0.01\"}} 1\n")), "and less than 10: {text}");
        assert!(
            text.contains("method=\"other\""),
            "a method that somebody made up is no name of a series: {text}"
        );
    }
}
