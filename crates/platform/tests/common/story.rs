//! A traveller, and what officers say of her.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{NaiveDate, TimeDelta};
use platform::staff::Role;
use platform::{Config, Platform, Running};
use platform_api::Desk;
use serde_json::{Value, json};
use testkit::travellers;
use uuid::Uuid;

use super::staff::{Signed, signed_in_at};
use super::{Answer, Sender, config, now, student, today};

/// A traveller, and officers on a clock that goes on when it is said.
pub struct Story {
    pub data: tempfile::TempDir,
    pub running: Running,
    pub sender: Sender,
    minutes: Arc<AtomicI64>,
}

impl Story {
    pub async fn of(answers: Value) -> Self {
        let (data, minutes) = (tempfile::tempdir().unwrap(), Arc::new(AtomicI64::new(0)));
        let clock = minutes.clone();
        let clock = Arc::new(move || now() + TimeDelta::minutes(clock.load(Ordering::Relaxed)));
        let running = Platform::start(Config { clock, ..config(data.path()) }).await.unwrap();
        let sender = Sender::new(&running);
        assert_eq!(sender.declare(1, answers).await.status, 200, "she declares");
        Self { data, running, sender, minutes }
    }

    pub fn pass(&self, time: TimeDelta) {
        self.minutes.fetch_add(time.num_minutes(), Ordering::Relaxed);
    }

    pub async fn officer(&self, role: Role, scope: &str) -> Signed {
        let at = now() + TimeDelta::minutes(self.minutes.load(Ordering::Relaxed));
        signed_in_at(self.data.path(), &self.running, role, scope, at).await
    }

    pub async fn port(&self) -> Signed {
        self.officer(Role::PortOfficer, "PVG").await
    }

    pub async fn county(&self) -> Signed {
        self.officer(Role::CountyContact, &home()).await
    }

    pub fn events(&self) -> String {
        format!("/desk/api/people/{}/events", self.sender.id)
    }

    pub async fn say(&self, officer: &Signed, what: Value) -> Answer {
        officer.post(&self.events(), json!({ "id": Uuid::now_v7(), "what": what })).await
    }

    pub async fn says(&self, officer: &Signed, what: Value) {
        let said = self.say(officer, what.clone()).await;
        assert_eq!(said.status, 200, "{what}: {}", said.json());
    }

    /// Landed, sent on, and given to her county.
    pub async fn comes_home(&self) -> (Signed, Signed) {
        let (port, county) = (self.port().await, self.county().await);
        for what in ["landed", "handed-over"] {
            self.says(&port, json!({ "what": what })).await;
        }
        (port, county)
    }

    /// What waits for an answer of this officer.
    pub async fn asked(&self, officer: &Signed) -> Vec<Value> {
        officer.get("/desk/api/asked").await.json()["asked"].as_array().unwrap().clone()
    }

    pub async fn case(&self) -> Value {
        self.port().await.get(&format!("/desk/api/people/{}", self.sender.id)).await.json()
    }

    pub async fn colour(&self) -> String {
        self.case().await["person"]["code"]["colour"].as_str().unwrap().to_owned()
    }

    pub async fn desk(&self) -> Desk {
        self.sender.stands().await.next.unwrap().desk
    }
}

pub fn home() -> String {
    student()["destination"]["county"].as_str().unwrap().to_owned()
}

pub fn ill() -> Value {
    let mut answers = student();
    answers["health"]["symptoms"] = json!(["dry-cough"]);
    answers["health"]["symptoms_when"] = json!("now");
    answers["health"]["symptoms_since"] = json!(travellers::day(today(), -1));
    answers
}

pub fn on(days: i64) -> NaiveDate {
    today() + TimeDelta::days(days)
}
