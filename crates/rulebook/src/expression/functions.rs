//! The functions that expressions may call beside CEL's own, and the base scope that holds them.

use std::collections::HashMap;
use std::sync::Arc;

use cel::common::types::{CelBool, CelDuration, CelInt, CelString, CelTimestamp};
use cel::{Context, Env, ExecutionError, Value};
use chrono::NaiveTime;

use super::parse::Trees;
use super::patterns::{Pattern, Patterns, matches_pattern};
use crate::lists::{Land, List};
use crate::refusal::OWN_FAULT;
use crate::{Refusal, formats, resident_id};

/// What compiling needs and fills: the environment, and the patterns met so far.
pub(crate) struct Environment {
    pub(crate) env: Env,
    pub(crate) patterns: Patterns,
    pub(crate) trees: Trees,
}

impl Environment {
    /// CEL's standard library with `days` and the compiled form of `matches`.
    pub(crate) fn new() -> Result<Self, Refusal> {
        let mut env = Env::stdlib();
        cel::add_overload!(env, fn days: (CelDuration) -> CelInt)
            .and_then(|()| {
                cel::add_overload!(env, fn matches_pattern: (CelString, Pattern) -> CelBool, name = "@matches")
            })
            .and_then(|()| cel::add_overload!(env, fn born_in: (CelString) -> Result<CelTimestamp>, name = "born_in"))
            .and_then(|()| cel::add_overload!(env, fn sex_in: (CelString) -> Result<CelString>, name = "sex_in"))
            .map_err(|error| Refusal::new(OWN_FAULT, "", "").with("detail", error))?;
        Ok(Self { env, patterns: Patterns::default(), trees: Trees::default() })
    }

    /// Parses ahead.
    pub(crate) fn prepare<'a>(&mut self, sources: impl Iterator<Item = &'a str>) {
        self.trees.prepare(&self.env, sources);
    }

    /// The base of every scope: functions and compiled patterns.
    pub(crate) fn finish(self, countries: Option<&List>) -> Result<Context<'static, 'static>, Refusal> {
        let three_letters: HashMap<String, Value> = countries
            .into_iter()
            .flat_map(|list| list.rows())
            .filter_map(|row| Some((row.alpha2.clone()?, Value::String(Arc::new(row.code.clone())))))
            .collect();
        let land = Arc::new(countries.map(Land::of).unwrap_or_default());
        let beside = Arc::clone(&land);
        let mut base = Context::with_env(Arc::new(self.env));
        base.add_function("calling_country", move |phone: Arc<String>| -> Value {
            formats::phone_country(&phone)
                .and_then(|letters| three_letters.get(&letters).cloned())
                .unwrap_or_else(|| Value::String(Arc::new(String::new())))
        })
        .and_then(|()| {
            base.add_function("phone_number", |phone: Arc<String>| -> Value {
                Value::String(Arc::new(formats::phone_number(&phone).unwrap_or_default()))
            })
        })
        .and_then(|()| {
            base.add_function("near", move |one: Arc<String>, other: Arc<String>| beside.near(&one, &other))
        })
        .and_then(|()| {
            base.add_function("overland", move |one: Arc<String>, other: Arc<String>| {
                land.overland(&one, &other)
            })
        })
        .map_err(|error| Refusal::new(OWN_FAULT, "", "").with("detail", error))?;
        self.patterns.bind(&mut base);
        Ok(base)
    }
}

/// Whole days of a duration, towards zero.
fn days(duration: &CelDuration) -> CelInt {
    duration.inner().num_days().into()
}

/// The date of birth inside a resident identity number; an error, so no value, where there is none.
fn born_in(number: &CelString<'_>) -> Result<CelTimestamp, ExecutionError> {
    resident_id::born(number.inner())
        .map(|born| born.and_time(NaiveTime::MIN).and_utc().fixed_offset().into())
        .ok_or_else(|| ExecutionError::function_error("born_in", "no date"))
}

/// `F` or `M` by a resident identity number; an error, so no value, where there is none.
fn sex_in(number: &CelString<'_>) -> Result<CelString<'static>, ExecutionError> {
    resident_id::sex(number.inner())
        .map(|sex| CelString::from(sex.to_owned()))
        .ok_or_else(|| ExecutionError::function_error("sex_in", "no number"))
}
