//! Which declarations are about one person, found by the keyed hash of a document.

use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Part, StoreError};

/// Holds the index of persons. A declaration enters it together with its revision.
#[async_trait]
pub trait Persons: Send + Sync {
    /// What is known by a document, withdrawn or not, in no order.
    async fn known(&self, document: [u8; 32]) -> Result<Vec<Known>, StoreError>;

    /// The parts of that class of these declarations and of all others of their persons, withdrawn or not, in no order.
    async fn parts_of_persons(
        &self,
        declarations: Vec<Uuid>,
        class: &'static str,
    ) -> Result<Vec<OfPerson>, StoreError>;

    /// Declarations that may be of the same person as these, though another document or another birth date stands in them, as they
    /// are judged now, or were before they were withdrawn: by each document that stood in them. In no order.
    async fn alike(&self, declarations: Vec<Uuid>) -> Result<Vec<Alike>, StoreError>;
}

/// A part of a declaration, found by one of the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfPerson {
    /// The declaration that was asked about.
    pub by: Uuid,
    /// Whose part it is.
    pub declaration: Uuid,
    /// Its revision.
    pub revision: u32,
    /// The part.
    pub part: Part,
}

/// A declaration that may be of the same person as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The declaration that was asked about.
    pub to: Uuid,
    /// The one that is like it.
    pub known: Known,
}

/// A declaration in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The declaration.
    pub declaration: Uuid,
    /// The edition it was judged by.
    pub edition: u32,
    /// Id of the rule that decided.
    pub rule: String,
}

/// What a revision adds to the index, or changes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Keyed hash of the document.
    pub document: [u8; 32],
    /// Keyed hashes that those have as well who may be the same person.
    pub alike: Vec<[u8; 32]>,
    /// Last day on which the index may know it.
    pub ends: NaiveDate,
}
